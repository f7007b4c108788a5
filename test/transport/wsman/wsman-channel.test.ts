// The client's channel against the real service in memory, with a scripted engine behind it: what arrives, and in how many requests.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Identity } from '../../../src/auth/account.ts';
import type { PsrpChannel, PsrpDestination } from '../../../src/psrp/channel.ts';
import { type Quotas, WinrmService } from '../../../src/server/index.ts';
import { type WsmanChannelOptions, wsmanChannelFactory } from '../../../src/transport/wsman/wsman-channel.ts';
import type { WsmanError } from '../../../src/wsman/index.ts';
import { decodeEnvelope, decodeRequestHeaders } from '../../../src/wsman/index.ts';
import { FakeClock, settle } from '../../server/fake-clock.ts';
import { MessageReader, messageFragments, scriptedEngine } from '../../server/scripted-engine.ts';

const ADMIN: Identity = { domain: 'LAB', userName: 'admin', administrator: true, mechanism: 'NTLM' };
const POOL = '0c7c3a4e-0000-4000-8000-000000000001';
const PIPELINE = '0c7c3a4e-0000-4000-8000-0000000000aa';

interface Setup {
  readonly quotas?: Partial<Quotas>;
  readonly client?: Partial<WsmanChannelOptions>;
  readonly blobSize?: number;
  /** Holds up deliveries until the promise resolves. */
  readonly busy?: () => void | Promise<void>;
}

function setUp({ quotas, client, blobSize, busy }: Setup = {}) {
  const clock = new FakeClock();
  const clientClock = new FakeClock();
  const engine = scriptedEngine(blobSize === undefined ? {} : { blobSize });
  const service = new WinrmService({
    computerName: 'SRV01',
    engineFor: () => engine.factory,
    clock,
    ...(quotas !== undefined && { quotas }),
  });
  const requests: string[] = [];
  const sizes: number[] = [];
  let underWay = 0;
  let cut: Error | undefined;
  const readers = new Map<PsrpDestination, MessageReader>();
  const closed: (Error | undefined)[] = [];
  const ended: string[] = [];
  const reader = (destination: PsrpDestination) => {
    const found = readers.get(destination) ?? new MessageReader();
    readers.set(destination, found);
    return found;
  };
  const channel: PsrpChannel = wsmanChannelFactory({
    endpoint: 'http://srv01:5985/wsman',
    runspacePoolId: POOL,
    after: (milliseconds, callback) => clientClock.after(milliseconds, callback),
    exchange: async (envelope, { signal, isLongPoll }) => {
      const { action } = decodeRequestHeaders(decodeEnvelope(envelope).header);
      const name = action.slice(action.lastIndexOf('/') + 1);
      assert.equal(isLongPoll ?? false, name === 'Receive');
      requests.push(name);
      sizes.push(envelope.length);
      if (cut !== undefined) throw cut;
      underWay++;
      try {
        const connection = { remoteAddress: '127.0.0.1', ...(signal !== undefined && { signal }) };
        const response = await service.handle({ identity: ADMIN, connection, body: envelope });
        signal?.throwIfAborted();
        sizes.push(response.body.length);
        return response;
      } finally {
        underWay--;
      }
    },
    ...client,
  })({
    data: (destination, fragments) => {
      reader(destination).add(fragments);
      return busy?.();
    },
    pipelineClosed: (id) => ended.push(id),
    closed: (reason) => closed.push(reason),
  });
  /** Lets both sides run until nothing moves, a few milliseconds of the server's time included. */
  const run = async (milliseconds = 10) => {
    await settle();
    clock.advance(milliseconds);
    await settle();
  };
  return {
    channel,
    clientClock,
    clock,
    closed,
    cutOff: (error: Error) => {
      cut = error;
    },
    ended,
    engine,
    reader,
    requests,
    run,
    service,
    sizes,
    underWay: () => underWay,
  };
}

const creation = messageFragments(1, 'SESSION_CAPABILITY', 'client capability');
const script = (text: string) => messageFragments(2, 'CREATE_PIPELINE', text, PIPELINE);

