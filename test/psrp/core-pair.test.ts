import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import { ProgressRecord } from '../../src/psobject/records.ts';
import { SecureString } from '../../src/psobject/values.ts';
import { contentOf } from '../../src/psrp/message-flow.ts';
import { CorePair, pipelineId, scriptRequest } from './core-pair.ts';

test('a pool opens and both sides know the version', () => {
  const pair = new CorePair().open();
  assert.equal(pair.client.state, 'opened');
  assert.equal(pair.server.state, 'opened');
  assert.equal(pair.client.protocolVersion, '2.4');
  assert.deepEqual(pair.takeNews(), { client: ['privateData', 'poolState'], server: ['opening'] });
});

test('the lower protocol version wins, whoever has it', () => {
  for (const [client, server] of [
    ['2.3', '2.4'],
    ['2.4', '2.3'],
    ['2.4', '2.1'],
  ] as const) {
    const pair = new CorePair({ protocolVersion: client }, { protocolVersion: server }).open();
    const lower = client < server ? client : server;
    assert.equal(pair.client.protocolVersion, lower);
    assert.equal(pair.server.protocolVersion, lower);
  }
});

test('a pipeline gives its streams in order and completes', () => {
  const pair = new CorePair().open();
  const { client, server } = pair.start();
  pair.takeNews();
  server.write('output', { value: 42 });
  server.write('progress', { value: new ProgressRecord('Working', 'hard') });
  server.write('output', { bytes: Buffer.from('already serialized') });
  server.finish('completed');
  pair.exchange();

  const [first, progress, raw, last] = pair.clientNews;
  assert.ok(first?.type === 'record' && first.stream === 'output');
  assert.equal(first.payload.value, 42);
  assert.ok(progress?.type === 'record' && progress.stream === 'progress');
  assert.equal(contentOf('PROGRESS_RECORD', progress.payload).activity, 'Working');
  assert.ok(raw?.type === 'record');
  assert.equal(Buffer.from(raw.payload.bytes).toString(), 'already serialized');
  assert.ok(last?.type === 'pipelineState' && last.state === 'completed');
  assert.equal(client.state, 'completed');
});

test('input reaches the engine in order and ends', () => {
  const pair = new CorePair().open();
  const { client } = pair.start(scriptRequest('$input', false));
  pair.takeNews();
  client.sendInput({ value: 'a' });
  client.sendInput({ value: 'b' });
  client.endInput();
  pair.exchange();
  assert.deepEqual(
    pair.serverNews.map((news) => (news.type === 'input' ? news.payload.value : news.type)),
    ['a', 'b', 'endInput'],
  );
  assert.throws(() => client.sendInput({ value: 'c' }), { code: 'InvalidState' });
});

test('input after its end breaks the pipeline, not the pool', () => {
  const pair = new CorePair().open();
  const { client, server } = pair.start(scriptRequest('$input', false));
  client.endInput();
  pair.exchange();
  pair.takeNews();
  // A second client that still thinks its input open speaks for the same pipeline.
  const rogue = new CorePair({ maxBlobSize: 1000 }).open();
  rogue.start(scriptRequest('$input', false)).client.sendInput({ value: 'late' });
  pair.serverNews.push(...pair.server.receive(pipelineId, rogue.client.take(pipelineId)!.fragments));
  assert.deepEqual(pair.takeNews().server, ['pipelineFault']);
  assert.equal(server.state, 'running');
  assert.equal(pair.server.state, 'opened');
});

test('host calls of pool and pipeline are answered under their call id', () => {
  const pair = new CorePair().open();
  const { client, server } = pair.start();
  pair.takeNews();
  const poolCall = pair.server.callHost('GetName', []);
  const call = server.callHost('PromptForChoice', ['caption', 'message', [{ label: '&Yes', helpMessage: 'do it' }], 0]);
  assert.equal(server.callHost('WriteLine2', ['text']), -100n);
  pair.exchange();

  const calls = pair.clientNews.map((news) => {
    if (news.type === 'poolHostCall') return contentOf('RUNSPACEPOOL_HOST_CALL', news.payload);
    assert.ok(news.type === 'pipelineHostCall');
    return contentOf('PIPELINE_HOST_CALL', news.payload);
  });
  assert.deepEqual(
    calls.map(({ method }) => method),
    ['GetName', 'PromptForChoice', 'WriteLine2'],
  );
  assert.deepEqual(calls[1]!.parameters, ['caption', 'message', [{ label: '&Yes', helpMessage: 'do it' }], 0]);

  pair.client.respondToHostCall({ callId: poolCall, method: 'GetName', result: 'TestHost' });
  client.respondToHostCall({ callId: call, method: 'PromptForChoice', result: 1 });
  pair.exchange();
  const answers = pair.serverNews.map((news) => {
    if (news.type === 'poolHostResponse') return contentOf('RUNSPACEPOOL_HOST_RESPONSE', news.payload);
    assert.ok(news.type === 'pipelineHostResponse');
    return contentOf('PIPELINE_HOST_RESPONSE', news.payload);
  });
  assert.deepEqual(answers, [
    { callId: poolCall, method: 'GetName', result: 'TestHost' },
    { callId: call, method: 'PromptForChoice', result: 1 },
  ]);
});

