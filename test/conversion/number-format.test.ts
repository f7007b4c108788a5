// Numeric format strings, as .NET 10 prints them in en-US (ICU).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cultureNamed, invariantCulture } from '../../src/conversion/culture.ts';
import { formatNumber } from '../../src/conversion/number-format.ts';
import { Byte, Double, Int64, SByte, Single } from '../../src/psobject/numbers.ts';
import { ThrownException } from '../../src/psobject/thrown.ts';
import { as } from './scope.ts';

const d = (value: number): Double => new Double(value);
const m = (text: string): unknown => as('decimal', text);
const cases: readonly (readonly [value: unknown, format: string, text: string])[] = [
  [d(2.5), 'F0', '2'],
  [d(3.5), 'F0', '4'],
  [d(0.125), 'F2', '0.12'],
  [d(2.675), 'F2', '2.67'],
  [m('2.5'), 'F0', '3'],
  [m('0.125'), 'F2', '0.13'],
  [d(2.5), '0', '3'],
  [d(2.675), '0.00', '2.68'],
  [d(0.1), 'F25', '0.1000000000000000055511151'],
  [d(1e22), 'F0', '10000000000000000000000'],
  [d(123456789.12345679), 'G17', '123456789.12345679'],
  [d(123456789.12345679), 'G15', '123456789.123457'],
  [d(1234.5), 'G3', '1.23E+03'],
  [12345, 'G3', '1.23E+04'],
  [d(0.1 + 0.2), 'R', '0.30000000000000004'],
  [d(1e16), '', '10000000000000000'],
  [d(1e17), '', '1E+17'],
  [d(1e-5), '', '1E-05'],
  [d(-0), '', '-0'],
  [new Single(0.1), '', '0.1'],
  [new Single(16777217), '', '16777216'],
  [new Single(3e10), '', '3E+10'],
  [d(-1234.565), 'C', '-$1,234.57'],
  [d(-3), 'C0', '-$3'],
  [d(0.5), 'P', '50.000%'],
  [d(0.00005), 'P3', '0.005%'],
  [d(12345.678), 'E2', '1.23E+004'],
  [0, 'e', '0.000000e+000'],
  [-5, 'D10', '-0000000005'],
  [255, 'x', 'ff'],
  [-1, 'X', 'FFFFFFFF'],
  [new SByte(-1), 'x2', 'ff'],
  [new Int64(-1n), 'X', 'FFFFFFFFFFFFFFFF'],
  [new Byte(7), 'X2', '07'],
  [5, 'B8', '00000101'],
  [d(1234567.891), 'N2', '1,234,567.89'],
  [m('1234.5600'), 'G', '1234.5600'],
  [d(3.14259), '000.00', '003.14'],
  [d(1234567.5), '#,##0.##', '1,234,567.5'],
  [0, '#', ''],
  [d(0.256), '0%', '26%'],
  [1234, '00-00', '12-34'],
  [-5, 'pos 0;neg 0;zero', 'neg 5'],
  [0, 'pos 0;neg 0;zero', 'zero'],
  [123456, '0,.0', '123.5'],
  [123456789, '0,,', '123'],
  [12345, '0.0e+0', '1.2e+4'],
  [d(1.5), '00000.000E+000', '15000.000E-004'],
  [123456, '0,0.0,,', '123,456.0'],
  [d(-1.5), '0.0;(0.0)', '(1.5)'],
  [12, "0'x'0", '1x2'],
  [12, '\\#0', '#12'],
  [d(-0.001), '0.00', '-0.00'],
];

const enUs = cultureNamed('en-US')!.numberFormat;
for (const [value, format, text] of cases) {
  test(`${formatNumber(value, null, enUs)} as '${format}' is ${text}`, () => {
    assert.equal(formatNumber(value, format, enUs), text);
  });
}

test('cultures bring their separators and signs', () => {
  assert.equal(formatNumber(d(1234.5), 'N1', cultureNamed('de-DE')!.numberFormat), '1.234,5');
  assert.equal(formatNumber(d(1234.5), 'N1', cultureNamed('fr-FR')!.numberFormat), '1\u202f234,5');
  assert.equal(formatNumber(d(Number.POSITIVE_INFINITY), null, invariantCulture.numberFormat), 'Infinity');
});

test('the shortest text of a double and of a single reads back as the same number', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      (real, single) => {
        assert.equal(Number(formatNumber(d(real), 'R', enUs)), real);
        assert.equal(Math.fround(Number(formatNumber(new Single(single), 'R', enUs))), single);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

test('any picture gives text or a FormatException', () => {
  fc.assert(
    fc.property(fc.double(), fc.stringMatching(/^[0#.,%eE+\-;'"\\ a-z]{0,12}$/), (value, format) => {
      try {
        formatNumber(d(value), format, enUs);
      } catch (error) {
        assert.ok(
          error instanceof ThrownException && error.exception.typeName === 'System.FormatException',
          String(error),
        );
      }
    }),
    { seed: 5, numRuns: 500 },
  );
});
