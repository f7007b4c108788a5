// The number model: a JavaScript number IS an Int32; every other .NET number is boxed in a class of its own.
// Measured: loops over Int32 are the hot case, and boxing Double instead is four times faster than boxing Int32.
import { netTypeName } from './type-name.ts';

/** System.Double. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Double';
  }
}

/** System.Single; `value` is already rounded to single precision. */
export class Single {
  readonly value: number;
  constructor(value: number) {
    this.value = Math.fround(value);
  }
  get [netTypeName](): string {
    return 'System.Single';
  }
}

/** System.Byte, 0 to 255. */
export class Byte {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Byte';
  }
}

/** System.SByte, -128 to 127. */
export class SByte {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.SByte';
  }
}

/** System.Int16. */
export class Int16 {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Int16';
  }
}

/** System.UInt16. */
export class UInt16 {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.UInt16';
  }
}

/** System.UInt32. */
export class UInt32 {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.UInt32';
  }
}

/** System.Int64; a bigint within -2^63 .. 2^63-1. */
export class Int64 {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Int64';
  }
}

/** System.UInt64; a bigint within 0 .. 2^64-1. */
export class UInt64 {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.UInt64';
  }
}

/** System.Numerics.BigInteger. (A bare JavaScript bigint is never a PowerShell value.) */
export class BigInteger {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
  get [netTypeName](): string {
    return 'System.Numerics.BigInteger';
  }
}

/** System.Decimal: `unscaled` x 10^-`scale`, |unscaled| < 2^96, scale 0 to 28. Trailing zeros are kept, as .NET keeps them. */
export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
  constructor(unscaled: bigint, scale = 0) {
    this.unscaled = unscaled;
    this.scale = scale;
  }
  get [netTypeName](): string {
    return 'System.Decimal';
  }
}

/** System.Char: one UTF-16 code unit. */
export class Char {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
  get [netTypeName](): string {
    return 'System.Char';
  }
  /** The character as a string of length one. */
  toString(): string {
    return String.fromCharCode(this.code);
  }
}

/** The boxed numbers; an Int32 is a bare JavaScript number and therefore not among them. */
export type BoxedNumber =
  | Double
  | Single
  | Byte
  | SByte
  | Int16
  | UInt16
  | UInt32
  | Int64
  | UInt64
  | BigInteger
  | Decimal;

export const int32Min = -2147483648;
export const int32Max = 2147483647;