test('stop while output flows: records still arrive, then the last word', () => {
  const pair = new CorePair().open();
  const { client, server } = pair.start();
  pair.takeNews();
  server.write('output', { value: 1 });
  assert.equal(client.stop(), true);
  assert.equal(client.stop(), false);
  assert.equal(server.signal(), true);
  server.write('output', { value: 2 });
  server.finish('stopped');
  pair.exchange();
  assert.deepEqual(pair.takeNews().client, ['record', 'record', 'pipelineState']);
  assert.equal(client.state, 'stopped');
  assert.throws(() => server.write('output', { value: 3 }), { code: 'InvalidState' });
});

test('a pipeline whose end says nothing has failed, unless it was told to stop', () => {
  const pair = new CorePair().open();
  const { client } = pair.start();
  const [news] = [...pair.client.pipelineClosed(pipelineId)];
  assert.ok(news?.type === 'pipelineState' && news.state === 'failed' && news.error !== undefined);
  assert.equal(client.state, 'failed');

  const second = pair.start(scriptRequest('2'), 'bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee').client;
  second.stop();
  assert.equal([...pair.client.pipelineClosed(second.id)].length, 1);
  assert.equal(second.state, 'stopped');
});

test('pool requests carry their answers', () => {
  const pair = new CorePair().open();
  pair.takeNews();
  const ids = [
    pair.client.request({ setMaxRunspaces: 4 }),
    pair.client.request({ setMinRunspaces: 2 }),
    pair.client.request({ getAvailableRunspaces: true }),
    pair.client.request({ resetRunspaceState: true }),
  ];
  pair.exchange();
  assert.deepEqual(pair.serverNews, [
    { type: 'setMaxRunspaces', callId: ids[0], maxRunspaces: 4 },
    { type: 'setMinRunspaces', callId: ids[1], minRunspaces: 2 },
    { type: 'getAvailableRunspaces', callId: ids[2] },
    { type: 'resetRunspaceState', callId: ids[3] },
  ]);
  pair.server.respond(ids[0]!, true);
  pair.server.respond(ids[2]!, 3n);
  pair.exchange();
  assert.deepEqual(pair.clientNews, [
    { type: 'runspaceAvailability', callId: ids[0], response: true },
    { type: 'runspaceAvailability', callId: ids[2], response: 3n },
  ]);
});

test('under version 2.3 a SecureString waits for the session key, which either side may ask for', () => {
  for (const asker of ['client', 'server'] as const) {
    const pair = new CorePair({ protocolVersion: '2.3' }).open();
    const { client, server } = pair.start(scriptRequest('$input', false));
    pair.takeNews();
    assert.throws(() => client.sendInput({ value: new SecureString('hidden') }), { code: 'SessionKeyMissing' });
    if (asker === 'client') pair.client.exchangeSessionKey();
    else pair.server.requestSessionKey();
    pair.exchange();
    assert.deepEqual(pair.takeNews(), { client: ['sessionKey'], server: ['sessionKey'] });

    client.sendInput({ value: new SecureString('hidden') });
    server.write('output', { value: new SecureString('answer') });
    pair.exchange();
    const [input] = pair.serverNews;
    assert.ok(input?.type === 'input');
    assert.equal((input.payload.value as SecureString).reveal(), 'hidden');
    const [output] = pair.clientNews;
    assert.ok(output?.type === 'record');
    assert.equal((output.payload.value as SecureString).reveal(), 'answer');
  }
});

test('under version 2.4 a SecureString needs a transport that protects it', () => {
  const secure = new CorePair().open().start(scriptRequest('$input', false)).client;
  secure.sendInput({ value: new SecureString('hidden') });
  const open = new CorePair({ isTransportSecure: false }).open().start(scriptRequest('$input', false)).client;
  assert.throws(() => open.sendInput({ value: new SecureString('hidden') }), { code: 'TransportNotSecure' });
});

test('a client connects to a pool that another one left', () => {
  const pair = new CorePair().open();
  pair.server.disconnect();
  const second = new CorePair({ minRunspaces: 1, maxRunspaces: 3 });
  const news = [...pair.server.receive(undefined, second.client.connect())];
  assert.deepEqual(news, [{ type: 'connected' }]);
  for (let chunk = pair.server.take(undefined); chunk; chunk = pair.server.take(undefined)) {
    second.clientNews.push(...second.client.receive(undefined, chunk.fragments));
  }
  assert.equal(second.client.state, 'opened');
  assert.deepEqual(second.takeNews().client, ['poolState', 'privateData']);
  // And takes up what runs there.
  second.client.createPipeline(pipelineId, undefined).invoke();
  assert.equal(second.client.waitingBytes(pipelineId), 0);
});

const diedRecord = new ErrorRecord(new NetException('System.Exception', 'the engine died'), 'Died', 'NotSpecified');

test('a broken pool ends its pipelines with the reason', () => {
  const pair = new CorePair().open();
  const { client } = pair.start();
  pair.takeNews();
  pair.server.broken(diedRecord);
  pair.exchange();
  const [pipeline, pool] = pair.clientNews;
  assert.ok(pipeline?.type === 'pipelineState' && pool?.type === 'poolState');
  assert.equal(pool.state, 'broken');
  for (const { error } of [pipeline, pool]) assert.equal((error as ErrorRecord).exception.message, 'the engine died');
  assert.equal(client.state, 'failed');
});
