import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Identity } from '../../src/auth/account.ts';
import { type Quotas, type SessionRequest, WinrmService, type WinrmServiceOptions } from '../../src/server/index.ts';
import {
  decodeEnvelope,
  encodeBareEnvelope,
  encodeRequest,
  FAULTS,
  OPERATIONS,
  SIGNALS,
} from '../../src/wsman/index.ts';
import { FakeClock, settle } from './fake-clock.ts';
import {
  ADMIN,
  type Answer,
  ask,
  BODIES,
  COMMAND,
  commandBody,
  createBody,
  headersFor,
  OTHER,
  post,
  SHELL,
  USER,
} from './requests.ts';
import { type ScriptedEngine, scriptedEngine } from './scripted-engine.ts';

const OPERATION_NAMES = Object.keys(BODIES) as (keyof typeof BODIES)[];
const TIMED_OUT = FAULTS.operationTimedOut.code;
const NOT_FOUND = FAULTS.unexpectedSelectors.code;

function start(quotas: Partial<Quotas> = {}, changes: Partial<WinrmServiceOptions> = {}) {
  const clock = new FakeClock();
  const engines: ScriptedEngine[] = [];
  const sessions: SessionRequest[] = [];
  const service = new WinrmService({
    computerName: 'SRV01',
    clock,
    quotas,
    engineFor: (session) => {
      sessions.push(session);
      if (session.configurationName !== 'Microsoft.PowerShell') return undefined;
      const engine = scriptedEngine();
      engines.push(engine);
      return engine.factory;
    },
    ...changes,
  });
  const run = async (milliseconds = 10) => {
    await settle();
    clock.advance(milliseconds);
    await settle();
  };
  return { service, clock, engines, sessions, run };
}

async function withShell(quotas?: Partial<Quotas>) {
  const all = start(quotas);
  assert.equal((await ask(all.service, 'create')).status, 200);
  await all.run();
  return all;
}

const shellId = (index: number): string => SHELL.replace(/0001$/, String(1000 + index));

