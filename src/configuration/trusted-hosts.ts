// WSMan:\localhost\Client\TrustedHosts: which hosts a client may send NTLM to without TLS.

/** The longest list that Windows takes. */
const MAX_LENGTH = 4096;

const LOCAL_NAMES = new Set(['localhost', 'localhost.localdomain', '::1', '[::1]']);

/**
 * A predicate over host names from the setting's text: names and addresses separated by commas, `*` for any characters, and
 * `<local>` for names without a dot. This machine, as `localhost` or a loopback address, is always trusted. Names compare
 * without case. Throws RangeError when the text is longer than Windows takes.
 */
export function trustedHosts(setting: string): (host: string) => boolean {
  if (setting.length > MAX_LENGTH) throw new RangeError(`TrustedHosts is longer than ${MAX_LENGTH} characters`);
  const patterns = setting
    .split(',')
    .map((pattern) => pattern.trim().toLowerCase())
    .filter((pattern) => pattern !== '');
  return (host) => {
    const name = host.toLowerCase().replace(/\.$/, '');
    return (
      isLoopback(name) ||
      patterns.some((pattern) => (pattern === '<local>' ? isLocalName(name) : matches(pattern, name)))
    );
  };
}

/** 127.0.0.0/8 in its usual spelling only: `127.1` or `127.0.0.1.example` may be resolved to anything. */
function isLoopback(name: string): boolean {
  const octets = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(name);
  return LOCAL_NAMES.has(name) || octets?.slice(1).every((octet) => Number(octet) <= 255) === true;
}

const isLocalName = (name: string): boolean => !name.includes('.') && !name.includes(':');

/** Pieces between the stars in order, so that the time is bounded whatever the pattern. */
function matches(pattern: string, name: string): boolean {
  const [first, ...pieces] = pattern.split('*');
  if (pieces.length === 0) return pattern === name;
  const last = pieces.pop()!;
  if (!name.startsWith(first!) || name.length < first!.length + last.length || !name.endsWith(last)) return false;
  let at = first!.length;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}
