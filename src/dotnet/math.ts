// System.Math.
import { compareDecimals, negateDecimal, type RoundingMode, roundDecimal } from '../conversion/decimal.ts';
import { roundHalfEven } from '../conversion/numeric.ts';
import { type MemberDefinition, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import type { Decimal } from '../psobject/numbers.ts';
import { throwNet } from '../psobject/thrown.ts';
import type { EnumValue } from '../psobject/values.ts';
import { argumentError, outOfRange, overflow } from './arguments.ts';

const modes: readonly RoundingMode[] = ['ToEven', 'AwayFromZero', 'ToZero', 'ToNegativeInfinity', 'ToPositiveInfinity'];
const modeOf = (mode: EnumValue | undefined): RoundingMode => modes[Number(mode?.value ?? 0n)] ?? 'ToEven';

function roundWhole(value: number, mode: RoundingMode): number {
  switch (mode) {
    case 'ToEven':
      return Math.abs(value) >= 2 ** 52
        ? value
        : roundHalfEven(value) === 0 && (value < 0 || Object.is(value, -0))
          ? -0
          : roundHalfEven(value);
    case 'AwayFromZero':
      // floor(x + 0.5) would be wrong for the number just below one half.
      return Math.sign(value) * (Math.abs(value) % 1 >= 0.5 ? Math.ceil(Math.abs(value)) : Math.floor(Math.abs(value)));
    case 'ToZero':
      return Math.trunc(value);
    case 'ToNegativeInfinity':
      return Math.floor(value);
    case 'ToPositiveInfinity':
      return Math.ceil(value);
  }
}
function roundReal(value: number, digits = 0, mode: RoundingMode = 'ToEven'): number {
  if (digits < 0 || digits > 15) outOfRange('digits', 'Rounding digits must be between 0 and 15, inclusive.');
  if (Math.abs(value) >= 1e16 || !Number.isFinite(value)) return value;
  const power = 10 ** digits;
  return roundWhole(value * power, mode) / power;
}

const integerTypes = ['sbyte', 'byte', 'short', 'ushort', 'int', 'uint', 'long', 'ulong'];
const minimum: Readonly<Record<string, number | bigint>> = {
  sbyte: -128,
  short: -32768,
  int: -2147483648,
  long: -(2n ** 63n),
};

function sized(): MemberDefinition[] {
  const members: MemberDefinition[] = [];
  const larger = (a: number | bigint, b: number | bigint): number | bigint =>
    typeof a === 'number' && Number.isNaN(a) ? a : Number.isNaN(b) || b > a ? b : a;
  const smaller = (a: number | bigint, b: number | bigint): number | bigint =>
    typeof a === 'number' && Number.isNaN(a) ? a : Number.isNaN(b) || b < a ? b : a;
  for (const type of ['double', 'float', ...integerTypes]) {
    members.push(
      method(`static ${type} Max(${type} val1, ${type} val2)`, larger),
      method(`static ${type} Min(${type} val1, ${type} val2)`, smaller),
      method(`static ${type} Clamp(${type} value, ${type} min, ${type} max)`, (value, low, high) => {
        if (low > high) argumentError(`'${low}' cannot be greater than ${high}.`);
        return value < low ? low : value > high ? high : value;
      }),
    );
    if (['byte', 'ushort', 'uint', 'ulong'].includes(type)) continue;
    members.push(
      method(`static ${type} Abs(${type} value)`, (value: number | bigint) => {
        if (value === minimum[type]) overflow('Negating the minimum value of a twos complement number is invalid.');
        return typeof value === 'number' ? Math.abs(value) : value < 0n ? -value : value;
      }),
      method(`static int Sign(${type} value)`, (value: number | bigint) => (value > 0 ? 1 : value < 0 ? -1 : 0)),
    );
  }
  return members;
}

const real = (name: string, body: (value: number) => number): MemberDefinition =>
  method(`static double ${name}(double d)`, body);
const whole = (value: Decimal, mode: RoundingMode): Decimal => roundDecimal(value, 0, mode);

export const mathType: TypeDefinition = {
  name: 'System.Math',
  isAbstract: true,
  isSealed: true,
  members: () => [
    property('static double PI {get;}', () => Math.PI),
    property('static double E {get;}', () => Math.E),
    property('static double Tau {get;}', () => 2 * Math.PI),
    ...sized(),
    method('static decimal Max(decimal val1, decimal val2)', (a: Decimal, b: Decimal) =>
      compareDecimals(a, b) >= 0 ? a : b,
    ),
    method('static decimal Min(decimal val1, decimal val2)', (a: Decimal, b: Decimal) =>
      compareDecimals(a, b) <= 0 ? a : b,
    ),
    method('static decimal Abs(decimal value)', (value: Decimal) =>
      value.unscaled < 0n ? negateDecimal(value) : value,
    ),
    method('static int Sign(decimal value)', (value: Decimal) =>
      value.unscaled > 0n ? 1 : value.unscaled < 0n ? -1 : 0,
    ),
    method('static double Floor(double d)', Math.floor),
    method('static decimal Floor(decimal d)', (value: Decimal) => whole(value, 'ToNegativeInfinity')),
    method('static double Ceiling(double a)', Math.ceil),
    method('static decimal Ceiling(decimal d)', (value: Decimal) => whole(value, 'ToPositiveInfinity')),
    method('static double Truncate(double d)', Math.trunc),
    method('static decimal Truncate(decimal d)', (value: Decimal) => whole(value, 'ToZero')),
    method('static double Round(double a)', (value: number) => roundReal(value)),
    method('static double Round(double value, int digits)', (value: number, digits: number) =>
      roundReal(value, digits),
    ),
    method('static double Round(double value, System.MidpointRounding mode)', (value: number, mode) =>
      roundReal(value, 0, modeOf(mode)),
    ),
    method(
      'static double Round(double value, int digits, System.MidpointRounding mode)',
      (value: number, digits: number, mode) => roundReal(value, digits, modeOf(mode)),
    ),
    method('static decimal Round(decimal d)', (value: Decimal) => roundDecimal(value)),
    method('static decimal Round(decimal d, int decimals)', (value: Decimal, digits: number) =>
      roundDecimal(value, digits),
    ),
    method('static decimal Round(decimal d, System.MidpointRounding mode)', (value: Decimal, mode) =>
      roundDecimal(value, 0, modeOf(mode)),
    ),
    method(
      'static decimal Round(decimal d, int decimals, System.MidpointRounding mode)',
      (value: Decimal, digits: number, mode) => roundDecimal(value, digits, modeOf(mode)),
    ),
    ...(
      [
        'Sqrt',
        'Cbrt',
        'Sin',
        'Cos',
        'Tan',
        'Asin',
        'Acos',
        'Atan',
        'Sinh',
        'Cosh',
        'Tanh',
        'Asinh',
        'Acosh',
        'Atanh',
        'Exp',
        'Log10',
        'Log2',
      ] as const
    ).map((name) => real(name, Math[name.toLowerCase() as 'sqrt'])),
    real('Log', Math.log),
    method('static double Log(double a, double newBase)', (a: number, base: number) => Math.log(a) / Math.log(base)),
    method('static double Pow(double x, double y)', (x: number, y: number) => x ** y),
    method('static double Atan2(double y, double x)', Math.atan2),
    method('static double IEEERemainder(double x, double y)', (x: number, y: number) => x - y * roundHalfEven(x / y)),
    method('static double CopySign(double x, double y)', (x: number, y: number) =>
      y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x),
    ),
    method(
      'static double FusedMultiplyAdd(double x, double y, double z)',
      (x: number, y: number, z: number) => x * y + z,
    ),
    method('static int ILogB(double x)', (x: number) => Math.floor(Math.log2(Math.abs(x)))),
    method('static long BigMul(int a, int b)', (a: number, b: number) => BigInt(a) * BigInt(b)),
    method('static int DivRem(int a, int b, [ref] int result)', (a: number, b: number, result: { value: unknown }) => {
      if (b === 0) divideByZero();
      result.value = a % b;
      return Math.trunc(a / b);
    }),
    method(
      'static long DivRem(long a, long b, [ref] long result)',
      (a: bigint, b: bigint, result: { value: unknown }) => {
        if (b === 0n) divideByZero();
        result.value = a % b;
        return a / b;
      },
    ),
  ],
};

function divideByZero(): never {
  throwNet('System.DivideByZeroException', 'Attempted to divide by zero.', { hResult: -2147352558 });
}
