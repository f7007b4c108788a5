// ToString() of the value model in the invariant culture, as far as CLIXML needs it (ToString elements, objects cut at the
// depth limit). The engine's own conversion replaces it through its adapter.
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import {
  BigInteger,
  Byte,
  Char,
  Decimal,
  Double,
  Int16,
  Int64,
  SByte,
  Single,
  UInt16,
  UInt32,
  UInt64,
} from '../psobject/numbers.ts';
import { isPropertyBag, NoteProperty, PSCustomObject, PSObject } from '../psobject/ps-object.ts';
import { InformationalRecord, InformationRecord } from '../psobject/records.ts';
import { DateTimeOffset, EnumValue, Guid, ScriptBlockText, SwitchParameter, Uri, Version } from '../psobject/values.ts';
import { ForeignObject } from './foreign-object.ts';
import { decimalText, doubleText, singleText } from './number-text.ts';
import { primitiveOf } from './primitives.ts';
import { typeNameOf } from './type-names.ts';

const innerExceptionEnd = '\n   --- End of inner exception stack trace ---';

/** Exception.ToString(): type, message, inner exceptions, stack trace. */
function exceptionText(exception: NetException): string {
  const message = exception.message === '' ? exception.typeName : `${exception.typeName}: ${exception.message}`;
  const inner = exception.inner === undefined ? '' : `\n ---> ${exceptionText(exception.inner)}${innerExceptionEnd}`;
  const stack = exception.stackTrace === undefined ? '' : `\n${exception.stackTrace}`;
  return message + inner + stack;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** `MM/dd/yyyy HH:mm:ss zzz`, the invariant culture's general form. */
function dateTimeOffsetText({ ticks, offsetMinutes }: DateTimeOffset): string {
  const date = new Date(Number((ticks - 621_355_968_000_000_000n) / 10_000n));
  const size = Math.abs(offsetMinutes);
  const day = `${pad(date.getUTCMonth() + 1)}/${pad(date.getUTCDate())}/${pad(date.getUTCFullYear(), 4)}`;
  const time = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  return `${day} ${time} ${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** `@{A=1; B=text}`: a nested bag shows as nothing, as in PowerShell. */
function bagText(bag: PSObject): string {
  const parts: string[] = [];
  for (const member of bag.members.values()) {
    if (!(member instanceof NoteProperty)) continue;
    const nested = isPropertyBag(member.value) && member.value.toStringValue === undefined;
    parts.push(`${member.name}=${nested ? '' : naturalTextOf(member.value)}`);
  }
  return `@{${parts.join('; ')}}`;
}

const boxedIntegers = [Byte, SByte, Int16, UInt16, UInt32, Int64, UInt64, BigInteger];

function isBoxedInteger(value: unknown): value is { readonly value: number | bigint } {
  return boxedIntegers.some((type) => value instanceof type);
}

/** The text of any value of the model; the type's name for types without a text of their own. */
export function naturalTextOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof PSObject) {
    if (value.toStringValue !== undefined) return value.toStringValue;
    return value.baseObject === PSCustomObject.instance ? bagText(value) : naturalTextOf(value.baseObject);
  }
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Single) return singleText(value.value);
  if (value instanceof Decimal) return decimalText(value);
  if (value instanceof Char) return value.toString();
  if (isBoxedInteger(value)) return String(value.value);
  if (value instanceof SwitchParameter) return value.isPresent ? 'True' : 'False';
  if (value instanceof NetException) return exceptionText(value);
  if (value instanceof ErrorRecord) return value.errorDetails?.message || value.exception.message;
  if (value instanceof InformationalRecord) return value.message;
  if (value instanceof InformationRecord) return naturalTextOf(value.messageData);
  if (value instanceof DateTimeOffset) return dateTimeOffsetText(value);
  if (value instanceof ForeignObject) return value.text;
  if (value instanceof ScriptBlockText) return value.text;
  if (value instanceof Guid || value instanceof Version || value instanceof Uri || value instanceof EnumValue) {
    return value.toString();
  }
  return typeNameOf(value) ?? primitiveOf(value)?.typeName ?? 'System.Object';
}