describe('who may', () => {
  it('lets no operation reach an engine for an account that may not use the service', async () => {
    const { service, engines, sessions } = start();
    await ask(service, 'create');
    const calls = [...engines[0]!.calls];
    for (const operation of OPERATION_NAMES) {
      const answer = await ask(service, operation, { identity: USER });
      assert.equal(answer.code, FAULTS.accessDenied.code, operation);
      assert.equal(answer.status, 500);
    }
    assert.equal(sessions.length, 1);
    assert.deepEqual(engines[0]!.calls, calls);
  });

  it('asks the access list about the service and about the configuration', async () => {
    const asked: string[] = [];
    const access = {
      mayUseService: ({ userName }: Identity) => userName === 'user',
      mayUseConfiguration: (_: Identity, name: string) => asked.push(name) > 1,
    };
    const { service } = start({}, { access });
    assert.equal((await ask(service, 'create', { identity: USER })).code, FAULTS.accessDenied.code);
    assert.equal((await ask(service, 'create', { identity: USER })).status, 200);
    assert.equal((await ask(service, 'create', { identity: ADMIN })).code, FAULTS.accessDenied.code);
    assert.deepEqual(asked, ['Microsoft.PowerShell', 'Microsoft.PowerShell']);
  });

  it('answers another user’s ShellId as it answers an unknown one', async () => {
    const { service, engines } = await withShell();
    await ask(service, 'command');
    const calls = engines[0]!.calls.length;
    const masked = ({ text }: Answer, id: string) =>
      text.replaceAll(id, 'ID').replace(/<a:MessageID>[^<]*</, '<a:MessageID><');
    const unknown = shellId(999);
    for (const operation of OPERATION_NAMES.filter((name) => name !== 'create')) {
      const theirs = await ask(service, operation, { identity: OTHER });
      assert.equal(theirs.code, NOT_FOUND, operation);
      assert.equal(
        masked(theirs, SHELL),
        masked(await ask(service, operation, { identity: OTHER, shellId: unknown }), unknown),
      );
    }
    assert.equal(engines[0]!.calls.length, calls);
    assert.equal((await ask(service, 'create', { identity: OTHER })).status, 200, 'the same id can be theirs as well');
    assert.equal(service.shellCount, 2);
    assert.equal(
      (await ask(service, 'delete', { identity: { ...ADMIN, userName: 'ADMIN', domain: 'lab' } })).status,
      200,
    );
  });

  it('identifies itself to anybody, and does nothing else for somebody unknown', async () => {
    const { service, sessions } = start();
    const identify = encodeBareEnvelope(OPERATIONS.identify.encodeRequest({}));
    const answer = service.handleAnonymous(identify)!;
    assert.equal(answer.status, 200);
    const { protocolVersion } = OPERATIONS.identify.decodeResponse(decodeEnvelope(answer.body).body);
    assert.equal(protocolVersion, 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd');
    assert.match((await post(service, USER, identify)).text, /IdentifyResponse/);
    for (const operation of OPERATION_NAMES) {
      const envelope = encodeRequest(headersFor(OPERATIONS[operation].action, SHELL), BODIES[operation]);
      assert.equal(service.handleAnonymous(envelope), undefined, operation);
    }
    const both = encodeBareEnvelope(OPERATIONS.identify.encodeRequest({}) + OPERATIONS.identify.encodeRequest({}));
    for (const body of [both, Buffer.from('x'), Buffer.alloc(100_000)])
      assert.equal(service.handleAnonymous(body), undefined);
    assert.equal(sessions.length, 0);
  });
});

describe('quotas', () => {
  it('allows each user 25 shells and says so at the next; closing, crashing and idling free one each', async () => {
    const { service, clock, engines, run } = start();
    const create = (index: number, identity = ADMIN) =>
      ask(service, 'create', { identity, body: createBody(shellId(index), 60_000) });
    for (let index = 0; index < 25; index++) assert.equal((await create(index)).status, 200);
    const refused = await create(25);
    assert.equal(refused.code, 0x803381a5);
    assert.equal(refused.fault!.subcode!.name, 'QuotaLimit');
    assert.match(refused.fault!.detail!.message!, /maximum number of 25 concurrent shells, which has been exceeded/);
    assert.equal((await create(25, OTHER)).status, 200, 'each user has a quota of their own');

    await ask(service, 'delete', { shellId: shellId(0) });
    assert.equal((await create(30)).status, 200);
    assert.equal((await create(31)).code, 0x803381a5);
    engines[1]!.die();
    assert.equal((await create(32)).status, 200);
    assert.equal((await create(33)).code, 0x803381a5);
    clock.advance(61_000);
    await run();
    assert.equal(service.shellCount, 0);
    assert.ok(engines[5]!.calls.includes('close'));
    assert.equal((await create(34)).status, 200);
  });

  it('counts shells that are being opened, and no longer when that fails', async () => {
    const { service } = start({ maxShellsPerUser: 1 }, { engineFor: () => failing });
    const failing = () => ({
      ...scriptedEngine().factory({ data() {}, pipelineClosed() {}, closed() {} }),
      open: () => Promise.reject(new Error('secret /etc/path')),
      close: async () => {},
    });
    const [first, second] = await Promise.all([
      ask(service, 'create', { body: createBody(shellId(1)) }),
      ask(service, 'create', { body: createBody(shellId(2)) }),
    ]);
    assert.deepEqual([first!.code, second!.code], [FAULTS.providerFailure.code, 0x803381a5]);
    assert.doesNotMatch(first!.text, /secret/);
    assert.equal((await ask(service, 'create', { body: createBody(shellId(3)) })).code, FAULTS.providerFailure.code);
    assert.equal(service.shellCount, 0);
  });

  it('limits the operations of one user, open commands among them', async () => {
    const { service } = await withShell({ maxConcurrentOperationsPerUser: 3 });
    for (const digit of ['1', '2', '3']) {
      assert.equal(
        (await ask(service, 'command', { body: commandBody(COMMAND.replace(/1$/, digit), 'silent') })).status,
        200,
      );
    }
    const refused = await ask(service, 'command', { body: commandBody(COMMAND.replace(/1$/, '4'), 'silent') });
    assert.equal(refused.code, FAULTS.quotaMaxOperations.code);
    assert.equal((await ask(service, 'create', { identity: OTHER })).status, 200);
  });

  it('limits the users', async () => {
    const { service } = await withShell({ maxConcurrentUsers: 1 });
    assert.equal((await ask(service, 'create', { identity: OTHER })).code, FAULTS.quotaMaxShellUsers.code);
    await ask(service, 'delete');
    assert.equal((await ask(service, 'create', { identity: OTHER })).status, 200);
  });

  it('holds the engine up when nobody receives', async () => {
    const { service, run } = await withShell();
    await ask(service, 'command', { body: commandBody(COMMAND, 'flood') });
    for (let turn = 0; turn < 100; turn++) await run();
    const held = service.queuedOutput;
    assert.ok(held > 256 * 1024 - 9000 && held <= 256 * 1024 + 9000, `${held} bytes wait`);
    await ask(service, 'delete');
    assert.equal(service.queuedOutput, 0);
  });

  it('keeps a shell that is used, and one whose Receive waits', async () => {
    const { service, clock, run } = start();
    await ask(service, 'create', { body: createBody(SHELL, 60_000) });
    await run();
    await ask(service, 'receive');
    for (let turn = 0; turn < 4; turn++) {
      const receiving = ask(service, 'receive', { headers: { operationTimeout: 50_000 } });
      await settle();
      clock.advance(50_000);
      assert.equal((await receiving).code, TIMED_OUT);
      clock.advance(40_000);
    }
    assert.equal(service.shellCount, 1);
    clock.advance(20_001);
    assert.equal(service.shellCount, 0);
    assert.equal((await ask(service, 'receive')).code, NOT_FOUND);
    assert.equal(clock.pending, 0, 'no timer is left behind');
  });

  it('refuses idle times out of range', async () => {
    const { service } = start();
    for (const idle of [59_999, 2_147_483_648]) {
      assert.equal((await ask(service, 'create', { body: createBody(SHELL, idle) })).code, 87);
    }
  });

  it('gives no Receive more than MaxTimeoutms', async () => {
    const { service, clock, run } = await withShell();
    await ask(service, 'receive');
    const receiving = ask(service, 'receive', { headers: { operationTimeout: 180_000 } });
    await run();
    clock.advance(60_000);
    assert.equal((await receiving).code, TIMED_OUT);
  });
});

describe('receiving', () => {
  it('refuses a second Receive for the same destination while one waits', async () => {
    const { service, clock, run } = await withShell();
    await ask(service, 'receive');
    await ask(service, 'command');
    const waiting = [
      ask(service, 'receive'),
      ask(service, 'receive', {
        body: OPERATIONS.receive.encodeRequest({ desiredStream: 'stdout', commandId: COMMAND }),
      }),
    ];
    await run();
    assert.equal((await ask(service, 'receive')).code, FAULTS.concurrency.code);
    clock.advance(20_000);
    for (const answer of await Promise.all(waiting)) assert.equal(answer.code, TIMED_OUT);
  });

  it('is free again when the client’s connection is gone, and nothing is lost', async () => {
    const { service, engines, run } = await withShell();
    await ask(service, 'receive');
    const client = new AbortController();
    const abandoned = ask(service, 'receive', { signal: client.signal });
    await run();
    client.abort();
    assert.equal((await abandoned).code, FAULTS.operationAborted.code);
    engines[0]!.say('kept');
    const again = ask(service, 'receive');
    await run();
    assert.match(
      Buffer.from(/<rsp:Stream[^>]*>([^<]*)</.exec((await again).text)![1]!, 'base64').toString('latin1'),
      /kept/,
    );
  });

  it('puts one fragment into each stream and ends with Done and exit code 0', async () => {
    const { service, run } = await withShell();
    await ask(service, 'command', { body: commandBody(COMMAND, 'big 100000') });
    await run();
    const body = OPERATIONS.receive.encodeRequest({ desiredStream: 'stdout', commandId: COMMAND });
    const answer = await ask(service, 'receive', { body, headers: { maxEnvelopeSize: 512_000 } });
    const { streams, commandState } = OPERATIONS.receive.decodeResponse(decodeEnvelope(Buffer.from(answer.text)).body);
    assert.deepEqual(
      streams.map(({ data }) => data.length),
      streams.map(({ data }) => 21 + data.readUInt32BE(17)),
    );
    assert.ok(streams.length === 5 && streams.every(({ data }) => data.length <= 32_747 + 21));
    assert.deepEqual(commandState, { commandId: COMMAND, state: 'Done', exitCode: 0 });
    assert.equal((await ask(service, 'receive', { body })).code, NOT_FOUND);
    const signal = { body: OPERATIONS.signal.encodeRequest({ commandId: COMMAND, code: SIGNALS.terminate }) };
    assert.equal((await ask(service, 'signal', signal)).status, 200, 'clients release what is over already');
  });

  it('tells the fault of a dead engine once, then that there is no such shell', async () => {
    const { service, engines, run } = await withShell();
    await ask(service, 'receive');
    const waiting = ask(service, 'receive');
    await run();
    engines[0]!.die();
    const answer = await waiting;
    assert.equal(answer.code, FAULTS.providerFailure.code);
    assert.match(answer.fault!.detail!.message!, /The engine process ended\./);
    assert.equal((await ask(service, 'receive')).code, NOT_FOUND);

    const late = await withShell();
    late.engines[0]!.die();
    assert.equal((await ask(late.service, 'command')).code, FAULTS.providerFailure.code);
    assert.equal((await ask(late.service, 'receive')).status, 200, 'what the engine said before');
    assert.equal((await ask(late.service, 'receive')).code, FAULTS.providerFailure.code);
    assert.equal((await ask(late.service, 'receive')).code, NOT_FOUND);
  });
});

describe('requests at the wrong time or of the wrong kind', () => {
  it('get their fault, and the shell goes on', async () => {
    const { service, run } = await withShell();
    const unknownCommand = OPERATIONS.receive.encodeRequest({ desiredStream: 'stdout', commandId: COMMAND });
    const cases: readonly (readonly [Promise<Answer>, number])[] = [
      [ask(service, 'create'), FAULTS.alreadyExists.code],
      [ask(service, 'create', { body: createBody('not-a-guid') }), FAULTS.invalidBody.code],
      [ask(service, 'create', { body: BODIES.receive }), FAULTS.invalidBody.code],
      [
        ask(service, 'create', { headers: { resourceUri: 'http://schemas.microsoft.com/wbem/x' } }),
        FAULTS.invalidResourceUri.code,
      ],
      [
        ask(service, 'create', {
          body: createBody(shellId(5)),
          headers: { resourceUri: 'http://schemas.microsoft.com/powershell/__proto__' },
        }),
        FAULTS.destinationUnreachable.code,
      ],
      [
        ask(service, 'create', {
          body: createBody(shellId(6)),
          headers: { options: [{ name: 'odd', value: '', mustComply: true }] },
        }),
        FAULTS.optionsNotSupported.code,
      ],
      [ask(service, 'receive', { body: unknownCommand }), NOT_FOUND],
      [ask(service, 'receive', { body: OPERATIONS.receive.encodeRequest({ desiredStream: 'stderr' }) }), 87],
      [ask(service, 'signal', { body: OPERATIONS.signal.encodeRequest({ commandId: COMMAND, code: 'explode' }) }), 87],
      [
        ask(service, 'send', {
          body: OPERATIONS.send.encodeRequest({ streams: [{ name: 'stdout', data: Buffer.alloc(1) }] }),
        }),
        87,
      ],
      [ask(service, 'command', { body: commandBody('x', 'echo') }), FAULTS.invalidBody.code],
      [ask(service, 'command', { body: commandBody(COMMAND, 'refuse') }), FAULTS.providerFailure.code],
      [ask(service, 'receive', { headers: { selectors: new Map() } }), FAULTS.insufficientSelectors.code],
      [ask(service, 'receive', { headers: { maxEnvelopeSize: 8191 } }), FAULTS.envelopeSizeTooSmall.code],
      [
        post(
          service,
          ADMIN,
          encodeRequest(headersFor('http://schemas.xmlsoap.org/ws/2004/09/transfer/Put', SHELL), ''),
        ),
        FAULTS.actionNotSupported.code,
      ],
      [post(service, ADMIN, Buffer.alloc(512_001, 0x20)), FAULTS.requestTooLarge.code],
      [post(service, ADMIN, Buffer.alloc(0)), FAULTS.invalidXml.code],
    ];
    for (const [index, [answer, code]] of cases.entries()) {
      const { code: got, status } = await answer;
      assert.deepEqual({ index, code: got, status }, { index, code, status: 500 });
    }
    await ask(service, 'command');
    assert.equal((await ask(service, 'command')).code, FAULTS.alreadyExists.code);
    await run();
    assert.equal((await ask(service, 'receive')).status, 200);
    assert.equal(service.shellCount, 1);
  });

  it('relates every answer to its request and returns what a robust client counts by', async () => {
    const { service } = start();
    const answer = await ask(service, 'create', { headers: { operationId: 'uuid:OP', sequenceId: 3 } });
    assert.match(answer.text, /<a:RelatesTo>uuid:00000000-0000-0000-0000-00000000000A</);
    assert.match(answer.text, /<p:OperationID[^>]*>uuid:OP</);
    assert.match(answer.text, /<p:SequenceId>3</);
    assert.match((await ask(service, 'create')).text, /<a:RelatesTo>uuid:00000000-0000-0000-0000-00000000000A</);
  });

  it('end in a fault whatever bytes come, while a session goes on', async () => {
    const { service, run } = await withShell();
    const envelopes = OPERATION_NAMES.filter((name) => name !== 'delete' && name !== 'receive').map((name) =>
      encodeRequest(headersFor(OPERATIONS[name].action, SHELL), BODIES[name]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...envelopes),
        fc.nat(),
        fc.nat(255),
        fc.nat(3),
        async (envelope, place, byte, cut) => {
          const at = place % envelope.length;
          const changed = Buffer.from(envelope);
          changed[at] = byte;
          const answer = await post(service, OTHER, cut === 0 ? changed.subarray(0, at) : changed);
          assert.ok(answer.status === 200 || answer.code !== undefined);
        },
      ),
      { seed: 5, numRuns: 600 },
    );
    await run();
    assert.equal((await ask(service, 'receive')).status, 200);
  });
});

