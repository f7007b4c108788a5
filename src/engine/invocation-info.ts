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
  boundParameters: ReadonlyMap<string, unknown> = new Map();
  unboundArguments: readonly unknown[] = [];
  /** The bound parameters as a dictionary that scripts read. */
  get boundTable(): Hashtable {
    return Hashtable.of(this.boundParameters);
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

/** `At line:1 char:5`, the line, and the offending part underlined. */
export function positionMessage(extent: ScriptExtent): string {
  const where = extent.file === undefined ? 'line' : extent.file;
  const head = `At ${where}:${extent.startLineNumber} char:${extent.startColumnNumber}`;
  const line = extent.source.lineText(extent.startLineNumber);
  const start = extent.startColumnNumber - 1;
  const end = extent.endLineNumber === extent.startLineNumber ? extent.endColumnNumber - 1 : line.length;
  const indent = line.length - line.trimStart().length;
  const shown = line.trim();
  const under = `${' '.repeat(Math.max(0, start - indent))}${'~'.repeat(Math.max(1, Math.min(end, line.length) - start))}`;
  return `${head}\n+ ${shown}\n+ ${under}`;
}
