import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AuthenticationError } from '../../src/auth/authentication-error.ts';
import { Credential } from '../../src/auth/credential.ts';
import { combineFlags, NegotiateFlag } from '../../src/auth/ntlm/negotiate-flags.ts';
import { NtlmClient } from '../../src/auth/ntlm/ntlm-client.ts';
import {
  channelBindingValue,
  clientChallengeBlob,
  ntHashOf,
  proof,
  responseKey,
  sealingKey,
  signingKey,
} from '../../src/auth/ntlm/ntlm-keys.ts';
import {
  decodeAuthenticate,
  decodeChallenge,
  encodeAuthenticate,
  encodeNegotiate,
} from '../../src/auth/ntlm/ntlm-message.ts';
import { NtlmProtection } from '../../src/auth/ntlm/ntlm-protection.ts';
import { NtlmServer } from '../../src/auth/ntlm/ntlm-server.ts';
import { AvId, decodeTargetInfo } from '../../src/auth/ntlm/target-info.ts';
import { Rc4 } from '../../src/crypto/rc4.ts';
import { account, clientOptions, converse, directoryOf, PASSWORD, serverOptions, USER } from './conversation.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** The common values of MS-NLMP 4.2.1 and the target information of 4.2.4. */
const vector = {
  user: 'User',
  domain: 'Domain',
  password: 'Password',
  serverChallenge: hex('0123456789abcdef'),
  clientChallenge: Buffer.alloc(8, 0xaa),
  randomSessionKey: Buffer.alloc(16, 0x55),
  flags: 0xe28a8235,
  targetInfo: hex('02000c0044006f006d00610069006e00 01000c00530065007200760065007200 00000000'),
};

test('MS-NLMP 4.2.4: keys, proof and encrypted session key of NTLMv2', () => {
  const key = responseKey(ntHashOf(vector.password), vector.user, vector.domain);
  assert.deepEqual(key, hex('0c868a403bfd7a93a3001ef22ef02e3f'));
  const blob = clientChallengeBlob(Buffer.alloc(8), vector.clientChallenge, vector.targetInfo);
  const { ntProof, keyExchangeKey } = proof(key, vector.serverChallenge, blob);
  assert.deepEqual(ntProof, hex('68cd0ab851e51c96aabc927bebef6a1c'));
  assert.deepEqual(keyExchangeKey, hex('8de40ccadbc14a82f15cb0ad0de95ca3'));
  assert.deepEqual(new Rc4(keyExchangeKey).update(vector.randomSessionKey), hex('c5dad2544fc9799094ce1ce90bc9d03e'));
  assert.deepEqual(sealingKey(vector.randomSessionKey, 'client'), hex('59f600973cc4960a25480a7c196e4c58'));
  assert.deepEqual(sealingKey(vector.randomSessionKey, 'server'), hex('9355f3a957c1583d25c4c2f11e40390e'));
  assert.deepEqual(signingKey(vector.randomSessionKey, 'client'), hex('4788dc861b4782f35d43fd98fe1a2d39'));
  assert.deepEqual(signingKey(vector.randomSessionKey, 'server'), hex('d04d6f10741041d1d246d64188d7a8ad'));
});

test('MS-NLMP 4.2.4.4: the sealed text and its signature', () => {
  const { header, sealed } = new NtlmProtection(vector.randomSessionKey, vector.flags, 'client').wrap(
    Buffer.from('Plaintext', 'utf16le'),
  );
  assert.deepEqual(sealed, hex('54e50165bf1936dc996020c1811b0f06fb5f'));
  assert.deepEqual(header, hex('010000007fb38ec5c55d497600000000'));
});

/** AUTHENTICATE_MESSAGE of MS-NLMP 4.2.4.3: an old client's, without MIC. */
const publishedAuthenticate = hex(`
  4e544c4d53535000 03000000 180018006c000000 5400540084000000 0c000c0048000000 0800080054000000 100010005c000000
  10001000d8000000 358288e2 0501280a0000000f 44006f006d00610069006e00 5500730065007200
  43004f004d0050005500540045005200 86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa
  68cd0ab851e51c96aabc927bebef6a1c 0101000000000000 0000000000000000 aaaaaaaaaaaaaaaa 00000000
  02000c0044006f006d00610069006e00 01000c00530065007200760065007200 00000000 00000000
  c5dad2544fc9799094ce1ce90bc9d03e`);

