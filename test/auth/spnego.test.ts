import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { derElement, derObjectIdentifier, derOctetString, derSequence } from '../../src/asn1/der-writer.ts';
import { applicationTag, contextTag, Tag } from '../../src/asn1/tags.ts';
import { NtlmClient } from '../../src/auth/ntlm/ntlm-client.ts';
import { NtlmServer } from '../../src/auth/ntlm/ntlm-server.ts';
import { negotiateMechanism } from '../../src/auth/spnego/negotiate.ts';
import {
  decodeNegTokenInit,
  decodeNegTokenResp,
  encodeMechTypeList,
  encodeNegTokenInit,
  encodeNegTokenResp,
} from '../../src/auth/spnego/negotiation-token.ts';
import { SpnegoClient } from '../../src/auth/spnego/spnego-client.ts';
import { SpnegoServer } from '../../src/auth/spnego/spnego-server.ts';
import { CodedError } from '../../src/base/coded-error.ts';
import { clientOptions, converse, serverOptions, USER } from './conversation.ts';

const NTLM = '1.3.6.1.4.1.311.2.2.10';
const KERBEROS = '1.2.840.113554.1.2.2';

const client = () => negotiateMechanism.client(clientOptions());
const server = () => negotiateMechanism.server(serverOptions());
const ntlmCandidate = { oid: NTLM, begin: () => new NtlmServer(serverOptions()) };
const ntlmOnlyServer = () => new SpnegoServer([ntlmCandidate], ntlmCandidate.begin);
/** Offers Kerberos first, with a token of its own that the server cannot read. */
const kerberosFirst = () =>
  new SpnegoClient([
    { oid: KERBEROS, begin: () => ({ step: async () => ({ kind: 'token', token: Buffer.from('AP-REQ') }) }) },
    { oid: NTLM, begin: () => new NtlmClient(clientOptions()) },
  ]);

async function exchange({ client, server }: Awaited<ReturnType<typeof converse>>): Promise<void> {
  for (const text of ['first', 'second']) {
    const up = client.protection!.wrap(Buffer.from(text));
    assert.equal(server.protection!.unwrap(up.header, up.sealed).toString(), text);
    const down = server.protection!.wrap(Buffer.from(text));
    assert.equal(client.protection!.unwrap(down.header, down.sealed).toString(), text);
  }
}

test('NTLM in SPNEGO ends with both mechListMICs and a working session', async () => {
  const outcome = await converse(client(), server());
  assert.equal(outcome.tokens.length, 4);
  const [first, challenge, authenticate, accepted] = outcome.tokens;
  assert.deepEqual(decodeNegTokenInit(first!).mechTypes, [NTLM]);
  assert.equal(decodeNegTokenResp(challenge!).negState, 'accept-incomplete');
  assert.equal(decodeNegTokenResp(challenge!).supportedMech, NTLM);
  assert.equal(decodeNegTokenResp(authenticate!).mechListMic?.length, 16);
  assert.equal(decodeNegTokenResp(accepted!).negState, 'accept-completed');
  assert.equal(decodeNegTokenResp(accepted!).mechListMic?.length, 16);
  assert.equal(outcome.server.identity.userName, USER);
  await exchange(outcome);
});

test('the context is there to seal the request that carries AUTHENTICATE', async () => {
  const [one, other] = [client(), server()];
  const init = await one.step();
  assert.ok(init.kind === 'token' && init.context === undefined);
  const challenge = await other.step(init.token);
  assert.ok(challenge.kind === 'token');
  const last = await one.step(challenge.token);
  assert.ok(last.kind === 'token' && last.context !== undefined);
  const request = last.context.protection!.wrap(Buffer.from('early'));
  const accepted = await other.step(last.token);
  assert.ok(accepted.kind === 'done');
  assert.equal(accepted.context.protection!.unwrap(request.header, request.sealed).toString(), 'early');
  const done = await one.step(accepted.token);
  assert.equal(done.kind, 'done');
});

test('a client that prefers what the server has not falls back to NTLM under a required MIC', async () => {
  const outcome = await converse(kerberosFirst(), ntlmOnlyServer());
  assert.equal(decodeNegTokenResp(outcome.tokens[1]!).negState, 'request-mic');
  await exchange(outcome);
});

test('a list of mechanisms that was shortened on the way is noticed by both sides', async () => {
  const shorten = (token: Buffer, index: number) => {
    if (index !== 0) return token;
    return encodeNegTokenInit({ mechTypeList: encodeMechTypeList([NTLM]), mechToken: undefined });
  };
  await assert.rejects(converse(kerberosFirst(), ntlmOnlyServer(), shorten), { code: 'MessageAltered' });
  const cutMic = (token: Buffer, index: number) =>
    index === 4 || index === 5 ? encodeNegTokenResp({ ...decodeNegTokenResp(token), mechListMic: undefined }) : token;
  await assert.rejects(converse(kerberosFirst(), ntlmOnlyServer(), cutMic), { code: 'HandshakeAltered' });
});

