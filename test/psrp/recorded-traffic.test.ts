// Every PSRP message of the recorded conversations with Windows decodes, and what was decoded says the same when it is encoded.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { clixmlCodec } from '../../src/psrp/clixml-codec.ts';
import { clientLimits, Defragmenter } from '../../src/psrp/defragmenter.ts';
import { decodeMessage, type Message } from '../../src/psrp/message.ts';
import type { MessageType } from '../../src/psrp/message-type.ts';
import { definitionOf } from '../../src/psrp/messages/index.ts';
import { decodePublicKey, encodePublicKey } from '../../src/psrp/session-key.ts';

const shared = process.env['PSREMOTING_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const folder = join(shared, 'windows-traffic');
const cipher = { encrypt: (text: string) => text, decrypt: (text: string) => text };
// What says where its command stands in the script is to say so again.
const codec = clixmlCodec({ serialize: { extendedRecords: true } });

/** Elements that carry fragments; the shell's own streams carry text, which is why only conversations of PSRP are read. */
const carriers =
  /<(?:\w+:)?(creationXml|connectXml|connectResponseXml|Arguments|Stream)\b([^>]*)>([A-Za-z0-9+/=\s]+)</g;

/** A received exception is a RemoteException and is sent on as one, so of errors only what they say can be compared. */
function comparable(content: unknown): unknown {
  if (content instanceof ErrorRecord) return [content.exception.message, content.fullyQualifiedErrorIdOverride];
  const error = (content as { error?: unknown } | null)?.error;
  return error === undefined ? content : { ...(content as object), error: comparable(error) };
}

/** The messages of a conversation in order; each destination and direction has its own fragments. */
function* messagesOf(text: string): Generator<Message> {
  const defragmenters = new Map<string, Defragmenter>();
  for (const [, element = '', attributes = '', base64 = ''] of text.matchAll(carriers)) {
    const command = /CommandId=\\?"([^"\\]+)/.exec(attributes)?.[1] ?? '';
    const name = /Name=\\?"(\w+)/.exec(attributes)?.[1] ?? element;
    // A command begins in its Arguments and goes on in its input: what the client sends is one flow.
    const key = name === 'stdout' || element === 'connectResponseXml' ? `server ${command}` : 'client';
    const defragmenter = defragmenters.get(key) ?? new Defragmenter(clientLimits);
    defragmenters.set(key, defragmenter);
    for (const bytes of defragmenter.push(Buffer.from(base64, 'base64'))) yield decodeMessage(bytes);
  }
}

test('recorded messages decode, and encode to what decodes to the same', (t) => {
  if (!existsSync(folder)) {
    t.skip(`the recorded conversations are missing: ${folder} (set PSREMOTING_SHARED)`);
    return;
  }
  const seen = new Map<MessageType, number>();
  for (const file of readdirSync(folder).filter((name) =>
    /^(psrp|client_(copy|fetch|execute_ps)).*\.yml$/.test(name),
  )) {
    for (const { type, payload } of messagesOf(readFileSync(join(folder, file), 'utf8'))) {
      const definition = definitionOf(type);
      // Encrypted text stays what it is: the session keys of the conversations are not known.
      const value = payload.length === 0 ? null : codec.deserialize(payload, cipher);
      const content = definition.decode(value);
      const encoded = definition.encode(content);
      if (encoded !== undefined && encoded !== null) {
        const again = definition.decode(codec.deserialize(codec.serialize(encoded, cipher), cipher));
        assert.deepEqual(comparable(again), comparable(content), `${file}: ${type}`);
      }
      seen.set(type, (seen.get(type) ?? 0) + 1);
    }
  }
  const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
  assert.ok(total > 350, `${total} messages`);
  for (const type of [
    'CONNECT_RUNSPACEPOOL',
    'RUNSPACEPOOL_INIT_DATA',
    'PIPELINE_HOST_CALL',
    'INFORMATION_RECORD',
  ] as const) {
    assert.ok(seen.has(type), type);
  }
});

test('a public key of Windows is a key of ours', () => {
  const modulus = Uint8Array.from({ length: 256 }, (_, i) => (i * 7 + 1) & 0xff);
  assert.deepEqual(decodePublicKey(encodePublicKey(modulus, 65537)), { modulus, exponent: 65537 });
  const good = Buffer.from(encodePublicKey(modulus, 65537), 'base64');
  for (const bad of [good.subarray(0, 100), Buffer.concat([good, good]), Buffer.from(good).fill(0, 8, 12)]) {
    assert.throws(() => decodePublicKey(bad.toString('base64')), { code: 'SessionKeyInvalid', origin: 'remote' });
  }
});