async function opened(setup?: Setup) {
  const all = setUp(setup);
  await all.channel.open(creation);
  await all.run();
  return all;
}

describe('a session over WSMan', () => {
  it('opens, runs one command and closes in five requests', async () => {
    const { channel, closed, ended, engine, reader, requests, run, service } = await opened();
    assert.deepEqual(reader(undefined).texts, ['capability', 'Opened']);
    await channel.createPipeline(PIPELINE, script('echo hello'));
    await run();
    assert.deepEqual(reader(PIPELINE).texts, ['hello', 'Completed']);
    assert.deepEqual(ended, [PIPELINE]);
    await channel.closePipeline(PIPELINE);
    await channel.close();
    assert.deepEqual(requests, ['Create', 'Receive', 'Command', 'Receive', 'Delete']);
    assert.deepEqual(closed, [undefined]);
    assert.equal(engine.calls.at(-1), 'close');
    assert.equal(service.shellCount, 0);
  });

  it('runs a further command in two requests', async () => {
    const { channel, ended, requests, run } = await opened();
    for (const count of [1, 2, 3]) {
      const id = PIPELINE.replace(/a$/, String(count));
      const before = requests.length;
      await channel.createPipeline(id, messageFragments(count, 'CREATE_PIPELINE', 'echo x', id));
      await run();
      assert.deepEqual(requests.slice(before), ['Command', 'Receive']);
    }
    assert.equal(ended.length, 3);
  });

  it('keeps a Receive for the pool once it is no longer new, and at once after sending to the pool', async () => {
    const { channel, clientClock, engine, reader, requests, run, underWay } = await opened();
    assert.equal(underWay(), 0);
    clientClock.advance(250);
    await run();
    assert.equal(underWay(), 1);
    engine.say('event');
    await run();
    assert.equal(reader(undefined).texts.at(-1), 'event');
    assert.deepEqual(requests, ['Create', 'Receive', 'Receive', 'Receive']);

    const fresh = await opened();
    await Promise.all([fresh.channel.send(undefined, messageFragments(9, 'USER_EVENT', 'hi')), fresh.run()]);
    await fresh.run();
    assert.equal(fresh.reader(undefined).texts.at(-1), 'pool hi');
    await channel.close();
  });

  it('asks again when the service had nothing within its time', async () => {
    const { channel, clock, ended, requests, run, underWay } = await opened();
    await channel.createPipeline(PIPELINE, script('wait'));
    await run();
    clock.advance(60_000);
    await run();
    clock.advance(60_000);
    await run();
    assert.deepEqual(requests.slice(2), ['Command', 'Receive', 'Receive', 'Receive']);
    assert.equal(underWay(), 1);
    assert.deepEqual(ended, []);
    await channel.close();
    assert.equal(underWay(), 0);
  });

  it('stops a pipeline while its Receive is waiting', async () => {
    const { channel, ended, engine, reader, requests, run } = await opened();
    await channel.createPipeline(PIPELINE, script('wait'));
    await run();
    await channel.signal(PIPELINE);
    await channel.signal(PIPELINE);
    await run();
    assert.deepEqual(reader(PIPELINE).texts, ['Stopped']);
    assert.deepEqual(ended, [PIPELINE]);
    assert.deepEqual(requests.slice(2), ['Command', 'Receive', 'Signal']);
    assert.equal(engine.calls.filter((call) => call === 'signal').length, 1);
  });

  it('stops a pipeline that has not been answered yet only after it was', async () => {
    const { channel, ended, requests, run } = await opened();
    const starting = channel.createPipeline(PIPELINE, script('wait'));
    const stopping = channel.signal(PIPELINE);
    await Promise.all([starting, stopping, run()]);
    await run();
    assert.deepEqual(ended, [PIPELINE]);
    assert.ok(requests.indexOf('Command') < requests.indexOf('Signal'));
  });

  it('releases a pipeline that runs, and says that it is gone', async () => {
    const { channel, ended, engine, requests, run, underWay } = await opened();
    await channel.createPipeline(PIPELINE, script('silent'));
    await run();
    await channel.closePipeline(PIPELINE);
    await run();
    assert.deepEqual(ended, [PIPELINE]);
    assert.equal(engine.calls.at(-1), 'closePipeline');
    assert.deepEqual(requests.slice(2), ['Command', 'Receive', 'Signal']);
    assert.equal(underWay(), 0);
  });

  it('sends input in order, packs what waits into few requests, and lets prompt responses overtake', async () => {
    const { channel, engine, reader, requests, run } = await opened();
    await channel.createPipeline(PIPELINE, script('input'));
    const before = requests.length;
    const inputs = Array.from({ length: 50 }, (_, index) =>
      channel.send(PIPELINE, messageFragments(100 + index, 'PIPELINE_INPUT', `<${index}>`, PIPELINE)),
    );
    const prompt = channel.send(
      PIPELINE,
      messageFragments(99, 'PIPELINE_HOST_RESPONSE', 'answer', PIPELINE),
      'promptResponse',
    );
    await Promise.all([...inputs, prompt, run()]);
    await channel.send(PIPELINE, messageFragments(200, 'END_OF_PIPELINE_INPUT', 'end', PIPELINE));
    await run();
    const sends = requests.slice(before).filter((name) => name === 'Send').length;
    assert.equal(sends, 4, 'the first, all others together, the prompt response, the end');
    const received = engine.calls.filter((call) => call.startsWith('send default <')).map((call) => call.slice(13));
    assert.equal(received.join(''), Array.from({ length: 50 }, (_, index) => `<${index}>`).join(''));
    assert.ok(
      engine.calls.indexOf('send promptResponse answer') < engine.calls.findLastIndex((call) => call.includes('<49>')),
    );
    assert.equal(reader(PIPELINE).texts.at(-1), 'Completed');
  });

  it('bears a script that takes its input slowly, and holds up its sender', async () => {
    const { channel, clock, closed, engine, requests, run, underWay } = await opened();
    await channel.createPipeline(PIPELINE, script('slow'));
    const piece = (index: number) =>
      messageFragments(10 + index, 'PIPELINE_INPUT', `${index}${' '.repeat(30_000)}`, PIPELINE);
    let accepted = 0;
    const sending = (async () => {
      for (; accepted < 40; accepted++) await channel.send(PIPELINE, piece(accepted));
    })();
    await run();
    assert.equal(accepted, 3);
    clock.advance(60_002);
    await run();
    assert.ok(accepted > 3 && accepted < 10, `${accepted}`);
    assert.deepEqual(closed, []);
    assert.equal(requests.filter((name) => name === 'Send').length, 2);
    assert.ok(engine.calls.some((call) => call.startsWith('send default 0')));
    await Promise.all([assert.rejects(sending, { code: 'WsmanWrongState' }), channel.close()]);
    assert.equal(underWay(), 0);
  });

  it('drops input for a pipeline that is over', async () => {
    const { channel, requests, run } = await opened();
    await channel.createPipeline(PIPELINE, script('echo x'));
    await run();
    const before = requests.length;
    await channel.send(PIPELINE, messageFragments(5, 'PIPELINE_INPUT', 'late', PIPELINE));
    assert.equal(requests.length, before);
  });

  it('carries large messages within MaxEnvelopeSize, both ways', async () => {
    const maxEnvelopeSize = 64 * 1024;
    const { channel, engine, reader, requests, run, sizes } = await opened({ client: { maxEnvelopeSize } });
    const text = `big 300000${' '.repeat(200_000)}`;
    await Promise.all([
      channel.createPipeline(PIPELINE, messageFragments(7, 'CREATE_PIPELINE', text, PIPELINE, channel.maxBlobSize)),
      run(),
    ]);
    assert.ok(requests.filter((name) => name === 'Send').length >= 3);
    assert.ok(engine.calls.some((call) => call.startsWith('create big 300000')));
    await run();
    const [answer, state] = reader(PIPELINE).messages;
    assert.equal(answer!.text.length, 300_000);
    assert.ok(answer!.fragments >= Math.ceil(300_000 / 32_747));
    assert.equal(state!.text, 'Completed');
    assert.ok(Math.max(...sizes) <= maxEnvelopeSize, `${Math.max(...sizes)}`);
  });

  it('cuts the fragments of an engine that makes them too large', async () => {
    const { channel, reader, run } = await opened({ blobSize: 200_000, client: { maxEnvelopeSize: 8192 } });
    await channel.createPipeline(PIPELINE, script('big 250000'));
    await run();
    const [answer] = reader(PIPELINE).messages;
    assert.equal(answer!.text.length, 250_000);
    assert.ok(answer!.fragments > 250_000 / 6000);
  });

  it('stops asking while its reader is busy, so that the engine is held up too', async () => {
    let release = () => {};
    let isBusy = false;
    const { channel, requests, run, service } = await opened({
      busy: () => (isBusy ? new Promise<void>((resolve) => (release = resolve)) : undefined),
    });
    await run();
    isBusy = true;
    await channel.createPipeline(PIPELINE, script('flood'));
    for (let turn = 0; turn < 60; turn++) await run();
    const receives = requests.length;
    const held = service.queuedOutput;
    for (let turn = 0; turn < 60; turn++) await run();
    assert.equal(requests.length, receives);
    assert.equal(service.queuedOutput, held);
    assert.ok(held <= 256 * 1024 + 9000, `${held} bytes wait`);
    isBusy = false;
    release();
    await run();
    assert.ok(requests.length > receives);
    await channel.close();
    assert.equal(service.queuedOutput, 0);
  });

  it('ends with the reason when the engine dies, and what waits is delivered first', async () => {
    const { channel, closed, engine, reader, run, service } = await opened();
    await channel.createPipeline(PIPELINE, script('input'));
    await channel.send(PIPELINE, messageFragments(3, 'PIPELINE_INPUT', '1', PIPELINE));
    engine.die();
    await run();
    assert.deepEqual(reader(PIPELINE).texts, ['in 1']);
    assert.equal(closed.length, 1);
    assert.match(closed[0]!.message, /provider host process.*The engine process ended\./s);
    assert.equal((closed[0] as { origin?: string }).origin, 'remote');
    await assert.rejects(channel.createPipeline(PIPELINE, script('echo x')), { code: 'WsmanWrongState' });
    await channel.close();
    assert.equal(closed.length, 1);
    assert.equal(service.shellCount, 0);
  });

  it('ends with the reason when the service cannot be reached any more', async () => {
    const { channel, clientClock, closed, cutOff, run } = await opened();
    cutOff(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    clientClock.advance(250);
    await run();
    assert.equal(closed.length, 1);
    assert.equal(closed[0]!.message, 'reset');
    await assert.rejects(channel.send(undefined, creation), { code: 'WsmanWrongState' });
    await channel.close();
  });

  it('tells a refused session and a refused pipeline from each other', async () => {
    const refused = setUp({ quotas: { maxShellsPerUser: 0 } });
    await assert.rejects(refused.channel.open(creation), { code: 'WsmanFault', faultCode: 0x803381a5 });
    assert.deepEqual(
      refused.closed.map((reason) => (reason as WsmanError).faultCode),
      [0x803381a5],
    );
    const { channel, closed, ended, run } = await opened();
    await assert.rejects(channel.createPipeline(PIPELINE, script('refuse')), {
      code: 'WsmanFault',
      message: /refused/,
    });
    assert.deepEqual(closed, []);
    await channel.createPipeline(PIPELINE, script('echo again'));
    await run();
    assert.deepEqual(ended, [PIPELINE]);
  });

  it('takes bytes that are no fragments as their sender’s error only', async () => {
    const { channel, run, ended } = await opened();
    await assert.rejects(channel.createPipeline(PIPELINE, new Uint8Array(700_000)), { code: 'InvalidFragment' });
    await channel.createPipeline(PIPELINE, script('echo x'));
    await run();
    assert.deepEqual(ended, [PIPELINE]);
  });
});
