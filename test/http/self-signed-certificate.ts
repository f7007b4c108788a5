// Makes a throw-away certificate for one host name (RFC 5280), so that tests need no openssl.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { derElement, derObjectIdentifier, derOctetString, derSequence } from '../../src/asn1/der-writer.ts';
import { contextTag, Tag } from '../../src/asn1/tags.ts';

const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SET = 0x31;
const DNS_NAME = 0x82;
const ECDSA_SHA384 = '1.2.840.10045.4.3.3';

/** Certificate and key in PEM. Signed with SHA-384, so that a channel binding that assumes SHA-256 is noticed. */
export function selfSignedCertificate(host: string): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = derSequence(
    derElement(SET, derSequence(derObjectIdentifier('2.5.4.3'), derElement(UTF8_STRING, Buffer.from(host)))),
  );
  const algorithm = derSequence(derObjectIdentifier(ECDSA_SHA384));
  const time = (milliseconds: number) =>
    derElement(
      UTC_TIME,
      Buffer.from(
        `${new Date(milliseconds)
          .toISOString()
          .replaceAll(/[-:T]|\.\d+/g, '')
          .slice(2)}`,
      ),
    );
  const subjectAltName = derSequence(
    derObjectIdentifier('2.5.29.17'),
    derOctetString(derSequence(derElement(DNS_NAME, Buffer.from(host)))),
  );
  const day = 86_400_000;
  const body = derSequence(
    derElement(contextTag(0), derElement(Tag.integer, Buffer.from([2]))),
    derElement(Tag.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    derSequence(time(Date.now() - day), time(Date.now() + day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    derElement(contextTag(3), derSequence(subjectAltName)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha384', body, privateKey)]);
  const certificate = derSequence(body, algorithm, derElement(Tag.bitString, signature));
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
