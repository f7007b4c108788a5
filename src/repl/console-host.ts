// The console as a PSRP client's host: where output, prompts and progress of local and remote sessions end up.
import { createInterface, type Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { ClientHost, HostMethods } from '../client/client-host.ts';
import { PSCredential, SecureString } from '../psobject/values.ts';
import type { HostDefaultData } from '../psrp/host-info.ts';
import type { ConsoleColor } from '../psrp/host-types.ts';

/** SGR codes of System.ConsoleColor; the backgrounds are ten more. */
const foregroundCodes: { readonly [C in ConsoleColor]: number } = {
  Black: 30,
  DarkRed: 31,
  DarkGreen: 32,
  DarkYellow: 33,
  DarkBlue: 34,
  DarkMagenta: 35,
  DarkCyan: 36,
  Gray: 37,
  DarkGray: 90,
  Red: 91,
  Green: 92,
  Yellow: 93,
  Blue: 94,
  Magenta: 95,
  Cyan: 96,
  White: 97,
};

export interface ConsoleOptions {
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(mode: boolean): unknown };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };
  readonly error: Writable;
  /** No prompt may be shown: whatever asks, fails. */
  readonly nonInteractive: boolean;
  /** `exit` was called. */
  readonly onExit: (exitCode: number) => void;
}

export interface ConsoleHost extends ClientHost {
  /** Reads a line with this prompt; undefined at the end of input or after Ctrl+C (`interrupted`). */
  readCommand(prompt: string, history: readonly string[]): Promise<{ line: string } | 'interrupted' | undefined>;
  /** Calls `listener` for each Ctrl+C until the function it gives is called: the terminal's, which readline has, and the process's. */
  onInterrupt(listener: () => void): () => void;
  close(): void;
}

