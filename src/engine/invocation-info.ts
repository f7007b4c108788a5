// InvocationInfo: where a command stands in its script, computed from its extent when somebody asks.
import type { ScriptExtent } from '../language/extent.ts';
import { Hashtable } from '../psobject/collections.ts';
import type { InvocationInfo } from '../psobject/error-record.ts';
import { netTypeName } from '../psobject/type-name.ts';

export class CommandInvocation implements InvocationInfo {
  readonly extent: ScriptExtent | undefined;
  readonly myCommand: unknown;
  readonly invocationName: string;
  pipelineLength = 0;
  pipelinePosition = 0;
  expectingInput = false;
  unboundArguments: readonly unknown[] = [];
  /** $PSBoundParameters of the command. */
  bound: Hashtable | undefined;
  get boundParameters(): ReadonlyMap<string, unknown> {
    return new Map([...(this.bound?.entries() ?? [])].map(([name, value]) => [String(name), value]));
  }
  /** The bound parameters as a dictionary that scripts read. */
  get boundTable(): Hashtable {
    this.bound ??= new Hashtable();
    return this.bound;
  }
  readonly historyId: bigint = 1n;
  readonly commandOrigin: 'Runspace' | 'Internal' = 'Internal';

  constructor(extent: ScriptExtent | undefined, myCommand: unknown = null, invocationName = '') {
    this.extent = extent;
    this.myCommand = myCommand;
    this.invocationName = invocationName;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.InvocationInfo';
  }
  get myCommandName(): string {
    return (this.myCommand as { name?: string } | null)?.name ?? '';
  }
  get line(): string {
    return this.extent ? this.extent.source.lineText(this.extent.startLineNumber) : '';
  }
  /** The text of the whole command (InvocationInfo.Statement). */
  get statement(): string {
    return this.extent?.text ?? '';
  }
  get scriptName(): string | undefined {
    return this.extent?.file;
  }
  get scriptLineNumber(): number {
    return this.extent?.startLineNumber ?? 0;
  }
  get offsetInLine(): number {
    return this.extent?.startColumnNumber ?? 0;
  }
  get positionMessage(): string {
    return this.extent ? positionMessage(this.extent) : '';
  }
}

/** How much of a line a message shows. */
const maxLineLength = 69;

/** `At line:1 char:5`, the line (or the part of it around the place), and the place underlined (PositionUtilities.VerboseMessage). */
export function positionMessage(extent: ScriptExtent): string {
  const head = `At ${extent.file ?? 'line'}:${extent.startLineNumber} char:${extent.startColumnNumber}`;
  let line = extent.source.lineText(extent.startLineNumber).trimEnd();
  if (line === '') return head;
  let before = extent.startColumnNumber - 1;
  const isWithinLine = extent.startLineNumber === extent.endLineNumber && extent.endColumnNumber <= line.length + 1;
  let length = isWithinLine ? extent.endColumnNumber - extent.startColumnNumber : line.length - before;
  if (line.includes('\t')) {
    const expand = (text: string): string => text.replaceAll('\t', '    ');
    const [left, middle] = [expand(line.slice(0, before)), expand(line.slice(before, before + length))];
    line = left + middle + expand(line.slice(before + length));
    before = left.length;
    length = middle.length;
  }
  let prefixDots = '';
  let suffixDots = '';
  if (line.length > maxLineLength) {
    const totalSuffix = line.length - length - before;
    let prefix = Math.min(before, 12);
    let suffix = Math.min(totalSuffix, 8);
    const wanted = prefix + length + suffix;
    if (wanted >= maxLineLength) {
      if (prefix + length >= maxLineLength) length = maxLineLength - prefix;
      suffixDots = ' \u2026';
    } else {
      prefix += Math.min(before - prefix, maxLineLength - wanted);
      suffix += Math.min(totalSuffix - suffix, maxLineLength - (prefix + length + suffix));
      suffixDots = totalSuffix > suffix ? ' \u2026' : '';
    }
    if (before > prefix) prefixDots = '\u2026 ';
    line = line.slice(before - prefix, before - prefix + Math.min(maxLineLength, prefix + length + suffix));
    before = prefix + prefixDots.length;
  }
  return `${head}\n+ ${prefixDots}${line}${suffixDots}\n+ ${' '.repeat(before)}${'~'.repeat(Math.max(1, length))}`;
}
