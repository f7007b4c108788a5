// What PSRP's session key needs of node:crypto (the interface is psrp's SessionKeyCrypto).
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

const zeroVector = new Uint8Array(16);
const pkcs1 = { padding: constants.RSA_PKCS1_PADDING };

export const sessionKeyCrypto = {
  generateKeyPair(): { modulus: Uint8Array; exponent: number; decrypt(data: Uint8Array): Uint8Array } {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
    return {
      modulus: Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url'),
      exponent: 0x10001,
      decrypt: (data) => privateDecrypt({ key: privateKey, ...pkcs1 }, data),
    };
  },
  encryptForPublicKey(modulus: Uint8Array, exponent: number, data: Uint8Array): Uint8Array {
    const e = Buffer.from(exponent.toString(16).padStart(6, '0'), 'hex').toString('base64url');
    const n = Buffer.from(modulus).toString('base64url');
    return publicEncrypt({ key: createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }), ...pkcs1 }, data);
  },
  aesEncrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
    const cipher = createCipheriv('aes-256-cbc', key, zeroVector);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  },
  aesDecrypt(key: Uint8Array, data: Uint8Array): Uint8Array {
    const decipher = createDecipheriv('aes-256-cbc', key, zeroVector);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
  randomBytes(length: number): Uint8Array {
    return randomBytes(length);
  },
};
