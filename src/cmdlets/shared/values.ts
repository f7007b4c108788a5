// What cmdlets ask of the language about values: text, truth, order, numbers.
import {
  convertTo,
  NetType,
  netToString,
  sortCompare,
  threadContext,
  toBoolean,
  toStringValue,
  tryConvertTo,
  types,
} from '../../conversion/index.ts';
import { getProperty } from '../../engine/members.ts';
import type { SessionState } from '../../engine/session-state.ts';
import { Double } from '../../psobject/numbers.ts';
import { baseOf, isPropertyBag, PSObject } from '../../psobject/ps-object.ts';

/** PSObject.ToString() in the session's culture. */
export function toText(value: unknown): string {
  const base = baseOf(value);
  // A type shows its whole name; strings that scripts make have the short one.
  if (base instanceof NetType) return base.fullName;
  return toStringValue(value, undefined, threadContext().culture);
}

/** The text of a value under a .NET format string, in the session's culture. */
export function toFormattedText(value: unknown, format: string): string {
  return netToString(baseOf(value), format, threadContext().culture);
}

export const isTrue: (value: unknown) => boolean = toBoolean;

/** The order of two values; texts where they cannot be compared (Sort-Object, Group-Object, Select-Object -Unique). */
export function compareLoosely(left: unknown, right: unknown, ignoreCase: boolean, culture?: string): number {
  // A property bag counts as the empty object beneath it.
  const [first, second] = [isPropertyBag(left) ? '' : left, isPropertyBag(right) ? '' : right];
  return sortCompare(first, second, ignoreCase, culture ?? '');
}

export function compareValues(left: unknown, right: unknown, ignoreCase: boolean): number {
  return sortCompare(left, right, ignoreCase);
}

/** The value as a Double, or undefined where it is no number and no text of one. */
export function toDouble(value: unknown): number | undefined {
  const converted = tryConvertTo(value, types().get('System.Double'))?.value;
  return converted instanceof Double ? converted.value : undefined;
}

/** LanguagePrimitives.ConvertTo with the full name of a type. */
export function convert(value: unknown, typeName: string): unknown {
  return convertTo(value, types().get(typeName));
}

/** As `convert`, but undefined where the value cannot be converted. */
export function tryConvert(value: unknown, typeName: string): unknown {
  return tryConvertTo(value, types().get(typeName))?.value;
}

/** Items as System.Collections.ObjectModel.Collection[psobject]. */
export function collectionOf(items: unknown[]): unknown {
  const registry = types();
  const made = registry.find('System.Collections.ObjectModel.Collection[psobject]');
  return made === null || made === undefined ? items : convertTo(items, made);
}

/** $PSStyle.OutputRendering: Host, PlainText or Ansi. */
export function outputRendering(session: SessionState): string {
  const style = session.getVariableValue('PSStyle');
  const rendering = style === undefined || style === null ? undefined : getProperty(style, 'OutputRendering');
  return rendering === undefined || rendering === null ? 'Host' : String(rendering);
}

/** True for an error record that came down the error stream (PSObject.WriteStream), not as output. */
export function writesToErrorStream(value: unknown): boolean {
  return value instanceof PSObject && (value as { writeStream?: string }).writeStream === 'error';
}
