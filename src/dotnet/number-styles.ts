// NumberStyles as the switches of number parsing.
import type { NumberStyles } from '../conversion/number-text.ts';
import type { EnumValue } from '../psobject/values.ts';

/** The bits of System.Globalization.NumberStyles. */
export function stylesOf(value: EnumValue): NumberStyles {
  const bits = Number(value.value);
  return {
    trailingSign: (bits & 8) !== 0,
    parentheses: (bits & 16) !== 0,
    decimalPoint: (bits & 32) !== 0,
    thousands: (bits & 64) !== 0,
    exponent: (bits & 128) !== 0,
    currency: (bits & 256) !== 0,
    hex: (bits & 512) !== 0,
    binary: (bits & 1024) !== 0,
  };
}
