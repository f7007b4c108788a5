import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeString, escapeAttribute, escapeText } from '../../src/clixml/escape.ts';

test('control characters, surrogates and an underscore before x are escaped, as PowerShell escapes them', () => {
  assert.equal(escapeText('l1\r\nl2\tx'), 'l1_x000D__x000A_l2_x0009_x');
  assert.equal(escapeText('_x000A_ _X0041_ _x12_ __x0041_'), '_x005F_x000A_ _x005F_X0041_ _x005F_x12_ __x005F_x0041_');
  assert.equal(escapeText('a_b_'), 'a_b_');
  assert.equal(escapeText('\u{1F600}\ud800'), '_xD83D__xDE00__xD800_');
  assert.equal(escapeText('\x7f\x9f\xa0'), '_x007F__x009F_\xa0');
});

test('text escapes three XML characters, attributes the double quote too', () => {
  assert.equal(escapeText(`<a & "b" 'c'>`), `&lt;a &amp; "b" 'c'&gt;`);
  assert.equal(escapeAttribute(`<a & "b" 'c'>`), `&lt;a &amp; &quot;b&quot; 'c'&gt;`);
});

test('noncharacters become character references', () => {
  assert.equal(escapeText('a\ufffeb\uffffc\ufffd'), 'a&#xFFFE;b&#xFFFF;c\ufffd');
});

test('escapes are read in either case, and what is none stands for itself', () => {
  assert.equal(decodeString('a_x000D__x000a_b_x005F_x_xZZZZ_'), 'a\r\nb_x_xZZZZ_');
  assert.equal(decodeString('_X0041_'), 'A');
  assert.equal(decodeString('_x0041'), '_x0041');
  assert.equal(decodeString('_x_x0041_'), '_xA');
  assert.equal(decodeString('_x0001F600_'), '\u{1F600}');
});

test('every string comes back from its escaped form', () => {
  const strings = fc.string({ unit: fc.integer({ min: 0, max: 0xfffd }).map((code) => String.fromCharCode(code)) });
  const tricky = fc
    .array(fc.constantFrom('_', 'x', 'X', '0041', '_x005F_', '\ud83d', 'a'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(strings, tricky), (text) => {
      const escaped = escapeText(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      assert.equal(decodeString(escaped), text);
    }),
    { seed: 1, numRuns: 500 },
  );
});
