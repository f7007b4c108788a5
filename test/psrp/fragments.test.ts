import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Defragmenter, type DefragmenterLimits } from '../../src/psrp/defragmenter.ts';
import { decodeFragments, encodeFragment, fragmentHeaderLength } from '../../src/psrp/fragment.ts';
import { Fragmenter, ObjectIds } from '../../src/psrp/fragmenter.ts';
import { PsrpError } from '../../src/psrp/psrp-error.ts';

const limits: DefragmenterLimits = { maxObjectBytes: 10_000, maxTotalBytes: 100_000, maxOpenObjects: 4 };
const budget = { seed: 20, numRuns: 150 };

const fragment = (objectId: number, fragmentId: number, flags: 'start' | 'middle' | 'end' | 'only', text: string) =>
  encodeFragment({
    objectId: BigInt(objectId),
    fragmentId: BigInt(fragmentId),
    start: flags === 'start' || flags === 'only',
    end: flags === 'end' || flags === 'only',
    blob: Buffer.from(text),
  });

const join = (...fragments: Uint8Array[]) => Buffer.concat(fragments);
const pushAll = (bytes: Uint8Array, of = limits) =>
  [...new Defragmenter(of).push(bytes)].map((m) => Buffer.from(m).toString());
const refuses = (code: string, bytes: Uint8Array, of = limits) =>
  assert.throws(() => pushAll(bytes, of), { name: 'PsrpError', code, origin: 'remote' });

test('messages come out of any cutting as they went in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 0, max: 300 }),
      (messages, maxBlobSize, takeBytes) => {
        const fragmenter = new Fragmenter(new ObjectIds(), maxBlobSize);
        for (const message of messages) fragmenter.add(message);
        const defragmenter = new Defragmenter(limits);
        const received: Uint8Array[] = [];
        for (let chunk = fragmenter.take(takeBytes); chunk; chunk = fragmenter.take(takeBytes)) {
          for (const { blob } of decodeFragments(chunk.fragments)) assert.ok(blob.length <= maxBlobSize);
          received.push(...[...defragmenter.push(chunk.fragments)].map((message) => Uint8Array.from(message)));
        }
        assert.deepEqual(
          received,
          messages.map((message) => Uint8Array.from(message)),
        );
        assert.equal(fragmenter.isEmpty, true);
        assert.equal(defragmenter.openObjects, 0);
      },
    ),
    budget,
  );
});

test('the header is big-endian and exactly 21 bytes', () => {
  const bytes = encodeFragment({ objectId: 0x0102n, fragmentId: 3n, start: false, end: true, blob: Buffer.from('ab') });
  assert.equal(Buffer.from(bytes).toString('hex'), '000000000000010200000000000000030200000002' + '6162');
  assert.equal(bytes.length, fragmentHeaderLength + 2);
});

test("a prompt's answer overtakes waiting data between two fragments, not within a message of its own stream", () => {
  const fragmenter = new Fragmenter(new ObjectIds(), 2);
  fragmenter.add(Buffer.from('data'));
  assert.equal(fragmenter.take()?.stream, 'default');
  fragmenter.add(Buffer.from('answer'), 'promptResponse');
  const streams: string[] = [];
  for (let chunk = fragmenter.take(); chunk; chunk = fragmenter.take()) streams.push(chunk.stream);
  assert.deepEqual(streams, ['promptResponse', 'promptResponse', 'promptResponse', 'default']);
});

test('objects may interleave', () => {
  const bytes = join(
    fragment(1, 0, 'start', 'a'),
    fragment(2, 0, 'start', 'x'),
    fragment(1, 1, 'end', 'b'),
    fragment(3, 0, 'only', '!'),
    fragment(2, 1, 'end', 'y'),
  );
  assert.deepEqual(pushAll(bytes), ['ab', '!', 'xy']);
});

test('gaps, second starts, wrong flags and strangers are faults', () => {
  refuses('InvalidFragment', join(fragment(1, 0, 'start', 'a'), fragment(1, 2, 'end', 'c')));
  refuses('InvalidFragment', join(fragment(1, 0, 'start', 'a'), fragment(1, 0, 'start', 'a')));
  refuses('InvalidFragment', join(fragment(1, 0, 'start', 'a'), fragment(1, 1, 'start', 'b')));
  refuses('InvalidFragment', fragment(1, 0, 'middle', 'a'));
  refuses('InvalidFragment', fragment(1, 1, 'end', 'a'));
  refuses('InvalidFragment', fragment(1, 5, 'start', 'a'));
});

test('half a header, a length beyond the end and 4 GiB are faults before anything is kept', () => {
  refuses('InvalidFragment', fragment(1, 0, 'only', 'a').subarray(0, 20));
  refuses('InvalidFragment', fragment(1, 0, 'only', 'abc').subarray(0, 23));
  const huge = Uint8Array.from(fragment(1, 0, 'only', 'abc'));
  huge.fill(0xff, 17, 21);
  refuses('InvalidFragment', huge);
});

test('an object, a command and the open objects have limits', () => {
  refuses('LimitExceeded', fragment(1, 0, 'only', 'x'.repeat(10_001)));
  const half = 'x'.repeat(6000);
  refuses('LimitExceeded', join(fragment(1, 0, 'start', half), fragment(1, 1, 'end', half)));
  const many = Array.from({ length: 10_000 }, (_, i) => fragment(i, 0, 'start', 'x'));
  refuses('LimitExceeded', join(...many));
  // Four objects of nearly the limit each: allowed one by one, not all at once.
  refuses('LimitExceeded', join(...[1, 2, 3, 4].map((id) => fragment(id, 0, 'start', 'x'.repeat(9000)))));
  refuses('LimitExceeded', join(...Array.from({ length: 11 }, (_, i) => fragment(i, 0, 'only', 'x'.repeat(9999)))));
});

test('a hundred thousand fragments of one byte cost no more than the object', () => {
  const defragmenter = new Defragmenter({ ...limits, maxObjectBytes: 200_000, maxTotalBytes: 200_000 });
  const before = process.memoryUsage().arrayBuffers;
  const first = [...defragmenter.push(fragment(1, 0, 'start', 'x'))];
  for (let i = 1; i < 100_000; i++) first.push(...defragmenter.push(fragment(1, i, 'middle', 'x')));
  const [message] = defragmenter.push(fragment(1, 100_000, 'end', 'x'));
  assert.equal(message?.length, 100_001);
  assert.equal(first.length, 0);
  assert.ok(process.memoryUsage().arrayBuffers - before < 50e6);
});

test('any bytes give messages or a PsrpError', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc
            .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
            .map(([object, index, flags]) => {
              const bytes = fragment(object, index, 'middle', 'abc');
              bytes[16] = flags;
              return bytes;
            }),
        ),
        { maxLength: 12 },
      ),
      (pieces) => {
        const defragmenter = new Defragmenter(limits);
        try {
          for (const piece of pieces) for (const _ of defragmenter.push(piece));
        } catch (error) {
          assert.ok(error instanceof PsrpError);
        }
        assert.ok(defragmenter.openObjects <= limits.maxOpenObjects);
      },
    ),
    { seed: 21, numRuns: 500 },
  );
});
