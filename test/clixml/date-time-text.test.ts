import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dateTimeText,
  type LocalTime,
  parseDateTimeText,
  parseTimeSpanText,
  processLocalTime,
  timeSpanText,
} from '../../src/clixml/date-time-text.ts';
import { DateTime, TimeSpan } from '../../src/psobject/values.ts';

const fixed = (minutes: number): LocalTime => ({ offsetAtLocal: () => minutes, offsetAtUtc: () => minutes });
const maxTicks = 3155378975999999999n;

test('the three kinds of DateTime have the texts of the round-trip form', () => {
  const ticks = 637185807060070000n + 864_000_000_000n;
  assert.equal(dateTimeText(new DateTime(ticks), fixed(0)), '2020-03-01T13:45:06.007');
  assert.equal(dateTimeText(new DateTime(ticks, 'Utc'), fixed(0)), '2020-03-01T13:45:06.007Z');
  assert.equal(dateTimeText(new DateTime(ticks, 'Local'), fixed(-210)), '2020-03-01T13:45:06.007-03:30');
  assert.equal(dateTimeText(new DateTime(0n), fixed(0)), '0001-01-01T00:00:00');
  assert.equal(dateTimeText(new DateTime(maxTicks), fixed(0)), '9999-12-31T23:59:59.9999999');
});

test('a time with an offset becomes local time', () => {
  const read = parseDateTimeText('2020-03-01T13:45:06+02:00', fixed(60));
  assert.deepEqual(read, parseDateTimeText('2020-03-01T12:45:06+01:00', fixed(60)));
  assert.equal(read?.kind, 'Local');
  assert.equal(dateTimeText(read!, fixed(60)), '2020-03-01T12:45:06+01:00');
});

test('a local time beyond the calendar is its edge', () => {
  assert.deepEqual(parseDateTimeText('0001-01-01T00:00:00+10:00', fixed(0)), new DateTime(0n, 'Local'));
  assert.deepEqual(parseDateTimeText('9999-12-31T23:59:59-10:00', fixed(0)), new DateTime(maxTicks, 'Local'));
});

test('texts that are no date are refused', () => {
  for (const text of [
    '',
    '2020-02-30T00:00:00',
    '2021-02-29T00:00:00',
    '2020-13-01T00:00:00',
    '0000-01-01T00:00:00',
    '2020-01-01T24:00:01',
    '2020-01-01T00:60:00',
    '2020-01-01T00:00:00+15:00',
    '2020-01-01 00:00:00',
    '10000-01-01T00:00:00',
    '9999-12-31T24:00:00',
    '1/2/2020',
  ]) {
    assert.equal(parseDateTimeText(text, fixed(0)), undefined, text);
  }
});

test('every DateTime comes back from its text', () => {
  const zone: LocalTime = { offsetAtLocal: () => 330, offsetAtUtc: () => 330 };
  const day = 864_000_000_000n;
  fc.assert(
    fc.property(
      fc.bigInt({ min: day, max: maxTicks - day }),
      fc.constantFrom('Unspecified' as const, 'Utc' as const, 'Local' as const),
      (ticks, kind) => {
        assert.deepEqual(
          parseDateTimeText(dateTimeText(new DateTime(ticks, kind), zone), zone),
          new DateTime(ticks, kind),
        );
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test('the zone of the process gives one offset to a moment, whichever clock tells it', () => {
  const utc = 638000000000000000n;
  const offset = processLocalTime.offsetAtUtc(utc);
  assert.equal(processLocalTime.offsetAtLocal(utc + BigInt(offset) * 600_000_000n), offset);
});

test('spans of time have the texts of xs:duration', () => {
  const second = 10_000_000n;
  for (const [ticks, text] of [
    [0n, 'PT0S'],
    [1n, 'PT0.0000001S'],
    [7200n * second, 'PT2H'],
    [86400n * second, 'P1D'],
    [-(90061n * second + 5_000_000n), '-P1DT1H1M1.5S'],
    [9223372036854775807n, 'P10675199DT2H48M5.4775807S'],
    [-9223372036854775808n, '-P10675199DT2H48M5.4775808S'],
  ] as const) {
    assert.equal(timeSpanText(new TimeSpan(ticks)), text);
    assert.deepEqual(parseTimeSpanText(text), new TimeSpan(ticks));
  }
  assert.deepEqual(parseTimeSpanText('P1Y2M3D'), new TimeSpan(428n * 86400n * second));
  for (const wrong of ['', 'P', 'PT', 'P1DT', '1D', 'P1H', 'PT1', 'P-1D', 'P99999999D', 'PT1.S', 'P1S']) {
    assert.equal(parseTimeSpanText(wrong), undefined, wrong);
  }
});

test('every span of time comes back from its text', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (ticks) => {
      assert.deepEqual(parseTimeSpanText(timeSpanText(new TimeSpan(ticks))), new TimeSpan(ticks));
    }),
    { seed: 1, numRuns: 300 },
  );
});
