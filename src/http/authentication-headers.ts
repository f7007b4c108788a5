// The Authorization and WWW-Authenticate headers (RFC 7235), with tokens in base64 as RFC 4559 and 7617 put them.

export interface AuthenticationHeader {
  /** As it was written; schemes compare without case. */
  readonly scheme: string;
  /** Undefined when the header names the scheme only, or gives parameters (`realm="x"`) instead of a token. */
  readonly token: Buffer | undefined;
}

export function formatAuthenticationHeader(scheme: string, token: Uint8Array | undefined): string {
  return token === undefined ? scheme : `${scheme} ${Buffer.from(token).toString('base64')}`;
}

const ONE = /^\s*([A-Za-z][A-Za-z0-9-]*)(?:\s+([A-Za-z0-9+/]+={0,2}))?\s*$/;

/** Undefined unless the whole value is a scheme and at most a base64 token. */
export function parseAuthorization(value: string): AuthenticationHeader | undefined {
  const match = ONE.exec(value);
  if (match === null) return undefined;
  return { scheme: match[1]!, token: match[2] === undefined ? undefined : Buffer.from(match[2], 'base64') };
}

/** Every challenge that a response makes, over all its WWW-Authenticate headers. */
export function parseChallenges(values: readonly string[]): AuthenticationHeader[] {
  return (
    values
      .flatMap((value) => value.split(','))
      .map((part) => parseAuthorization(part) ?? { scheme: /^\s*(\S*)/.exec(part)![1]!, token: undefined })
      // A further parameter of the scheme before it (`charset="UTF-8"`) is no challenge.
      .filter(({ scheme }) => scheme !== '' && !scheme.includes('='))
  );
}

export const sameScheme = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
