import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ChannelError } from '../../../src/transport/channel-error.ts';
import { LineReader } from '../../../src/transport/out-of-process/line-reader.ts';
import { decodePackets, encodePacket, type Packet } from '../../../src/transport/out-of-process/packet.ts';

const id = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const budget = { seed: 30, numRuns: 300 };

const anyPacket: fc.Arbitrary<Packet> = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('DataAck', 'Command', 'CommandAck', 'Close', 'CloseAck', 'Signal', 'SignalAck'),
      destination: fc.constantFrom(undefined, id),
    },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      type: fc.constant('Data' as const),
      destination: fc.constantFrom(undefined, id),
      stream: fc.constantFrom('default' as const, 'promptResponse' as const),
      fragments: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    },
    { noNullPrototype: true },
  ),
);

test('every packet is read as it was written, several in a line, too', () => {
  fc.assert(
    fc.property(fc.array(anyPacket, { minLength: 1, maxLength: 4 }), (packets) => {
      const line = packets.map((packet) => encodePacket(packet).trimEnd()).join('');
      assert.deepEqual([...decodePackets(line)], packets);
    }),
    budget,
  );
});

test("a packet looks as PowerShell's", () => {
  assert.equal(encodePacket({ type: 'Command', destination: id }), `<Command PSGuid='${id}' />\n`);
  const data = { type: 'Data', destination: undefined, stream: 'default', fragments: Buffer.from('ab') } as const;
  assert.equal(
    encodePacket(data),
    "<Data Stream='Default' PSGuid='00000000-0000-0000-0000-000000000000'>YWI=</Data>\n",
  );
});

test('other quotes, order and spaces are accepted', () => {
  const [packet] = decodePackets(`<Data PSGuid="${id.toUpperCase()}"  Stream = "PromptResponse">YWI=</Data>`);
  assert.deepEqual(packet, { type: 'Data', destination: id, stream: 'promptResponse', fragments: Buffer.from('ab') });
});

test('anything else is refused', () => {
  for (const line of [
    'text',
    '<Data',
    `<Data Stream='Default' PSGuid='${id}'>YWI=`,
    `<Data Stream='Default' PSGuid='${id}'>no base64!</Data>`,
    `<Data Stream='Default' PSGuid='nobody'>YWI=</Data>`,
    "<Data Stream='Default'>YWI=</Data>",
    `<Unknown PSGuid='${id}' />`,
    `<Close PSGuid='${id}'>text</Close>`,
    `<?xml version='1.0'?><Close PSGuid='${id}' />`,
    `<!DOCTYPE x><Close PSGuid='${id}' />`,
  ]) {
    assert.throws(() => [...decodePackets(line)], { name: 'ChannelError', code: 'InvalidPacket' }, line);
  }
});

test('any text is packets or a ChannelError, and long text costs no more than its length', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    'Data',
    'Close',
    ' PSGuid=',
    `'${id}'`,
    "'",
    '"',
    ' ',
    'Stream=',
    '=',
    'YWI=',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 20 }), (parts) => {
      try {
        for (const _ of decodePackets(parts.join('')));
      } catch (error) {
        assert.ok(error instanceof ChannelError);
      }
    }),
    budget,
  );
  for (const long of ['<', '<Data ', '<Data a=', " a='b'"].map((text) => text.repeat(200_000))) {
    assert.throws(() => [...decodePackets(`<Data${long}`)], ChannelError);
  }
});

test('lines come out of any cutting of their bytes', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\ufeff]/g, '')),
        { maxLength: 6 },
      ),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom('\n', '\r\n'),
      (lines, size, end) => {
        const bytes = Buffer.from(lines.map((line) => line + end).join(''));
        const reader = new LineReader(10_000);
        const read: string[] = [];
        for (let i = 0; i < bytes.length; i += size) read.push(...reader.push(bytes.subarray(i, i + size)));
        assert.deepEqual(
          read,
          lines.map((line) => Buffer.from(line).toString()),
        );
      },
    ),
    budget,
  );
});

test('a line has a limit, and what is kept of an endless one, too', () => {
  const reader = new LineReader(100);
  assert.deepEqual([...reader.push(Buffer.from(`\ufeff${'x'.repeat(90)}\n`))], ['x'.repeat(90)]);
  for (let i = 0; i < 10; i++) assert.deepEqual([...reader.push(Buffer.alloc(10, 'y'))], []);
  assert.throws(() => [...reader.push(Buffer.from('z'))], { code: 'LineTooLong' });
});
