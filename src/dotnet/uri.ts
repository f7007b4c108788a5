// System.Uri and System.Net.IPAddress.
import { isIP } from 'node:net';
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { type EnumValue, Uri } from '../psobject/values.ts';
import { argumentNull, formatError, invalidOperation } from './arguments.ts';

const ports: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, ws: 80, wss: 443, ldap: 389 };

function parsed(self: Uri): URL | undefined {
  const text = /^\/(?!\/)/.test(self.text) ? `file://${self.text}` : self.text;
  return URL.canParse(text) ? new URL(text) : undefined;
}
const absolute = (self: Uri): URL =>
  parsed(self) ?? invalidOperation('This operation is not supported for a relative URI.');
const scheme = (url: URL): string => url.protocol.slice(0, -1);
const portOf = (url: URL): number => (url.port === '' ? (ports[scheme(url)] ?? -1) : Number(url.port));
const text = (self: Uri): string => {
  const url = parsed(self);
  return url === undefined ? self.text : decodeSafely(url.href);
};
const decodeSafely = (value: string): string =>
  value.replace(/%(?:[2-7][0-9a-f])/gi, (code) =>
    /%(?:2[35-9a-f]|3[a-f]|40|5[bd]|20|22|25|7f)/i.test(code)
      ? code === '%20'
        ? ' '
        : code
      : decodeURIComponent(code),
  );

function make(value: string | null, kind = 1): Uri {
  if (value === null) argumentNull('uriString');
  const uri = new Uri(value);
  if (kind === 1 && !parsed(uri)) {
    throwNet(
      'System.UriFormatException',
      value === '' ? 'Invalid URI: The URI is empty.' : 'Invalid URI: The format of the URI could not be determined.',
      { hResult: -2146233033 },
    );
  }
  return uri;
}

const uriType = defineType<Uri>({
  name: 'System.Uri',
  assembly: 'System.Private.Uri',
  toText: text,
  equals: (a, b) => b instanceof Uri && (parsed(a)?.href ?? a.text) === (parsed(b)?.href ?? b.text),
  members: [
    {
      kind: 'constructor',
      texts: ['uri new(string uriString)'],
      body: (value: string) => (URL.canParse(value ?? '') ? make(value) : make(value)),
    },
    {
      kind: 'constructor',
      texts: ['uri new(string uriString, System.UriKind uriKind)'],
      body: (value: string, kind: EnumValue) => make(value, Number(kind.value)),
    },
    {
      kind: 'constructor',
      texts: ['uri new(uri baseUri, string relativeUri)', 'uri new(uri baseUri, uri relativeUri)'],
      body: (base: Uri, relative: string | Uri) =>
        new Uri(new URL(typeof relative === 'string' ? relative : relative.text, absolute(base)).href),
    },
    property('string AbsolutePath {get;}', (self: Uri) => absolute(self).pathname),
    property('string AbsoluteUri {get;}', (self: Uri) => absolute(self).href),
    property('string Authority {get;}', (self: Uri) => absolute(self).host),
    property('string Host {get;}', (self: Uri) => absolute(self).hostname),
    property('string DnsSafeHost {get;}', (self: Uri) => absolute(self).hostname.replace(/^\[|\]$/g, '')),
    property('string IdnHost {get;}', (self: Uri) => absolute(self).hostname),
    property('string Fragment {get;}', (self: Uri) => absolute(self).hash),
    property('bool IsAbsoluteUri {get;}', (self: Uri) => parsed(self) !== undefined),
    property('bool IsDefaultPort {get;}', (self: Uri) => absolute(self).port === ''),
    property('bool IsFile {get;}', (self: Uri) => absolute(self).protocol === 'file:'),
    property('bool IsLoopback {get;}', (self: Uri) => /^(localhost|127\.|\[::1\]|$)/.test(absolute(self).hostname)),
    property('bool IsUnc {get;}', () => false),
    property('string LocalPath {get;}', (self: Uri) => decodeURIComponent(absolute(self).pathname)),
    property('string OriginalString {get;}', (self: Uri) => self.text),
    property('string PathAndQuery {get;}', (self: Uri) => absolute(self).pathname + absolute(self).search),
    property('int Port {get;}', (self: Uri) => portOf(absolute(self))),
    property('string Query {get;}', (self: Uri) => absolute(self).search),
    property('string Scheme {get;}', (self: Uri) => scheme(absolute(self))),
    property('string[] Segments {get;}', (self: Uri) =>
      arrayOf('System.String', absolute(self).pathname.match(/[^/]*\/|[^/]+/g) ?? []),
    ),
    property('string UserInfo {get;}', (self: Uri) =>
      [absolute(self).username, absolute(self).password].filter((part) => part !== '').join(':'),
    ),
    method('string ToString()', text),
    method('bool IsBaseOf(uri uri)', (self: Uri, other: Uri) =>
      absolute(other).href.startsWith(absolute(self).href.replace(/[^/]*$/, '')),
    ),
    method(
      'uri MakeRelativeUri(uri uri)',
      (self: Uri, other: Uri) => new Uri(absolute(other).href.replace(absolute(self).href.replace(/[^/]*$/, ''), '')),
    ),
    method('static string EscapeDataString(string stringToEscape)', (value: string) =>
      encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    ),
    method('static string UnescapeDataString(string stringToUnescape)', (value: string) =>
      value.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')),
    ),
    method('static string EscapeUriString(string stringToEscape)', (value: string) => encodeURI(value)),
    method(
      'static bool IsWellFormedUriString(string uriString, System.UriKind uriKind)',
      (value: string, kind: EnumValue) =>
        (kind.value === 2n ? !URL.canParse(value) : kind.value === 0n || URL.canParse(value)) && !/\s/.test(value),
    ),
    method(
      'static bool TryCreate(string uriString, System.UriKind uriKind, [ref] uri result)',
      (value: string | null, kind: EnumValue, result: PSReference) => {
        const isAbsolute = value !== null && parsed(new Uri(value)) !== undefined;
        const ok = value !== null && (kind.value === 0n || (kind.value === 1n) === isAbsolute);
        result.value = ok ? new Uri(value) : null;
        return ok;
      },
    ),
    method('static bool CheckSchemeName(string schemeName)', (value: string) => /^[a-z][a-z0-9+.-]*$/i.test(value)),
    method(
      'static bool op_Equality(uri uri1, uri uri2)',
      (a: Uri | null, b: Uri | null) =>
        a === b || (a !== null && b !== null && (parsed(a)?.href ?? a.text) === (parsed(b)?.href ?? b.text)),
    ),
  ],
});

