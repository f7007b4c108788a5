// Text of values as the engine shows them: in strings, arguments and messages.
import { toStringValue } from '../conversion/to-string.ts';
import type { Frame } from './eval/frame.ts';

/** PowerShell's conversion to string. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : toStringValue(value);
}

/** The text of an expression within "...". */
export function textInString(value: unknown, _f: Frame): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : toStringValue(value);
}