test('MS-NLMP 4.2.4.3: the server accepts the published AUTHENTICATE and reads what its client seals', async () => {
  const server = new NtlmServer(
    serverOptions({
      accounts: directoryOf(account(vector.user, vector.password), vector.password),
      random: (size) => vector.serverChallenge.subarray(0, size),
    }),
  );
  await server.step(encodeNegotiate({ flags: vector.flags }));
  const step = await server.step(publishedAuthenticate);
  assert.equal(step.kind, 'done');
  assert.ok(step.kind === 'done');
  assert.deepEqual(step.context.identity, {
    domain: 'SRV01',
    userName: 'User',
    administrator: true,
    mechanism: 'NTLM',
  });
  const plain = step.context.protection!.unwrap(
    hex('010000007fb38ec5c55d497600000000'),
    hex('54e50165bf1936dc996020c1811b0f06fb5f'),
  );
  assert.equal(plain.toString('utf16le'), 'Plaintext');
});

test('client and server agree and exchange sealed messages both ways', async () => {
  const { client, server } = await converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()));
  assert.equal(server.identity.userName, USER);
  for (let i = 0; i < 3; i++) {
    const up = client.protection!.wrap(Buffer.from(`request ${i}`));
    assert.notEqual(up.sealed.toString(), `request ${i}`);
    assert.equal(server.protection!.unwrap(up.header, up.sealed).toString(), `request ${i}`);
    const down = server.protection!.wrap(Buffer.from(`answer ${i}`));
    assert.equal(client.protection!.unwrap(down.header, down.sealed).toString(), `answer ${i}`);
  }
  const signature = client.protection!.sign(Buffer.from('list'));
  server.protection!.verify(Buffer.from('list'), signature);
});

test('the domain may be empty, the machine, or any other, and names compare without case', async () => {
  for (const user of ['åse', 'SRV01\\ÅSE', 'ELSEWHERE\\Åse']) {
    const credential = new Credential(user, PASSWORD);
    const { server } = await converse(new NtlmClient(clientOptions({ credential })), new NtlmServer(serverOptions()));
    assert.equal(server.identity.userName, USER);
  }
});

test('a wrong password, an unknown user and an account without a hash are denied alike', async () => {
  const denials: string[] = [];
  const cases = [
    { credential: new Credential(USER, 'wrong') },
    { credential: new Credential('nobody', PASSWORD) },
    {
      credential: new Credential('nohash', PASSWORD),
      accounts: directoryOf({ ...account('nohash', ''), ntHash: undefined }, ''),
    },
  ];
  for (const { credential, accounts } of cases) {
    const server = new NtlmServer(serverOptions(accounts === undefined ? {} : { accounts }));
    await assert.rejects(
      converse(new NtlmClient(clientOptions({ credential })), server),
      (error: AuthenticationError) => {
        denials.push(`${error.code} ${error.message}`);
        return true;
      },
    );
  }
  assert.equal(new Set(denials).size, 1);
  assert.match(denials[0]!, /^LogonDenied /);
});

test('a CHALLENGE with the VERSION flag carries the Version field, and NbComputerName names the server', async () => {
  const server = new NtlmServer(serverOptions());
  const step = await server.step(encodeNegotiate({ flags: vector.flags }));
  assert.ok(step.kind === 'token');
  assert.equal(step.token[48], 10);
  assert.equal(step.token[55], 15);
  const { targetInfo, targetName } = decodeChallenge(step.token);
  assert.equal(targetName, 'SRV01');
  assert.equal(decodeTargetInfo(targetInfo).get(AvId.netBiosComputerName)?.toString('utf16le'), 'SRV01');
});

/** A client of old that knows OEM text and sends no MIC; what `authenticate` changes is up to the test. */
async function oemClient(changes: { flags?: number; user?: string; ntResponse?: Buffer }, server: NtlmServer) {
  const flags = combineFlags(NegotiateFlag.oem, NegotiateFlag.ntlm, NegotiateFlag.extendedSessionSecurity);
  const challenge = await server.step(encodeNegotiate({ flags }));
  assert.ok(challenge.kind === 'token');
  const { serverChallenge, targetInfo, flags: granted } = decodeChallenge(challenge.token);
  assert.ok((granted & NegotiateFlag.oem) !== 0 && (granted & NegotiateFlag.unicode) === 0);
  const user = changes.user ?? 'plain';
  const blob = clientChallengeBlob(Buffer.alloc(8), Buffer.alloc(8), targetInfo);
  const { ntProof } = proof(responseKey(ntHashOf(PASSWORD), user, 'WORKGROUP'), serverChallenge, blob);
  return server.step(
    encodeAuthenticate({
      flags: combineFlags(granted, changes.flags ?? 0),
      domain: 'WORKGROUP',
      userName: user,
      workstation: '',
      lmResponse: Buffer.alloc(24),
      ntResponse: changes.ntResponse ?? Buffer.concat([ntProof, blob]),
      encryptedSessionKey: Buffer.alloc(0),
    }),
  );
}