/** System.Net.IPAddress. */
export class IPAddress {
  readonly text: string;
  constructor(address: string) {
    this.text =
      isIP(address) === 6 ? new URL(`http://[${address.replace(/%.*/, '')}]/`).hostname.slice(1, -1) : address;
  }
  get [netTypeName](): string {
    return 'System.Net.IPAddress';
  }
  get valueKey(): string {
    return `IPAddress ${this.text}`;
  }
  get isV6(): boolean {
    return this.text.includes(':');
  }
  toString(): string {
    return this.text;
  }
  bytes(): Uint8Array {
    if (!this.isV6) return Uint8Array.from(this.text.split('.'), Number);
    const [head, tail = ''] = this.text.split('::');
    const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
    const [a, b] = [groups(head!), groups(tail)];
    const words = [...a, ...Array.from({ length: 8 - a.length - b.length }, () => '0'), ...b];
    return Uint8Array.from(words.flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255]));
  }
}

function parseAddress(value: string | null): IPAddress {
  if (value === null) argumentNull('ipString');
  return tryAddress(value) ?? formatError('An invalid IP address was specified.');
}
function tryAddress(value: string): IPAddress | undefined {
  const plain = value.trim().replace(/^\[|\]$/g, '');
  if (isIP(plain)) return new IPAddress(plain);
  // Fewer parts and other radixes are allowed, as inet_aton has them.
  if (!/^(0x[0-9a-f]+|\d+)(\.(0x[0-9a-f]+|\d+)){0,3}$/i.test(plain)) return undefined;
  const host = URL.canParse(`http://${plain}/`) ? new URL(`http://${plain}/`).hostname : '';
  return isIP(host) === 4 ? new IPAddress(host) : undefined;
}
const loopback = (address: IPAddress): boolean =>
  address.isV6 ? address.text === '::1' : address.text.startsWith('127.');

const addressType = defineType<IPAddress>({
  name: 'System.Net.IPAddress',
  assembly: 'System.Net.Primitives',
  toText: (self) => self.text,
  members: [
    {
      kind: 'constructor',
      texts: ['ipaddress new(byte[] address)'],
      body: (bytes: Uint8Array) =>
        new IPAddress(
          bytes.length === 4
            ? bytes.join('.')
            : Array.from({ length: 8 }, (_, i) => ((bytes[i * 2]! << 8) | bytes[i * 2 + 1]!).toString(16)).join(':'),
        ),
    },
    {
      kind: 'constructor',
      texts: ['ipaddress new(long newAddress)'],
      body: (value: bigint) => new IPAddress([0n, 8n, 16n, 24n].map((shift) => (value >> shift) & 255n).join('.')),
    },
    property('System.Net.Sockets.AddressFamily AddressFamily {get;}', (self: IPAddress) => (self.isV6 ? 23 : 2)),
    property('long Address {get;}', (self: IPAddress) =>
      self.bytes().reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n),
    ),
    property('bool IsIPv6LinkLocal {get;}', (self: IPAddress) => /^fe[89ab]/i.test(self.text)),
    property('bool IsIPv4MappedToIPv6 {get;}', (self: IPAddress) => self.text.startsWith('::ffff:')),
    property('string IPAddressToString {get;}', (self: IPAddress) => self.text),
    property('static ipaddress Any {get;}', () => new IPAddress('0.0.0.0')),
    property('static ipaddress Loopback {get;}', () => new IPAddress('127.0.0.1')),
    property('static ipaddress Broadcast {get;}', () => new IPAddress('255.255.255.255')),
    property('static ipaddress None {get;}', () => new IPAddress('255.255.255.255')),
    property('static ipaddress IPv6Any {get;}', () => new IPAddress('::')),
    property('static ipaddress IPv6Loopback {get;}', () => new IPAddress('::1')),
    method('byte[] GetAddressBytes()', (self: IPAddress) => self.bytes()),
    method('string ToString()', (self: IPAddress) => self.text),
    method('static ipaddress Parse(string ipString)', parseAddress),
    method(
      'static bool TryParse(string ipString, [ref] ipaddress address)',
      (value: string | null, result: PSReference) => {
        const address = value === null ? undefined : tryAddress(value);
        result.value = address ?? null;
        return address !== undefined;
      },
    ),
    method('static bool IsLoopback(ipaddress address)', loopback),
  ],
});

export const uriTypes: readonly TypeDefinition[] = [uriType, addressType];
