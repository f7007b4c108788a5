// Text of values: Object.ToString() as .NET has it, and PowerShell's own conversion to string (PSObject.ToString).
import { automationNull } from '../psobject/automation-null.ts';
import { Dictionary } from '../psobject/collections.ts';
import { NetException } from '../psobject/exception.ts';
import { Char, Double, Single } from '../psobject/numbers.ts';
import { baseOf, isPropertyBag, NoteProperty, PSObject } from '../psobject/ps-object.ts';
import { ScriptBlockText } from '../psobject/values.ts';
import { type FormatProvider, invariantCulture } from './culture.ts';
import { enumerationOf } from './enumerate.ts';
import { NetType } from './net-type.ts';
import { formatNumber, realText } from './number-format.ts';
import { numericKind } from './numeric.ts';
import { threadContext } from './thread-context.ts';
import { typeOf } from './type-of.ts';

/** value.ToString(), or IFormattable.ToString(format, provider); the culture defaults to the thread's. */
export function netToString(
  value: unknown,
  format: string | null = null,
  provider: FormatProvider | null = null,
): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (numericKind(value) !== undefined)
    return formatNumber(value, format, (provider ?? threadContext().culture).numberFormat);
  if (value instanceof Char) return value.toString();
  if (isPropertyBag(value)) return toStringValue(value);
  const base = baseOf(value);
  if (base !== value) return netToString(base, format, provider);
  const type = typeOf(value)!;
  for (let at: NetType | null = type; at !== null; at = at.baseType) {
    const toText = at.definition.toText as
      | ((value: unknown, f: string | null, p: FormatProvider | null) => string)
      | undefined;
    if (toText && at.definition.name !== 'System.Object') return toText(value, format, provider);
  }
  return ownText(value, type);
}

/** Text of a value whose type has no definition: what its class says, or the type's name as Object.ToString() gives it. */
function ownText(value: unknown, type: NetType): string {
  if (value instanceof ScriptBlockText) return value.text;
  if (value instanceof NetException) return `${value.typeName}: ${value.message}`;
  const own = (value as object).toString;
  if (own !== Object.prototype.toString && !Array.isArray(value) && !(value instanceof Uint8Array)) {
    return (value as { toString(): string }).toString();
  }
  return type.toString();
}

/** PowerShell's conversion to string: collections joined by $OFS, reals with 15 digits, invariant culture. */
export function toStringValue(value: unknown, separator?: string, provider: FormatProvider = invariantCulture): string {
  return textOf(value, true, separator, provider);
}

function textOf(value: unknown, recurse: boolean, separator: string | undefined, provider: FormatProvider): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined || value === automationNull) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof PSObject) {
    const extended = threadContext().extendedToString(value);
    if (extended !== undefined) return extended;
    if (value.toStringValue !== undefined) return value.toStringValue;
    if (isPropertyBag(value as unknown)) return recurse ? bagText(value, provider) : '';
    return textOf(value.baseObject, recurse, separator, provider);
  }
  if (value instanceof Double || value instanceof Single) return realText(value, provider.numberFormat);
  if (value instanceof NetType) return typeText(value);
  if (recurse && !(value instanceof Dictionary)) {
    const items = enumerationOf(value);
    if (items !== undefined) {
      const texts: string[] = [];
      for (const item of items) texts.push(textOf(item, false, separator, provider));
      return texts.join(separator ?? threadContext().ofs());
    }
  }
  return netToString(value, null, provider);
}

/** `@{a=1; b=x}`: the note properties of a bag, nested collections and bags only by type. */
function bagText(bag: PSObject, provider: FormatProvider): string {
  const parts: string[] = [];
  for (const member of bag.members.values()) {
    if (!(member instanceof NoteProperty)) continue;
    parts.push(`${member.name}=${textOf(member.value, false, undefined, provider)}`);
  }
  return parts.length === 0 ? '' : `@{${parts.join('; ')}}`;
}

/** A type in a string: its accelerator, else its full name with generic arguments in brackets. */
export function typeText(type: NetType): string {
  return type.registry.shortName(type);
}
