// Composite format strings: {index[,alignment][:format]} (String.Format, AppendFormat, the -f operator).

import { enumerationOf } from '../conversion/enumerate.ts';
import { runtimeError } from '../conversion/errors.ts';
import { netToString, toStringValue } from '../conversion/to-string.ts';
import { typeOf } from '../conversion/type-of.ts';
import { baseOf, isPropertyBag } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { formatError } from './arguments.ts';
import { cultureOf } from './culture-info.ts';

const badIndex =
  'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.';
const maxLength = 100_000_000;

/** String.Format(provider, format, args); throws FormatException. */
export function formatComposite(format: string, args: ArrayLike<unknown>, provider: unknown = null): string {
  let result = '';
  let at = 0;
  while (at < format.length) {
    const c = format[at]!;
    if (c === '}') {
      if (format[at + 1] !== '}') unexpected(at, 'Unexpected closing brace without a corresponding opening brace.');
      result += '}';
      at += 2;
    } else if (c !== '{') {
      const next = /[{}]/.exec(format.slice(at));
      const end = next ? at + next.index : format.length;
      result += format.slice(at, end);
      at = end;
    } else if (format[at + 1] === '{') {
      result += '{';
      at += 2;
    } else {
      const match = /^\{\s*(\d{1,7})\s*(?:,\s*(-?\d{1,7})\s*)?(?::([^{}]*))?\}/.exec(format.slice(at, at + 4000));
      if (!match) badItem(format, at);
      const index = Number(match[1]);
      if (index >= args.length) formatError(badIndex);
      result += align(itemText(args[index], match[3] ?? null, provider), Number(match[2] ?? 0));
      at += match[0].length;
    }
    if (result.length > maxLength) formatError('Format specifier was invalid.');
  }
  return result;
}

function unexpected(at: number, reason: string): never {
  formatError(`Input string was not in a correct format. Failure to parse near offset ${at + 1}. ${reason}`);
}

function badItem(format: string, at: number): never {
  if (at + 1 >= format.length || !format.includes('}', at)) {
    unexpected(format.length - 1, 'Format item ends prematurely.');
  }
  unexpected(at, 'Expected an ASCII digit.');
}

function itemText(value: unknown, format: string | null, provider: unknown): string {
  const base = baseOf(value);
  if (base === null || base === undefined) return '';
  return isPropertyBag(base) ? toStringValue(base) : netToString(base, format, cultureOf(provider));
}

function align(text: string, width: number): string {
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

/** The -f operator: the right side's items are the arguments; errors are RuntimeException FormatError. */
export function formatOperator(format: unknown, argument: unknown): string {
  const items = enumerationOf(argument);
  // Only arrays of references are argument lists: char[] or int[] is one argument.
  const spread = Array.isArray(baseOf(argument)) && typeOf(argument)!.elementType!.isValueType === false;
  const args = spread && items ? [...items] : [argument];
  try {
    return formatComposite(toStringValue(format), args);
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    runtimeError('FormatError', `Error formatting a string: ${error.message}.`, format, error.exception);
  }
}
