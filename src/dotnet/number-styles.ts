// NumberStyles as the switches of number parsing.
import type { NumberStyles } from '../conversion/number-text.ts';
import type { EnumValue } from '../psobject/values.ts';

/** System.Globalization.NumberStyles. */
export const numberStyles = {
  None: 0,
  AllowLeadingWhite: 1,
  AllowTrailingWhite: 2,
  AllowLeadingSign: 4,
  AllowTrailingSign: 8,
  AllowParentheses: 16,
  AllowDecimalPoint: 32,
  AllowThousands: 64,
  AllowExponent: 128,
  AllowCurrencySymbol: 256,
  AllowHexSpecifier: 512,
  AllowBinarySpecifier: 1024,
  Integer: 7,
  HexNumber: 515,
  BinaryNumber: 1027,
  Number: 111,
  Float: 167,
  Currency: 383,
  Any: 511,
};

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