export function consoleHost(options: ConsoleOptions): ConsoleHost {
  const { input, output, error } = options;
  const isTerminal = output.isTTY === true && !process.env['NO_COLOR'];
  let lines: Interface | undefined;
  let progressLength = 0;

  const needInteraction = () => {
    if (options.nonInteractive) {
      throw new Error('PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.');
    }
  };

  /** A progress line is overwritten by whatever comes next. */
  const clearProgress = () => {
    if (progressLength === 0) return;
    output.write('\r\x1b[K');
    progressLength = 0;
  };
  const write = (text: string) => {
    clearProgress();
    output.write(text);
  };
  const colored = (text: string, foreground: ConsoleColor, background?: ConsoleColor): string => {
    if (!isTerminal) return text;
    const codes = [
      foregroundCodes[foreground],
      ...(background === undefined || background === 'Black' ? [] : [foregroundCodes[background] + 10]),
    ];
    return `\x1b[${codes.join(';')}m${text}\x1b[0m`;
  };

  /** One reader for the whole life of the console: a second one would lose what the first has read ahead. */
  const reader = (): Interface => {
    lines ??= createInterface({ input, ...(input.isTTY ? { output } : {}), terminal: input.isTTY === true });
    return lines;
  };
  /** Lines of a pipe or file come as they like: those that nobody asked for yet wait here. */
  let pipedLines: AsyncIterator<string> | undefined;
  const nextPipedLine = async (): Promise<string | undefined> => {
    pipedLines ??= reader()[Symbol.asyncIterator]();
    const { value, done } = await pipedLines.next();
    return done ? undefined : value;
  };
  const ask = async (prompt: string): Promise<string> => {
    needInteraction();
    clearProgress();
    if (input.isTTY) return reader().question(prompt);
    output.write(prompt);
    return (await nextPipedLine()) ?? '';
  };

  /** Reads without showing what is typed. */
  const askSecretly = async (prompt: string): Promise<SecureString> => {
    needInteraction();
    if (!input.isTTY) return new SecureString(await ask(prompt));
    const { promise, resolve } = Promise.withResolvers<string>();
    reader().pause();
    output.write(prompt);
    let text = '';
    input.setRawMode?.(true);
    const onData = (chunk: Buffer | string) => {
      for (const c of chunk.toString()) {
        if (c === '\r' || c === '\n' || c === '\x04') return done();
        if (c === '\x7f' || c === '\b') {
          if (text.length > 0) output.write('\b \b');
          text = text.slice(0, -1);
        } else if (c === '\x03') {
          text = '';
          return done();
        } else {
          text += c;
          output.write('*');
        }
      }
    };
    const done = () => {
      input.off('data', onData);
      input.setRawMode?.(false);
      output.write('\n');
      reader().resume();
      resolve(text);
    };
    input.on('data', onData);
    input.resume();
    return new SecureString(await promise);
  };

  const promptForCredential = async (caption: string, message: string, userName: string): Promise<PSCredential> => {
    needInteraction();
    const title = [caption, message].filter(Boolean).join('\n');
    if (title) write(`\n${title}\n`);
    const user = userName || (await ask('User: '));
    return new PSCredential(user, await askSecretly(`Password for user ${user}: `));
  };

  const methods: HostMethods = {
    GetName: () => 'ConsoleHost',
    GetCurrentCulture: () => 'en-US',
    GetCurrentUICulture: () => 'en-US',
    SetShouldExit: (exitCode) => options.onExit(exitCode),
    ReadLine: () => ask(''),
    ReadLineAsSecureString: () => askSecretly(''),
    Write1: (text) => write(text),
    Write2: (foreground, background, text) => write(colored(text, foreground, background)),
    WriteLine1: () => write('\n'),
    WriteLine2: (text) => write(`${text}\n`),
    WriteLine3: (foreground, background, text) => write(`${colored(text, foreground, background)}\n`),
    WriteErrorLine: (text) => {
      clearProgress();
      error.write(`${text}\n`);
    },
    WriteDebugLine: (text) => write(`${colored(`DEBUG: ${text}`, 'Yellow')}\n`),
    WriteVerboseLine: (text) => write(`${colored(`VERBOSE: ${text}`, 'Yellow')}\n`),
    WriteWarningLine: (text) => write(`${colored(`WARNING: ${text}`, 'Yellow')}\n`),
    WriteProgress: (_source, record) => {
      if (!isTerminal) return;
      clearProgress();
      if (record.recordType === 'Completed') return;
      const percent = record.percentComplete >= 0 ? ` ${record.percentComplete}%` : '';
      const text = `${record.activity}: ${record.statusDescription}${percent}`.slice(0, (output.columns ?? 80) - 1);
      output.write(text);
      progressLength = text.length;
    },
    Prompt: async (caption, message, fields) => {
      if (caption) write(`${caption}\n`);
      if (message) write(`${message}\n`);
      const answers = new Map<string, unknown>();
      for (const field of fields) {
        const label = `${field.label || field.name}: `;
        const type = field.parameterTypeFullName ?? '';
        if (type.endsWith('SecureString')) answers.set(field.name, await askSecretly(label));
        else if (type.endsWith('PSCredential')) answers.set(field.name, await promptForCredential('', '', ''));
        else answers.set(field.name, await ask(label));
      }
      return answers;
    },
    PromptForCredential1: (caption, message, userName) => promptForCredential(caption, message, userName),
    PromptForCredential2: (caption, message, userName) => promptForCredential(caption, message, userName),
    PromptForChoice: async (caption, message, choices, defaultChoice) => {
      if (caption) write(`\n${caption}\n`);
      if (message) write(`${message}\n`);
      const keys = choices.map(({ label }) => /&(.)/.exec(label)?.[1]?.toUpperCase() ?? label);
      const shown = choices.map(({ label }, index) => `[${keys[index]}] ${label.replace('&', '')}`).join('  ');
      const standard = defaultChoice >= 0 ? ` (default is "${keys[defaultChoice]}")` : '';
      for (;;) {
        const answer = (await ask(`${shown}${standard}: `)).trim().toUpperCase();
        if (answer === '' && defaultChoice >= 0) return defaultChoice;
        const found = choices.findIndex(
          ({ label }, index) => keys[index] === answer || label.replace('&', '').toUpperCase() === answer,
        );
        if (found >= 0) return found;
      }
    },
    SetWindowTitle: (title) => {
      if (isTerminal) output.write(`\x1b]0;${title.replace(/[\x00-\x1f\x7f]/g, '')}\x07`);
    },
    SetBufferContents1: () => {
      if (isTerminal) output.write('\x1b[2J\x1b[H');
    },
  };

  const width = output.columns ?? 120;
  const height = output.rows ?? 50;
  const origin = { x: 0, y: 0 };
  const defaultData: HostDefaultData = {
    foregroundColor: 'Gray',
    backgroundColor: 'Black',
    cursorPosition: origin,
    windowPosition: origin,
    cursorSize: 25,
    bufferSize: { width, height },
    windowSize: { width, height },
    maxWindowSize: { width, height },
    maxPhysicalWindowSize: { width, height },
    windowTitle: '',
  };

  return {
    methods,
    defaultData,
    async readCommand(prompt, history) {
      if (!input.isTTY) {
        const line = await nextPipedLine();
        return line === undefined ? undefined : { line };
      }
      const { promise, resolve } = Promise.withResolvers<{ line: string } | 'interrupted' | undefined>();
      const rl = reader();
      // readline keeps its history newest first.
      (rl as unknown as { history: string[] }).history = history.toReversed();
      const abort = new AbortController();
      const onClose = () => resolve(undefined);
      const onInterrupt = () => {
        abort.abort();
        output.write('^C\n');
        resolve('interrupted');
      };
      rl.once('close', onClose);
      rl.once('SIGINT', onInterrupt);
      rl.question(prompt, { signal: abort.signal }).then(
        (line) => resolve({ line }),
        () => {},
      );
      const result = await promise;
      rl.off('close', onClose);
      rl.off('SIGINT', onInterrupt);
      if (result === undefined) lines = undefined;
      return result;
    },
    onInterrupt(listener) {
      const terminal = lines;
      terminal?.on('SIGINT', listener);
      process.on('SIGINT', listener);
      return () => {
        terminal?.off('SIGINT', listener);
        process.off('SIGINT', listener);
      };
    },
    close: () => lines?.close(),
  };
}
