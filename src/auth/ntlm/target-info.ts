// The AV_PAIR list of NTLM (MS-NLMP 2.2.2.1): what server and client say about themselves inside the proof.
import { AuthenticationError } from '../authentication-error.ts';

export const AvId = {
  endOfList: 0,
  netBiosComputerName: 1,
  netBiosDomainName: 2,
  dnsComputerName: 3,
  dnsDomainName: 4,
  flags: 6,
  timestamp: 7,
  targetName: 9,
  channelBindings: 10,
} as const;

/** The bit of AvId.flags that says: the AUTHENTICATE message has a MIC. */
export const AV_FLAG_MIC = 0x2;

/** Values by id, in the order of the wire; ids that this project does not know are kept. */
export type TargetInfo = Map<number, Buffer>;

export function encodeTargetInfo(pairs: TargetInfo): Buffer {
  const parts: Buffer[] = [];
  for (const [id, value] of [...pairs, [AvId.endOfList, Buffer.alloc(0)] as const]) {
    const header = Buffer.alloc(4);
    header.writeUInt16LE(id, 0);
    header.writeUInt16LE(value.length, 2);
    parts.push(header, value);
  }
  return Buffer.concat(parts);
}

/** Reads up to the end-of-list pair and ignores what follows it. */
export function decodeTargetInfo(bytes: Buffer): TargetInfo {
  const pairs: TargetInfo = new Map();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const id = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    if (id === AvId.endOfList) return pairs;
    at += 4;
    if (at + length > bytes.length) break;
    if (pairs.has(id)) throw new AuthenticationError('InvalidToken', `NTLM target information has pair ${id} twice`);
    pairs.set(id, bytes.subarray(at, at + length));
    at += length;
  }
  throw new AuthenticationError('InvalidToken', 'NTLM target information does not end');
}

/** The bits of AvId.flags, 0 when the pair is absent. */
export function avFlags(pairs: TargetInfo): number {
  const value = pairs.get(AvId.flags);
  return value?.length === 4 ? value.readUInt32LE(0) : 0;
}

export function avFlagsValue(flags: number): Buffer {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(flags);
  return value;
}

/** Milliseconds since 1970 as a FILETIME: 100 ns steps since 1601. */
export function fileTime(milliseconds: number): Buffer {
  const value = Buffer.alloc(8);
  value.writeBigUInt64LE((BigInt(Math.trunc(milliseconds)) + 11_644_473_600_000n) * 10_000n);
  return value;
}