const plainServer = () =>
  new NtlmServer(serverOptions({ accounts: directoryOf(account('plain', PASSWORD), PASSWORD) }));

test('OEM text is understood, and a session without sealing has no protection', async () => {
  const step = await oemClient({}, plainServer());
  assert.ok(step.kind === 'done');
  assert.equal(step.context.protection, undefined);
});

test('flags that were not granted stay off although AUTHENTICATE sets them', async () => {
  const flags = combineFlags(NegotiateFlag.sign, NegotiateFlag.seal, NegotiateFlag.key128);
  const step = await oemClient({ flags }, plainServer());
  assert.ok(step.kind === 'done');
  assert.equal(step.context.protection, undefined);
});

test('anonymous, NTLMv1 and LM logons are refused', async () => {
  await assert.rejects(oemClient({ user: '' }, plainServer()), { code: 'LogonDenied' });
  await assert.rejects(oemClient({ flags: NegotiateFlag.anonymous }, plainServer()), { code: 'LogonDenied' });
  await assert.rejects(oemClient({ ntResponse: Buffer.alloc(0) }, plainServer()), { code: 'LogonDenied' });
  await assert.rejects(oemClient({ ntResponse: Buffer.alloc(24, 1) }, plainServer()), { code: 'MechanismUnsupported' });
});

test('a server that does not grant sealing, strong keys, Unicode or target information is refused by the client', async () => {
  for (const flag of [
    'seal',
    'sign',
    'key128',
    'keyExchange',
    'extendedSessionSecurity',
    'unicode',
    'targetInfo',
  ] as const) {
    const strip = (token: Buffer, index: number) => {
      if (index === 1) token.writeUInt32LE((token.readUInt32LE(20) & ~NegotiateFlag[flag]) >>> 0, 20);
      return token;
    };
    await assert.rejects(
      converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()), strip),
      { code: 'MechanismUnsupported' },
      flag,
    );
  }
});

test('a handshake changed on the way fails at the MIC, and so does one whose MIC was stripped', async () => {
  const tampers: Record<string, (token: Buffer, index: number) => Buffer> = {
    'flag taken from NEGOTIATE': (token, index) => {
      if (index === 0) token.writeUInt32LE((token.readUInt32LE(12) & ~NegotiateFlag.key56) >>> 0, 12);
      return token;
    },
    'flag taken from CHALLENGE': (token, index) => {
      if (index === 1) token.writeUInt32LE((token.readUInt32LE(20) & ~NegotiateFlag.key56) >>> 0, 20);
      return token;
    },
    'flag taken from AUTHENTICATE': (token, index) => {
      if (index === 2) token.writeUInt32LE((token.readUInt32LE(60) & ~NegotiateFlag.key56) >>> 0, 60);
      return token;
    },
    'MIC zeroed': (token, index) => (index === 2 ? token.fill(0, 72, 88) : token),
    'MIC and version cut out': (token, index) => {
      if (index !== 2) return token;
      for (const field of [12, 20, 28, 36, 44, 52]) token.writeUInt32LE(token.readUInt32LE(field + 4) - 24, field + 4);
      return Buffer.concat([token.subarray(0, 64), token.subarray(88)]);
    },
  };
  for (const [name, tamper] of Object.entries(tampers)) {
    await assert.rejects(
      converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()), tamper),
      { code: 'HandshakeAltered' },
      name,
    );
  }
});

test('the AV pair that announces the MIC cannot be taken out: it is under the proof', async () => {
  const clearMicFlag = (token: Buffer, index: number) => {
    if (index !== 2) return token;
    const { ntResponse } = decodeAuthenticate(token);
    const at = token.indexOf(ntResponse) + ntResponse.indexOf(hex('0600040002000000'));
    token[at + 4] = 0;
    return token;
  };
  await assert.rejects(converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()), clearMicFlag), {
    code: 'LogonDenied',
  });
});

