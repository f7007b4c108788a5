// What is wrong with a script, and where: PowerShell's ParseError, and the list that a parse collects.
import type { ScriptExtent, ScriptSource } from './extent.ts';
import { messageText, type ParseErrorId } from './messages.ts';

export interface ParseError {
  readonly errorId: ParseErrorId;
  readonly message: string;
  readonly extent: ScriptExtent;
  /** True when more input might mend it: a prompt then reads another line instead of complaining. */
  readonly incompleteInput: boolean;
}

/** Collects errors; the same error at the same place is kept once, since the parser may come to a place twice. */
export class ParseErrorList {
  readonly source: ScriptSource;
  readonly errors: ParseError[] = [];
  readonly #seen = new Set<string>();
  /** The last scan of restIsBlank: from `#blankFrom` only blanks and comments follow up to `#blankTo`. */
  #blankFrom = 0;
  #blankTo = 0;

  constructor(source: ScriptSource) {
    this.source = source;
  }

  get count(): number {
    return this.errors.length;
  }

  /** Records an error. */
  report(extent: ScriptExtent, errorId: ParseErrorId, ...args: (string | number)[]): void {
    this.#save(extent, errorId, args, false);
  }

  /**
   * Records an error that further input might mend: it does when nothing but blanks and comments follow `detectedAt`.
   * Returns whether that is so.
   */
  reportIncomplete(
    extent: ScriptExtent,
    errorId: ParseErrorId,
    args: readonly (string | number)[] = [],
    detectedAt: ScriptExtent = extent,
  ): boolean {
    const incomplete = this.#restIsBlank(detectedAt.endOffset);
    this.#save(extent, errorId, args, incomplete);
    return incomplete;
  }

  #save(extent: ScriptExtent, errorId: ParseErrorId, args: readonly (string | number)[], incompleteInput: boolean) {
    const key = `${errorId} ${extent.startOffset} ${extent.endOffset}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.errors.push({ errorId, message: messageText(errorId, args), extent, incompleteInput });
  }

  #restIsBlank(offset: number): boolean {
    const text = this.source.text;
    if (offset >= text.length) return true;
    if (offset >= this.#blankFrom && offset < this.#blankTo) return this.#blankTo >= text.length;
    let i = offset;
    while (i < text.length) {
      if (text.startsWith('#', i)) {
        while (i < text.length && text[i] !== '\n' && text[i] !== '\r') i++;
        i++;
      } else if (text.startsWith('<#', i)) {
        const end = text.indexOf('#>', i + 2);
        i = end < 0 ? text.length : end + 2;
      } else if (/[^\S\r\n]/.test(text[i]!)) i++;
      else break;
    }
    this.#blankFrom = offset;
    this.#blankTo = i;
    return i >= text.length;
  }
}
