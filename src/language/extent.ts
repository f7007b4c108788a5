// Where a token or node stands in its script: two offsets kept, lines and columns computed when somebody asks.

/** The text of one script and its line starts; shared by every extent of a parse. */
export class ScriptSource {
  readonly text: string;
  /** Path of the script file, if it came from one. */
  readonly fileName: string | undefined;
  #lineStarts: number[] | undefined;

  constructor(text: string, fileName?: string) {
    this.text = text;
    this.fileName = fileName;
  }

  /** Offsets at which lines begin. A line ends after LF, CR LF or a lone CR, as in PowerShell. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const starts = [0];
      const text = this.text;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
      }
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  /** The 1-based line that holds `offset`. */
  lineNumberAt(offset: number): number {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The 1-based column of `offset` in its line, in UTF-16 code units. */
  columnNumberAt(offset: number): number {
    return offset - this.lineStarts[this.lineNumberAt(offset) - 1]! + 1;
  }

  /** The text of a 1-based line without its line break. */
  lineText(lineNumber: number): string {
    const start = this.lineStarts[lineNumber - 1] ?? this.text.length;
    const end = this.lineStarts[lineNumber] ?? this.text.length;
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }
}

/** A half-open range [startOffset, endOffset) of a script: PowerShell's IScriptExtent. */
export class ScriptExtent {
  readonly source: ScriptSource;
  readonly startOffset: number;
  readonly endOffset: number;

  constructor(source: ScriptSource, startOffset: number, endOffset: number) {
    this.source = source;
    this.startOffset = startOffset;
    this.endOffset = endOffset;
  }

  get file(): string | undefined {
    return this.source.fileName;
  }
  /** The script text of the range. */
  get text(): string {
    return this.source.text.slice(this.startOffset, this.endOffset);
  }
  get startLineNumber(): number {
    return this.source.lineNumberAt(this.startOffset);
  }
  get startColumnNumber(): number {
    return this.source.columnNumberAt(this.startOffset);
  }
  get endLineNumber(): number {
    return this.source.lineNumberAt(this.endOffset);
  }
  get endColumnNumber(): number {
    return this.source.columnNumberAt(this.endOffset);
  }
}

/** The place of what is not written in any script: an implied call, an empty block. */
export const emptyExtent = new ScriptExtent(new ScriptSource(''), 0, 0);

/** From the start of `first` to the end of `last`; the other one when one is nowhere. */
export function spanOf(first: ScriptExtent, last: ScriptExtent): ScriptExtent {
  if (first === emptyExtent) return last;
  if (last === emptyExtent) return first;
  return new ScriptExtent(first.source, first.startOffset, last.endOffset);
}

/** The empty range right after `extent`. */
export function after(extent: ScriptExtent): ScriptExtent {
  return new ScriptExtent(extent.source, extent.endOffset, extent.endOffset);
}

/** The empty range one character before `extent`. */
export function before(extent: ScriptExtent): ScriptExtent {
  const offset = Math.max(0, extent.startOffset - 1);
  return new ScriptExtent(extent.source, offset, offset);
}