test('channel bindings: right, wrong, missing and surplus under each hardening level', async () => {
  const mine = Buffer.from('tls-server-end-point:mine');
  const other = Buffer.from('tls-server-end-point:other');
  const cases: [Buffer | undefined, Buffer | undefined, 'none' | 'relaxed' | 'strict', boolean][] = [
    [mine, mine, 'strict', true],
    [mine, mine, 'relaxed', true],
    [other, mine, 'relaxed', false],
    [other, mine, 'none', true],
    [undefined, mine, 'relaxed', true],
    [undefined, mine, 'strict', false],
    [undefined, undefined, 'strict', true],
    [mine, undefined, 'relaxed', false],
  ];
  for (const [sent, expected, channelBindingHardening, accepted] of cases) {
    const outcome = converse(
      new NtlmClient(clientOptions({ channelBinding: sent })),
      new NtlmServer(serverOptions({ channelBinding: expected, channelBindingHardening })),
    );
    if (accepted) await outcome;
    else await assert.rejects(outcome, { code: 'ChannelBindingInvalid' });
  }
  assert.deepEqual(channelBindingValue(undefined), Buffer.alloc(16));
});

test('a replayed, skipped, changed or cut message does not verify, and nothing does after it', async () => {
  const bad: Record<string, (messages: { header: Buffer; sealed: Buffer }[]) => { header: Buffer; sealed: Buffer }> = {
    OutOfSequence: (messages) => messages[1]!,
    MessageAltered: ([first]) => ({
      header: first!.header,
      sealed: Buffer.from(first!.sealed.map((o, i) => (i === 3 ? o ^ 1 : o))),
    }),
  };
  for (const [code, pick] of Object.entries(bad)) {
    const { client, server } = await converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()));
    const messages = ['one', 'two'].map((text) => client.protection!.wrap(Buffer.from(`message ${text}`)));
    const { header, sealed } = pick(messages);
    assert.throws(() => server.protection!.unwrap(header, sealed), { code });
    assert.throws(() => server.protection!.unwrap(messages[0]!.header, messages[0]!.sealed), {
      code: 'MessageAltered',
    });
  }
  const { client, server } = await converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()));
  const { header, sealed } = client.protection!.wrap(Buffer.from('once'));
  server.protection!.unwrap(header, sealed);
  assert.throws(() => server.protection!.unwrap(header, sealed), { code: 'OutOfSequence' });
  assert.throws(() => client.protection!.unwrap(header.subarray(1), sealed), { code: 'MessageAltered' });
});

test('messages in the wrong order or of another kind are refused', async () => {
  await assert.rejects(new NtlmServer(serverOptions()).step(publishedAuthenticate), { code: 'InvalidToken' });
  await assert.rejects(new NtlmServer(serverOptions()).step(), { code: 'InvalidToken' });
  const client = new NtlmClient(clientOptions());
  const first = await client.step();
  assert.ok(first.kind === 'token');
  await assert.rejects(client.step(first.token), { code: 'InvalidToken' });
  await assert.rejects(client.step(first.token), { code: 'InvalidToken' });
});

test('failed and successful attempts are reported by the names that the client sent', async () => {
  const log: string[] = [];
  const attempts = {
    turn: async (domain: string, user: string) => void log.push(`turn ${domain}\\${user}`),
    failed: (domain: string, user: string) => void log.push(`failed ${domain}\\${user}`),
    succeeded: (domain: string, user: string) => void log.push(`succeeded ${domain}\\${user}`),
  };
  await converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions({ attempts })));
  const credential = new Credential(`D\\${USER}`, 'wrong');
  await assert.rejects(
    converse(new NtlmClient(clientOptions({ credential })), new NtlmServer(serverOptions({ attempts }))),
  );
  assert.deepEqual(log, [`turn \\${USER}`, `succeeded \\${USER}`, `turn D\\${USER}`, `failed D\\${USER}`]);
});

test('any bytes in place of any message end in an AuthenticationError', async () => {
  const { tokens } = await converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()));
  const change = fc.record({ message: fc.nat(2), at: fc.nat(), octet: fc.nat(255), cut: fc.option(fc.nat(300)) });
  await fc.assert(
    fc.asyncProperty(change, async ({ message, at, octet, cut }) => {
      const spoil = (token: Buffer, index: number) => {
        if (index !== message) return token;
        token[at % token.length] = octet;
        return token.subarray(0, cut ?? token.length);
      };
      try {
        await converse(new NtlmClient(clientOptions()), new NtlmServer(serverOptions()), spoil);
      } catch (error) {
        assert.ok(error instanceof AuthenticationError, String(error));
      }
    }),
    { seed: 7, numRuns: 500 },
  );
  assert.equal(tokens.length, 3);
});

test('neither a credential nor an error shows the password', async () => {
  const { inspect } = await import('node:util');
  const credential = new Credential(USER, PASSWORD);
  assert.ok(!inspect(credential).includes(PASSWORD) && !JSON.stringify(credential).includes(PASSWORD));
  assert.ok(!inspect({ nested: [credential] }, { showHidden: true, depth: 9 }).includes(PASSWORD));
});