describe('the end of the service', () => {
  it('ends every shell, answers what waits, and refuses what comes', async () => {
    const { service, clock, engines, run } = await withShell();
    await ask(service, 'create', { identity: OTHER });
    await ask(service, 'receive');
    const waiting = ask(service, 'receive');
    await run();
    await service.close();
    assert.equal((await waiting).code, FAULTS.operationAborted.code);
    assert.ok(engines.every(({ calls }) => calls.at(-1) === 'close'));
    assert.equal((await ask(service, 'create')).code, FAULTS.operationAborted.code);
    assert.equal(service.shellCount, 0);
    assert.equal(clock.pending, 0);
  });

  it('does not wait for ever for an engine that does not answer, and keeps no shell for it', async () => {
    const closed: string[] = [];
    const engineFor = () => () => ({
      ...scriptedEngine().factory({ data() {}, pipelineClosed() {}, closed() {} }),
      open: () => new Promise<void>(() => {}),
      close: async () => {
        closed.push('close');
        throw new Error('not even this');
      },
    });
    const { service, clock } = start({}, { engineFor });
    const creating = ask(service, 'create');
    await settle();
    clock.advance(20_001);
    assert.equal((await creating).code, TIMED_OUT);
    clock.advance(1000);
    assert.deepEqual(closed, ['close']);
    assert.equal(service.shellCount, 0);
  });
});