test('raw NTLM messages are taken under Negotiate', async () => {
  const outcome = await converse(new NtlmClient(clientOptions()), server());
  assert.equal(outcome.tokens.length, 3);
  await exchange(outcome);
});

test('negHints and reqFlags of NegTokenInit2 are passed over', () => {
  const hints = derSequence(
    derElement(contextTag(0), derElement(Tag.generalString, Buffer.from('not_defined_in_RFC4178@please_ignore'))),
  );
  const init = derSequence(
    derElement(contextTag(0), encodeMechTypeList([KERBEROS, NTLM])),
    derElement(contextTag(1), derElement(Tag.bitString, Buffer.from([1, 2]))),
    derElement(contextTag(2), derOctetString(Buffer.from('token'))),
    derElement(contextTag(3), hints),
  );
  const token = derElement(applicationTag(0), derObjectIdentifier('1.3.6.1.5.5.2'), derElement(contextTag(0), init));
  const decoded = decodeNegTokenInit(token);
  assert.deepEqual(decoded.mechTypes, [KERBEROS, NTLM]);
  assert.equal(decoded.mechToken?.toString(), 'token');
});

test('a list without a common mechanism, another framing and a choice that was not offered are refused', async () => {
  const kerberosOnly = encodeNegTokenInit({
    mechTypeList: encodeMechTypeList([KERBEROS]),
    mechToken: Buffer.from('AP-REQ'),
  });
  await assert.rejects(server().step(kerberosOnly), { code: 'MechanismUnsupported' });
  await assert.rejects(server().step(derElement(applicationTag(0), derObjectIdentifier(KERBEROS))), {
    code: 'InvalidToken',
  });
  const many = encodeNegTokenInit({ mechTypeList: encodeMechTypeList(Array(17).fill(KERBEROS)), mechToken: undefined });
  await assert.rejects(server().step(many), { code: 'InvalidToken' });
  const one = client();
  await one.step();
  await assert.rejects(one.step(encodeNegTokenResp({ negState: 'accept-incomplete', supportedMech: KERBEROS })), {
    code: 'MechanismUnsupported',
  });
  const other = client();
  await other.step();
  await assert.rejects(other.step(encodeNegTokenResp({ negState: 'reject' })), { code: 'LogonDenied' });
});

test('a mechanism that asks a KDC before its first and its last token is driven through SPNEGO', async () => {
  const asked: string[] = [];
  const inner = (): ReturnType<typeof client> => {
    let leg = 0;
    return {
      step: async (input) => {
        asked.push(String(input));
        const steps = [
          { kind: 'kdcRequest', realm: 'LAB.LOCAL', request: Buffer.from('AS-REQ') },
          { kind: 'token', token: Buffer.from('AP-REQ') },
          { kind: 'done', context: { mechanism: 'Kerberos', protection: undefined } },
        ] as const;
        return steps[leg++]!;
      },
    };
  };
  const negotiation = new SpnegoClient([{ oid: KERBEROS, begin: inner }]);
  const request = await negotiation.step();
  assert.ok(request.kind === 'kdcRequest' && request.realm === 'LAB.LOCAL');
  const init = await negotiation.step(Buffer.from('AS-REP'));
  assert.ok(init.kind === 'token');
  assert.equal(decodeNegTokenInit(init.token).mechToken?.toString(), 'AP-REQ');
  const done = await negotiation.step(
    encodeNegTokenResp({ negState: 'accept-completed', supportedMech: KERBEROS, responseToken: Buffer.from('AP-REP') }),
  );
  assert.equal(done.kind, 'done');
  assert.deepEqual(asked, ['undefined', 'AS-REP', 'AP-REP']);
});

test('any bytes in place of any token end in a coded error', async () => {
  const change = fc.record({ token: fc.nat(3), at: fc.nat(), octet: fc.nat(255), cut: fc.option(fc.nat(300)) });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(change, async ({ token: which, at, octet, cut }) => {
      const spoil = (token: Buffer, index: number) => {
        if (index !== which) return token;
        token[at % token.length] = octet;
        return token.subarray(0, cut ?? token.length);
      };
      try {
        await converse(client(), server(), spoil);
      } catch (error) {
        refused++;
        assert.ok(error instanceof CodedError, String(error));
      }
    }),
    { seed: 5, numRuns: 500 },
  );
  assert.ok(refused > 300, `${refused} refused`);
});
