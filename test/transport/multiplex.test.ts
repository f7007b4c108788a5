import assert from 'node:assert/strict';
import { duplexPair } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PsrpChannelFactory, PsrpChannelReceiver } from '../../src/psrp/channel.ts';
import { encodeFrame, type Frame, FrameReader, MultiplexError } from '../../src/transport/multiplex/frame.ts';
import { MultiplexClient } from '../../src/transport/multiplex/multiplex-client.ts';
import { serveMultiplex } from '../../src/transport/multiplex/multiplex-server.ts';

const pipelineId = '11111111-2222-3333-4444-555555555555';
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

/** An engine that says what it was asked, gives pipeline input back, and refuses to signal. */
const echoEngine =
  (log: string[], name: string): PsrpChannelFactory =>
  (receiver) => ({
    maxBlobSize: 1000,
    open: async (creation) => void log.push(`${name} open ${text(creation)}`),
    createPipeline: async (id, creation) => {
      log.push(`${name} create ${text(creation)}`);
      await receiver.data(id, creation);
      receiver.pipelineClosed(id);
    },
    send: async (destination, fragments, stream = 'default') => {
      log.push(`${name} ${stream} ${text(fragments)}`);
      await receiver.data(destination, fragments);
    },
    signal: async () => {
      throw new MultiplexError('NotNow', 'cannot stop');
    },
    closePipeline: async (id) => void log.push(`${name} closePipeline ${id}`),
    close: async () => receiver.closed(undefined),
  });

function connect(log: string[]) {
  const [near, far] = duplexPair();
  let hostClosed = false;
  serveMultiplex(far, {
    engineFor: (metadata) => echoEngine(log, (metadata as { name: string }).name),
    onClosed: () => {
      hostClosed = true;
    },
  });
  const client = new MultiplexClient(near, () => {});
  return { client, near, hostClosed: () => hostClosed };
}

function recorder(): PsrpChannelReceiver & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    seen,
    data: (destination, fragments) => void seen.push(`${destination ?? 'pool'} ${text(fragments)}`),
    pipelineClosed: (id) => void seen.push(`pipelineClosed ${id}`),
    closed: (reason) => void seen.push(`closed ${reason?.message ?? 'cleanly'}`),
  };
}

test('two channels share a stream and stay apart', async () => {
  const log: string[] = [];
  const { client } = connect(log);
  const [a, b] = [recorder(), recorder()];
  const channelA = client.channel({ name: 'A' })(a);
  const channelB = client.channel({ name: 'B' })(b);
  await Promise.all([channelA.open(bytes('one')), channelB.open(bytes('two'))]);
  await channelA.createPipeline(pipelineId, bytes('script'));
  await channelB.send(undefined, bytes('hello'), 'promptResponse');
  await channelA.close();
  assert.deepEqual(a.seen, [`${pipelineId} script`, `pipelineClosed ${pipelineId}`, 'closed cleanly']);
  assert.deepEqual(b.seen, ['pool hello']);
  assert.deepEqual(log, ['A open one', 'B open two', 'A create script', 'B promptResponse hello']);
  assert.equal(client.channelCount, 1);
  client.close();
});

test('an error of the engine rejects the call that caused it', async () => {
  const { client } = connect([]);
  const channel = client.channel({ name: 'A' })(recorder());
  await channel.open(bytes(''));
  await assert.rejects(channel.signal(pipelineId), { code: 'NotNow', message: 'cannot stop' });
  client.close();
});

test('the engine waits until the receiver has taken its data', async () => {
  const { client } = connect([]);
  let take: () => void = () => {};
  const seen: string[] = [];
  const channel = client.channel({ name: 'A' })({
    ...recorder(),
    data: (_, fragments) => {
      seen.push(text(fragments));
      return new Promise<void>((resolve) => {
        take = resolve;
      });
    },
  });
  await channel.open(bytes(''));
  let sent = false;
  const sending = channel.send(undefined, bytes('x')).then(() => {
    sent = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual([seen, sent], [['x'], false]);
  take();
  await sending;
  client.close();
});

test('when the stream breaks, every channel closes with an error and every call rejects', async () => {
  const { client, near, hostClosed } = connect([]);
  const receiver = recorder();
  const channel = client.channel({ name: 'A' })(receiver);
  await channel.open(bytes(''));
  near.destroy();
  await new Promise((resolve) => setTimeout(resolve, 10));
  await assert.rejects(channel.send(undefined, bytes('x')), { code: 'SessionHostGone' });
  assert.deepEqual(receiver.seen, ['closed The other process has ended.']);
  assert.equal(hostClosed(), true);
});

const frames = fc.array(
  fc.record(
    {
      kind: fc.constantFrom<Frame['kind'][]>('open', 'data', 'done', 'closed', 'send'),
      channel: fc.nat(),
      sequence: fc.nat(),
      pipelineId: fc.constantFrom(undefined, pipelineId),
      payload: fc.uint8Array({ maxLength: 50 }),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 8 },
);

test('frames survive any cutting of the stream', () => {
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 40 }), (sent, step) => {
      const stream = Buffer.concat(sent.map(encodeFrame));
      const reader = new FrameReader();
      const received: Frame[] = [];
      for (let at = 0; at < stream.length; at += step) {
        for (const frame of reader.push(stream.subarray(at, at + step)))
          received.push({ ...frame, payload: new Uint8Array(frame.payload) });
      }
      assert.deepEqual(received, sent);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('any bytes end in frames or in a MultiplexError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (data) => {
      try {
        for (const frame of new FrameReader().push(data)) assert.ok(frame.payload.length <= data.length);
      } catch (error) {
        assert.ok(error instanceof MultiplexError);
      }
    }),
    { seed: 4, numRuns: 500 },
  );
});
