import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deserialize, deserializeDocument, serialize, serializeDocument } from '../../src/clixml/index.ts';
import { ArrayList, Hashtable, Queue, Stack } from '../../src/psobject/collections.ts';
import { Byte, Char, Decimal, Double, Int64, Single, UInt32 } from '../../src/psobject/numbers.ts';
import { AdaptedProperty, PSObject } from '../../src/psobject/ps-object.ts';
import { DateTime, Guid, TimeSpan, Version } from '../../src/psobject/values.ts';

const text = fc.string({ unit: fc.integer({ min: 0, max: 0xfffd }).map((code) => String.fromCharCode(code)) });
const name = fc
  .oneof(fc.constantFrom('Name', 'Id', '__proto__', 'constructor', '_x_', 'a"<b'), text)
  .filter((one) => one !== '');
const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const primitive: fc.Arbitrary<unknown> = fc.oneof(
  text,
  int32,
  fc.boolean(),
  fc.constant(null),
  fc.double().map((value) => new Double(value)),
  fc.float().map((value) => new Single(value)),
  fc.integer({ min: 0, max: 255 }).map((value) => new Byte(value)),
  fc.integer({ min: 0, max: 0xffffffff }).map((value) => new UInt32(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => new Int64(value)),
  fc.bigInt({ min: -(2n ** 95n), max: 2n ** 95n }).map((value) => new Decimal(value, 3)),
  fc.integer({ min: 0, max: 0xffff }).map((code) => new Char(code)),
  fc.bigInt({ min: 0n, max: 3155378975999999999n }).map((ticks) => new DateTime(ticks, 'Utc')),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((ticks) => new TimeSpan(ticks)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
  fc.uuid().map((id) => new Guid(id)),
  fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => new Version(...parts)),
);

/** A deserialized object around a collection, or a bag of both kinds of properties. */
const deserialized = (base: unknown, typeNames: string[]): PSObject => {
  const object = new PSObject(base);
  object.typeNames = typeNames.map((one) => `Deserialized.${one}`);
  return object;
};
const names = fc.array(
  text.filter((one) => one !== ''),
  { minLength: 1, maxLength: 3 },
);

const { value } = fc.letrec<{ value: unknown; item: unknown }>((tie) => ({
  item: fc.oneof({ depthSize: 'small', maxDepth: 4 }, primitive, tie('value')),
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    primitive,
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(name, tie('item')), { maxLength: 4, selector: ([key]) => key.toLowerCase() }),
        fc.nat(4),
        names,
      )
      .map(([properties, notes, typeNames]) => {
        const object = deserialized(undefined, typeNames);
        const bag = PSObject.of(properties.slice(0, notes), object.typeNames);
        bag.isDeserialized = properties.length > notes;
        for (const [key, item] of properties.slice(notes)) bag.members.set(new AdaptedProperty(key, item));
        return bag;
      }),
    fc
      .tuple(fc.array(tie('item'), { maxLength: 4 }), names)
      .map(([items, typeNames]) => deserialized(new ArrayList(items), typeNames)),
    fc
      .tuple(fc.array(tie('item'), { maxLength: 4 }), names)
      .map(([items, typeNames]) => deserialized(new Queue(items), typeNames)),
    fc
      .tuple(fc.array(tie('item'), { maxLength: 4 }), names)
      .map(([items, typeNames]) => deserialized(new Stack(items), typeNames)),
    fc
      .tuple(
        fc.uniqueArray(fc.tuple(text, tie('item')), { maxLength: 4, selector: ([key]) => key.toUpperCase() }),
        names,
      )
      .map(([entries, typeNames]) => deserialized(Hashtable.of(entries), typeNames)),
  ),
}));

test('every value comes back from a message and from a document, and its text with it', () => {
  fc.assert(
    fc.property(value, (one) => {
      const message = serialize(one);
      const read = deserialize(message);
      assert.deepEqual(read, one);
      assert.equal(serialize(read), message);
      const [only] = deserializeDocument(serializeDocument([{ value: one }]));
      assert.equal(serialize(only!.value), message);
    }),
    { seed: 7, numRuns: 250 },
  );
});
