import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClixmlError, deserialize, serialize, transportProtectedCipher } from '../../src/clixml/index.ts';
import { primitivesByTag } from '../../src/clixml/primitives.ts';
import {
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
} from '../../src/psobject/numbers.ts';
import {
  DateTime,
  Guid,
  ScriptBlockText,
  SecureString,
  TimeSpan,
  Uri,
  Version,
  XmlDocument,
} from '../../src/psobject/values.ts';

const options = { readScriptBlocks: true, localTime: { offsetAtLocal: () => 0, offsetAtUtc: () => 0 } };

const elements: readonly (readonly [value: unknown, text: string])[] = [
  ['pit 9', '<S>pit 9</S>'],
  ['', '<S></S>'],
  ['  ', '<S>  </S>'],
  [new Char(0xd800), '<C>55296</C>'],
  [true, '<B>true</B>'],
  [false, '<B>false</B>'],
  [new DateTime(637135310450000000n, 'Utc'), '<DT>2020-01-02T03:04:05Z</DT>'],
  [new TimeSpan(72000000000n), '<TS>PT2H</TS>'],
  [new Byte(255), '<By>255</By>'],
  [new SByte(-128), '<SB>-128</SB>'],
  [new UInt16(65535), '<U16>65535</U16>'],
  [new Int16(-1), '<I16>-1</I16>'],
  [new UInt32(4294967295), '<U32>4294967295</U32>'],
  [-2147483648, '<I32>-2147483648</I32>'],
  [new UInt64(18446744073709551615n), '<U64>18446744073709551615</U64>'],
  [new Int64(-9223372036854775808n), '<I64>-9223372036854775808</I64>'],
  [new Single(0.1), '<Sg>0.1</Sg>'],
  [new Double(1e300), '<Db>1E+300</Db>'],
  [new Decimal(150n, 2), '<D>1.50</D>'],
  [Uint8Array.of(1, 2, 253), '<BA>AQL9</BA>'],
  [new Uint8Array(), '<BA />'],
  [new Guid('01234567-89ab-cdef-0123-456789abcdef'), '<G>01234567-89ab-cdef-0123-456789abcdef</G>'],
  [new Uri('http://h/a b?c=<d>'), '<URI>http://h/a b?c=&lt;d&gt;</URI>'],
  [new Version(1, 2, 3), '<Version>1.2.3</Version>'],
  [new XmlDocument('<a />'), '<XD>&lt;a /&gt;</XD>'],
  [new ScriptBlockText(' 1 '), '<SBK> 1 </SBK>'],
  [null, '<Nil />'],
];

test('each primitive is written and read as MS-PSRP 2.2.5.1 says', () => {
  for (const [value, text] of elements) {
    assert.equal(serialize(value, options), text);
    assert.deepEqual(deserialize(text, options), value);
  }
});

test('the list above has every tag of the table but SS', () => {
  const tags = new Set(elements.map(([, text]) => /<(\w+)/.exec(text)![1]!));
  assert.deepEqual(
    [...primitivesByTag.keys()].filter((tag) => !tags.has(tag)),
    ['SS'],
  );
});

test('a script block is read as its text unless asked for', () => {
  assert.equal(deserialize('<SBK> 1 </SBK>'), ' 1 ');
});

test('a class derived from a script block travels as one', () => {
  class ScriptBlock extends ScriptBlockText {}
  assert.equal(serialize(new ScriptBlock('1')), '<SBK>1</SBK>');
});

test('identifiers are read in the forms that .NET reads', () => {
  const guid = new Guid('01234567-89ab-cdef-0123-456789abcdef');
  for (const text of [
    '0123456789ABCDEF0123456789abcdef',
    '{01234567-89ab-cdef-0123-456789abcdef}',
    '(01234567-89ab-cdef-0123-456789abcdef)',
  ]) {
    assert.deepEqual(deserialize(`<G>${text}</G>`), guid);
  }
});

test('base64 may be broken into lines', () => {
  assert.deepEqual(deserialize('<BA>AQ\n L9\n</BA>'), Uint8Array.of(1, 2, 253));
});

test('a text that is not of its type is an error that names the type', () => {
  for (const [tag, text] of [
    ['I32', 'x'],
    ['I32', '2147483648'],
    ['By', '-1'],
    ['B', 'yes'],
    ['C', '65536'],
    ['DT', 'today'],
    ['TS', '1:00'],
    ['Db', '1,5'],
    ['Sg', ''],
    ['D', '1e3'],
    ['G', 'x'],
    ['BA', 'AQ'],
    ['BA', '!!!!'],
    ['Version', '1'],
    ['Version', '1.2.3.4.5'],
    ['I64', '9223372036854775808'],
  ] as const) {
    assert.throws(
      () => deserialize(`<${tag}>${text}</${tag}>`),
      (error) =>
        error instanceof ClixmlError &&
        error.code === 'ClixmlInvalidPrimitive' &&
        error.message.includes(primitivesByTag.get(tag)!.typeName),
      `${tag} ${text}`,
    );
  }
});

test('a secure string travels through its cipher, in UTF-16 and base64', () => {
  const text = serialize(new SecureString('hé'), { cipher: transportProtectedCipher });
  assert.equal(text, '<SS>aADpAA==</SS>');
  const read = deserialize(text, { cipher: transportProtectedCipher });
  assert.ok(read instanceof SecureString);
  assert.equal(read.reveal(), 'hé');
});

test('without a cipher a secure string neither leaves nor arrives', () => {
  assert.throws(() => serialize(new SecureString('x')), { code: 'ClixmlSecureString' });
  assert.throws(() => deserialize('<SS>eAA=</SS>'), { code: 'ClixmlSecureString' });
});

test('a secure string that the cipher refuses is an error', () => {
  const refuse = (): never => {
    throw new Error('bad key');
  };
  assert.throws(() => deserialize('<SS>eAA=</SS>', { cipher: { encrypt: refuse, decrypt: refuse } }), {
    code: 'ClixmlSecureString',
  });
});

test('JavaScript values that stand for no .NET value are refused', () => {
  for (const value of [undefined, 1.5, Number.NaN, 2147483648, 1n, () => 1, Symbol('s')]) {
    assert.throws(() => serialize(value), { code: 'ClixmlUnserializable', origin: 'local' });
  }
});
