// Two ends of an authentication in memory, with fixed randomness and time, for the tests of every mechanism.
import assert from 'node:assert/strict';
import type { Account, AccountDirectory, LoginAttempts } from '../../src/auth/account.ts';
import { Credential } from '../../src/auth/credential.ts';
import type {
  AcceptedSecurityContext,
  AuthenticationEnvironment,
  ClientAuthentication,
  ClientAuthenticationOptions,
  SecurityContext,
  ServerAuthentication,
  ServerAuthenticationOptions,
} from '../../src/auth/mechanism.ts';
import { ntHashOf } from '../../src/auth/ntlm/ntlm-keys.ts';

export const USER = 'Åse';
export const PASSWORD = 'pâss:wörd 🔑';

/** Different bytes at every call, the same in every run. */
export function fixedEnvironment(seed = 1): AuthenticationEnvironment {
  let next = seed;
  return {
    random: (size) => Buffer.from(Uint8Array.from({ length: size }, () => (next = (next * 73 + 41) & 0xff))),
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  };
}

export const account = (userName: string, password: string, domain = 'SRV01'): Account => ({
  domain,
  userName,
  administrator: true,
  ntHash: ntHashOf(password),
});

/** A directory of one account, whatever the domain; `asked` records the names that were looked up. */
export function directoryOf(only: Account, password: string): AccountDirectory & { asked: string[] } {
  const asked: string[] = [];
  const lookup = async (domain: string, userName: string) => {
    asked.push(`${domain}\\${userName}`);
    return userName.toLowerCase() === only.userName.toLowerCase() ? only : undefined;
  };
  return {
    asked,
    lookup,
    checkPassword: async (domain, userName, given) => (given === password ? lookup(domain, userName) : undefined),
  };
}

export const noThrottle: LoginAttempts = { turn: async () => {}, failed: () => {}, succeeded: () => {} };

export function clientOptions(changes: Partial<ClientAuthenticationOptions> = {}): ClientAuthenticationOptions {
  return {
    ...fixedEnvironment(1),
    credential: new Credential(USER, PASSWORD),
    servicePrincipalName: 'HTTP/srv01',
    channelBinding: undefined,
    requireConfidentiality: true,
    ...changes,
  };
}

export function serverOptions(changes: Partial<ServerAuthenticationOptions> = {}): ServerAuthenticationOptions {
  return {
    ...fixedEnvironment(99),
    accounts: directoryOf(account(USER, PASSWORD), PASSWORD),
    attempts: noThrottle,
    computerName: 'SRV01',
    domainName: 'SRV01',
    channelBinding: undefined,
    channelBindingHardening: 'relaxed',
    ...changes,
  };
}

export interface Outcome {
  readonly client: SecurityContext;
  readonly server: AcceptedSecurityContext;
  /** Every token in order, the client's first. */
  readonly tokens: Buffer[];
}

/** Drives both ends until both are done; `tamper` may replace the nth token (0 is the client's first). */
export async function converse(
  client: ClientAuthentication,
  server: ServerAuthentication,
  tamper: (token: Buffer, index: number) => Buffer = (token) => token,
): Promise<Outcome> {
  const tokens: Buffer[] = [];
  const carry = (token: Buffer): Buffer => {
    tokens.push(tamper(Buffer.from(token), tokens.length));
    return tokens.at(-1)!;
  };
  let fromServer: Buffer | undefined;
  let accepted: AcceptedSecurityContext | undefined;
  for (let leg = 0; leg < 6; leg++) {
    const mine = await client.step(fromServer);
    assert.notEqual(mine.kind, 'kdcRequest');
    if (mine.kind === 'kdcRequest') break;
    if (mine.token !== undefined) {
      const theirs = await server.step(carry(mine.token));
      assert.notEqual(theirs.kind, 'kdcRequest');
      if (theirs.kind === 'kdcRequest') break;
      if (theirs.kind === 'done') accepted = theirs.context;
      fromServer = theirs.token === undefined ? undefined : carry(theirs.token);
    }
    if (mine.kind === 'done') return { client: mine.context, server: accepted!, tokens };
  }
  throw new Error('the conversation does not end');
}
