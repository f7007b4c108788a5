// Basic authentication (RFC 7617): the password itself, so only for channels that are private already.
import { isUtf8 } from 'node:buffer';
import { identityOf } from '../account.ts';
import { AuthenticationError } from '../authentication-error.ts';
import { parseQualifiedName } from '../credential.ts';
import type { Mechanism } from '../mechanism.ts';

export const basicMechanism: Mechanism = {
  scheme: 'Basic',
  scope: 'request',
  revealsPassword: true,
  provesServer: false,
  encryptionProtocol: undefined,

  client: ({ credential }) => ({
    async step() {
      const { domain, userName, password } = credential;
      if (userName.includes(':')) {
        throw new AuthenticationError('MechanismUnsupported', 'Basic cannot carry a user name with a colon', {});
      }
      const qualified = domain === '' ? userName : `${domain}\\${userName}`;
      const token = Buffer.from(`${qualified}:${password}`, 'utf8');
      return { kind: 'done', context: { mechanism: 'Basic', protection: undefined }, token };
    },
  }),

  server: ({ accounts, attempts }) => ({
    async step(input = Buffer.alloc(0)) {
      const text = decodeCredentials(input);
      const colon = text.indexOf(':');
      if (colon <= 0) throw new AuthenticationError('InvalidToken', 'Basic credentials without a user name or colon');
      const { domain, userName } = parseQualifiedName(text.slice(0, colon));
      await attempts.turn(domain, userName);
      const account = await accounts.checkPassword(domain, userName, text.slice(colon + 1));
      if (account === undefined) {
        attempts.failed(domain, userName);
        throw new AuthenticationError('LogonDenied', 'The user name or password is incorrect.');
      }
      attempts.succeeded(domain, userName);
      return {
        kind: 'done',
        context: { mechanism: 'Basic', protection: undefined, identity: identityOf(account, 'Basic') },
      };
    },
  }),
};

/** UTF-8 as RFC 7617 prefers, and ISO 8859-1 where that is impossible: Python's requests sends it. */
const decodeCredentials = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
