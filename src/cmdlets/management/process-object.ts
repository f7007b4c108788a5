// System.Diagnostics.Process as PowerShell shows it: facts of the machine under .NET's and PowerShell's names.
import { defineType, property } from '../../conversion/type-definition.ts';
import type { ProcessFacts } from '../../host/services.ts';
import { Double, Int64 } from '../../psobject/numbers.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { TimeSpan } from '../../psobject/values.ts';
import { localFromUnix } from '../shared/date.ts';

const typeName = 'System.Diagnostics.Process';
const ticksPerSecond = 10_000_000;

export class Process {
  readonly facts: ProcessFacts;
  constructor(facts: ProcessFacts) {
    this.facts = facts;
  }
  get [netTypeName](): string {
    return typeName;
  }
  toString(): string {
    return `${typeName} (${this.facts.name})`;
  }
}

const priorities: readonly (readonly [number, string])[] = [
  [4, 'Idle'],
  [6, 'BelowNormal'],
  [8, 'Normal'],
  [10, 'AboveNormal'],
  [13, 'High'],
  [24, 'RealTime'],
];

function priorityClass(priority: number): string {
  return priorities.find(([highest]) => priority <= highest)?.[1] ?? 'Normal';
}

function cpu({ totalProcessorTicks }: ProcessFacts): unknown {
  return totalProcessorTicks === undefined ? null : new Double(Number(totalProcessorTicks) / ticksPerSecond);
}

/** Each property with its type and how the facts give it; names of one line share the value. */
const properties: readonly (readonly [
  type: string,
  names: readonly string[],
  value: (facts: ProcessFacts) => unknown,
])[] = [
  ['string', ['ProcessName', 'Name'], (facts) => facts.name],
  ['int', ['Id'], (facts) => facts.id],
  ['int', ['SessionId', 'SI'], (facts) => facts.sessionId],
  ['int', ['HandleCount', 'Handles'], (facts) => facts.handles],
  ['long', ['WorkingSet64', 'WS'], (facts) => new Int64(facts.workingSet)],
  ['long', ['VirtualMemorySize64', 'VM'], (facts) => new Int64(facts.virtualMemory)],
  ['long', ['PrivateMemorySize64', 'PagedMemorySize64', 'PM'], (facts) => new Int64(facts.privateMemory)],
  ['long', ['NonpagedSystemMemorySize64', 'NPM'], () => new Int64(0n)],
  ['double', ['CPU'], cpu],
  [
    'timespan',
    ['TotalProcessorTime'],
    (facts) => (facts.totalProcessorTicks === undefined ? null : new TimeSpan(facts.totalProcessorTicks)),
  ],
  ['datetime', ['StartTime'], (facts) => (facts.startTime === undefined ? null : localFromUnix(facts.startTime))],
  ['int', ['BasePriority'], (facts) => facts.priority],
  ['string', ['PriorityClass'], (facts) => priorityClass(facts.priority)],
  ['int', ['ThreadCount'], (facts) => facts.threads],
  ['string', ['Path'], (facts) => facts.path ?? null],
  ['string', ['CommandLine'], (facts) => facts.commandLine ?? null],
  ['string', ['MainWindowTitle'], (facts) => facts.mainWindowTitle],
  ['int', ['ParentId'], (facts) => facts.parentId],
  ['bool', ['HasExited'], () => false],
  ['bool', ['Responding'], () => true],
  ['string', ['MachineName'], () => '.'],
];

export const processType = defineType<Process>({
  name: typeName,
  assembly: 'System.Diagnostics.Process',
  members: properties.flatMap(([type, names, value]) =>
    names.map((name) => property(`${type} ${name} {get;}`, (self: Process) => value(self.facts))),
  ),
  toText: (self) => self.toString(),
});
