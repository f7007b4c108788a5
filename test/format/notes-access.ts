// A member accessor for property bags, so that layout is tested without an engine.

import type { FormatData } from '../../src/format/format-data.ts';
import { Formatter, type FormatterSettings } from '../../src/format/formatter.ts';
import type { ObjectAccess } from '../../src/format/object-access.ts';
import { Renderer } from '../../src/format/renderer.ts';
import { ViewTable } from '../../src/format/view-table.ts';
import { defaultViews } from '../../src/format/views/index.ts';
import { Double } from '../../src/psobject/numbers.ts';
import { PSObject } from '../../src/psobject/ps-object.ts';
import { netTypeName } from '../../src/psobject/type-name.ts';

function typeNamesOf(value: unknown): readonly string[] {
  if (value instanceof PSObject)
    return value.typeNames ?? ['System.Management.Automation.PSCustomObject', 'System.Object'];
  if (typeof value === 'string') return ['System.String', 'System.Object'];
  if (typeof value === 'number') return ['System.Int32', 'System.Object'];
  if (typeof value === 'boolean') return ['System.Boolean', 'System.Object'];
  return [(value as { [netTypeName]?: string })[netTypeName] ?? 'System.Object', 'System.Object'];
}

function toText(value: unknown): string {
  if (value instanceof Double) return String(value.value);
  if (value instanceof PSObject) {
    return `@{${[...value.members.values()].map((member) => `${member.name}=${toText((member as { value?: unknown }).value)}`).join('; ')}}`;
  }
  return Array.isArray(value) ? value.map(toText).join(' ') : String(value ?? '');
}

export const notesAccess: ObjectAccess = {
  typeNamesOf,
  propertiesOf: (value) =>
    value instanceof PSObject
      ? [...value.members.values()].map((member) => ({ name: member.name, adapted: false }))
      : [],
  getProperty: (value, name) =>
    value instanceof PSObject ? (value.members.get(name) as { value?: unknown } | undefined)?.value : undefined,
  propertySet: () => undefined,
  defaultDisplayPropertySet: () => undefined,
  defaultDisplayProperty: () => undefined,
  enumerate: (value) => (Array.isArray(value) ? value : undefined),
  toText,
  toFormattedText: (value, format) => (format === 'F' ? (value as Double).value.toFixed(3) : toText(value)),
  composite: (format, value) => format.replace('{0}', toText(value)),
  invoke: (block, value) => (block as { run(value: unknown): unknown }).run(value),
  areEqual: (left, right) => left === right,
  isTrue: (value) => value === true,
};

export interface Drawing {
  readonly width?: number;
  readonly settings?: Partial<FormatterSettings>;
  /** Milliseconds that pass with each look at the clock. */
  readonly tick?: number;
}

/** The lines that these objects draw. */
export function draw(objects: readonly unknown[], { width = 120, settings = {}, tick = 0 }: Drawing = {}): string[] {
  const lines: string[] = [];
  let now = 0;
  const renderer = new Renderer({
    width,
    writeLine: (line) => lines.push(line),
    now: () => (now += tick),
    outOfSequence: (record) => {
      throw new Error(`${record.kind} is out of sequence`);
    },
  });
  const formatter = new Formatter({
    access: notesAccess,
    views: new ViewTable(defaultViews('linux')),
    enumerationLimit: () => 4,
    emit: (record) => renderer.write(record as FormatData),
    ...settings,
  });
  for (const object of objects) formatter.write(object);
  formatter.end();
  renderer.end();
  return lines.map((line) => line.trimEnd());
}

/** A [pscustomobject] of these properties. */
export function bag(properties: Record<string, unknown>, typeNames?: string[]): PSObject {
  return PSObject.of(Object.entries(properties), typeNames);
}
