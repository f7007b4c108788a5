// The loop of the prompt: reads a line, runs it, shows the next prompt. What it runs in is given to it.
import type { ConsoleHost } from './console-host.ts';

/** What the prompt works on: a local runspace, or a remote session that was entered. */
export interface PromptTarget {
  /** The text of the prompt. */
  prompt(): Promise<string>;
  /** Runs a line; its output goes to the console by itself. */
  run(line: string): Promise<void>;
  /** Stops what runs; false when nothing does. */
  stop(): boolean;
}

export interface ReplOptions {
  readonly console: ConsoleHost;
  readonly target: PromptTarget;
  /** True once `exit` was called. */
  readonly isOver: () => boolean;
}

/** Lines of history that the arrow keys find. */
const historyLimit = 1000;

/** A line that ends in a backtick, or leaves a bracket or quote open, goes on in the next. */
export function isIncomplete(text: string): boolean {
  if (/`$/.test(text)) return true;
  const stack: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c === '`') at++;
    else if (c === '@' && (text[at + 1] === '"' || text[at + 1] === "'") && /^@["']\r?\n/.test(text.slice(at))) {
      const end = text.indexOf(`\n${text[at + 1]}@`, at);
      if (end < 0) return true;
      at = end + 2;
    } else if (c === "'") {
      at = text.indexOf("'", at + 1);
      if (at < 0) return true;
    } else if (c === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '`' ? 2 : 1;
      if (at >= text.length) return true;
    } else if (c === '#' && /(^|[\s;({])$/.test(text.slice(0, at))) {
      const end = text.indexOf('\n', at);
      if (end < 0) break;
      at = end;
    } else if ('({['.includes(c)) stack.push(c);
    else if (')}]'.includes(c)) stack.pop();
  }
  return stack.length > 0 || /\|\s*$/.test(text);
}

/** Runs until `exit` or the end of input. */
export async function runRepl({ console, target, isOver }: ReplOptions): Promise<void> {
  const history: string[] = [];
  while (!isOver()) {
    let text = '';
    for (;;) {
      const read = await console.readCommand(text === '' ? await target.prompt() : '>> ', history);
      if (read === undefined) return;
      if (read === 'interrupted') {
        text = '';
        continue;
      }
      text += text === '' ? read.line : `\n${read.line}`;
      // An empty line runs what there is, so that the parser can say what is missing.
      if (!isIncomplete(text) || read.line === '') break;
    }
    if (text.trim() === '') continue;
    if (history.at(-1) !== text) history.push(text.replaceAll('\n', ' '));
    if (history.length > historyLimit) history.shift();
    const release = console.onInterrupt(() => target.stop());
    try {
      await target.run(text);
    } finally {
      release();
    }
  }
}
