// How fast NTLM seals and opens messages of the size that WSMan sends.
import { randomBytes } from 'node:crypto';
import { combineFlags, NegotiateFlag } from '../src/auth/ntlm/negotiate-flags.ts';
import { NtlmProtection } from '../src/auth/ntlm/ntlm-protection.ts';

const MESSAGE_SIZE = 64 * 1024;
const ROUNDS = 2_000;

export const name = 'ntlm-seal';

export async function run(): Promise<{ label: string; value: number; unit: string; goal?: number }[]> {
  const flags = combineFlags(NegotiateFlag.seal, NegotiateFlag.keyExchange);
  const key = randomBytes(16);
  const client = new NtlmProtection(key, flags, 'client');
  const server = new NtlmProtection(key, flags, 'server');
  const message = randomBytes(MESSAGE_SIZE);
  const megabytes = (ROUNDS * MESSAGE_SIZE) / 1e6;
  let sealing = 0;
  let opening = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const { header, sealed } = client.wrap(message);
    const middle = performance.now();
    server.unwrap(header, sealed);
    sealing += middle - start;
    opening += performance.now() - middle;
  }
  return [
    { label: `seal ${MESSAGE_SIZE / 1024} KiB messages`, value: megabytes / (sealing / 1000), unit: 'MB/s', goal: 150 },
    { label: `open ${MESSAGE_SIZE / 1024} KiB messages`, value: megabytes / (opening / 1000), unit: 'MB/s' },
  ];
}
