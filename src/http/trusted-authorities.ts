// Which certificate authorities a client trusts: Node's, the system's, and those that the caller names.
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** Certificates in PEM. */
export type Authorities = string | Buffer | readonly (string | Buffer)[];

/** Reading the system's authorities and building a context takes over 100 ms, so each set is made once. */
const contexts = new WeakMap<object, SecureContext>();
const NONE: readonly string[] = [];

/** The context that trusts `additional` besides Node's and the system's authorities. */
export function trusting(additional: Authorities = NONE): SecureContext {
  const key = typeof additional === 'string' ? undefined : additional;
  const known = key === undefined ? undefined : contexts.get(key);
  if (known !== undefined) return known;
  const own = typeof additional === 'string' || Buffer.isBuffer(additional) ? [additional] : additional;
  const roots = new Set([...getCACertificates('default'), ...getCACertificates('system')]);
  const context = createSecureContext({ ca: [...roots, ...own.map(String)] });
  if (key !== undefined) contexts.set(key, context);
  return context;
}
