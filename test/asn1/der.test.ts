import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DerError } from '../../src/asn1/der-error.ts';
import { DerReader } from '../../src/asn1/der-reader.ts';
import {
  derElement,
  derEnumerated,
  derObjectIdentifier,
  derOctetString,
  derSequence,
} from '../../src/asn1/der-writer.ts';
import { contextTag, Tag } from '../../src/asn1/tags.ts';

test('object identifiers keep their dotted text', () => {
  assert.equal(derObjectIdentifier('1.3.6.1.5.5.2').toString('hex'), '06062b0601050502');
  for (const oid of ['1.3.6.1.5.5.2', '1.3.6.1.4.1.311.2.2.10', '2.999.4294967295', '0.39', '1.2.840.113554.1.2.2']) {
    assert.equal(new DerReader(derObjectIdentifier(oid)).readObjectIdentifier(), oid);
  }
});

test('what the writer nests the reader enters', () => {
  const big = Buffer.alloc(70_000, 7);
  const bytes = derSequence(
    derElement(contextTag(0), derEnumerated(1)),
    derElement(contextTag(2), derOctetString(big)),
  );
  const sequence = new DerReader(bytes).enter(Tag.sequence);
  assert.deepEqual(sequence.enter(contextTag(0)).read(Tag.enumerated), Buffer.from([1]));
  assert.equal(sequence.enterOptional(contextTag(1)), undefined);
  assert.deepEqual(sequence.enter(contextTag(2)).read(Tag.octetString), big);
  assert.equal(sequence.atEnd, true);
});

test('lengths beyond the container, of no octets, of five octets and high tags are refused', () => {
  const cases: [string, string][] = [
    ['30', 'DerTruncated'],
    ['3003', 'DerTruncated'],
    ['30820102', 'DerTruncated'],
    ['3080', 'DerMalformed'],
    ['308500000000', 'DerMalformed'],
    ['3084ffffffff', 'DerTruncated'],
  ];
  for (const [bytes, code] of cases) {
    assert.throws(() => new DerReader(Buffer.from(bytes, 'hex')).read(Tag.sequence), { code });
  }
  assert.throws(() => new DerReader(Buffer.from('1f8101', 'hex')).skip(), { code: 'DerMalformed' });
  assert.throws(() => new DerReader(Buffer.from('0400', 'hex')).read(Tag.sequence), { code: 'DerUnexpectedTag' });
  assert.throws(() => new DerReader(Buffer.from('06022b86', 'hex')).readObjectIdentifier(), { code: 'DerMalformed' });
  assert.throws(() => new DerReader(Buffer.from('06079f8f8f8f8f8f01', 'hex')).readObjectIdentifier(), {
    code: 'DerMalformed',
  });
});

test('any bytes end in elements or in a DerError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const reader = new DerReader(Buffer.from(bytes));
      try {
        while (!reader.atEnd) {
          assert.ok(reader.peekElement().length >= 2);
          if (reader.peekTag() === Tag.objectIdentifier) reader.readObjectIdentifier();
          else reader.skip();
        }
      } catch (error) {
        assert.ok(error instanceof DerError, String(error));
      }
    }),
    { seed: 1, numRuns: 2000 },
  );
});
