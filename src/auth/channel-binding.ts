// The channel binding tls-server-end-point (RFC 5929 4.1): a hash of the server's certificate, with the certificate's own hash.
import { createHash } from 'node:crypto';
import { DerReader } from '../asn1/der-reader.ts';
import { contextTag, Tag } from '../asn1/tags.ts';

/** Hash by signature algorithm. MD5 and SHA-1 are replaced by SHA-256, which also stands for what is not in the table. */
const HASHES = new Map([
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** RSASSA-PSS names its hash in its parameters (RFC 4055 3.1). */
const RSASSA_PSS = '1.2.840.113549.1.1.10';

/** The application data of the binding, from the certificate in DER. Throws DerError when it is none. */
export function tlsServerEndPoint(certificate: Buffer): Buffer {
  const hash = createHash(HASHES.get(signatureAlgorithm(certificate)) ?? 'sha256').update(certificate);
  return Buffer.concat([Buffer.from('tls-server-end-point:', 'latin1'), hash.digest()]);
}

function signatureAlgorithm(certificate: Buffer): string {
  const fields = new DerReader(certificate).enter(Tag.sequence);
  fields.skip();
  const algorithm = fields.enter(Tag.sequence);
  const oid = algorithm.readObjectIdentifier();
  if (oid !== RSASSA_PSS) return oid;
  return (
    algorithm.enterOptional(Tag.sequence)?.enterOptional(contextTag(0))?.enter(Tag.sequence).readObjectIdentifier() ??
    oid
  );
}
