// A codec for tests of the protocol alone: values stay objects, bytes are their number; SecureStrings go through the cipher.
import { NoteProperty, PSObject } from '../../src/psobject/ps-object.ts';
import { SecureString } from '../../src/psobject/values.ts';
import type { PayloadCodec, SecureStringCipher } from '../../src/psrp/payload.ts';

/** What a SecureString is while it travels. */
class Protected {
  readonly base64: string;
  constructor(base64: string) {
    this.base64 = base64;
  }
}

function mapSecrets(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== value || !(value instanceof PSObject)) return changed;
  for (const member of value.members.values()) {
    if (member instanceof NoteProperty) member.value = mapSecrets(member.value, change);
  }
  return value;
}

export function testCodec(): PayloadCodec {
  const values: unknown[] = [];
  return {
    serialize(value: unknown, cipher: SecureStringCipher): Uint8Array {
      values.push(
        mapSecrets(value, (item) =>
          item instanceof SecureString ? new Protected(cipher.encrypt(item.reveal())) : item,
        ),
      );
      return Buffer.from(`<value ${values.length - 1}>`);
    },
    deserialize(bytes: Uint8Array, cipher: SecureStringCipher): unknown {
      const match = /^<value (\d+)>$/.exec(Buffer.from(bytes).toString());
      if (match === null) throw new SyntaxError('Not a value of the test codec');
      return mapSecrets(values[Number(match[1])], (item) =>
        item instanceof Protected ? new SecureString(cipher.decrypt(item.base64)) : item,
      );
    },
  };
}
