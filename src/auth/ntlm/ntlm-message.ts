// The three NTLM messages (MS-NLMP 2.2.1), encoded and decoded.
import { AuthenticationError } from '../authentication-error.ts';
import { hasFlags, NegotiateFlag } from './negotiate-flags.ts';

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1');

/** Whether these bytes are an NTLM message, as opposed to a SPNEGO one. */
export const isNtlmMessage = (token: Uint8Array): boolean => SIGNATURE.equals(token.subarray(0, SIGNATURE.length));

/** A generous bound: real messages are under 2 KiB, with the longest names under 8. */
const MAX_MESSAGE_SIZE = 0x1_0000;

/** MIC of an AUTHENTICATE message: where it is, and how long. It stands after the Version field, which is then always there. */
export const MIC_OFFSET = 72;
export const MIC_SIZE = 16;

/**
 * Version 10.0 build 17763, NTLMSSP_REVISION_W2K3 (MS-NLMP 2.2.2.10). Peers that read it look at the revision only.
 */
const VERSION = Buffer.from([10, 0, 0x63, 0x45, 0, 0, 0, 15]);

export interface NegotiateMessage {
  readonly flags: number;
}

export interface ChallengeMessage {
  readonly flags: number;
  readonly targetName: string;
  readonly serverChallenge: Buffer;
  /** Encoded; empty when the server sent none. */
  readonly targetInfo: Buffer;
}

export interface AuthenticateMessage {
  readonly flags: number;
  readonly domain: string;
  readonly userName: string;
  readonly workstation: string;
  readonly lmResponse: Buffer;
  readonly ntResponse: Buffer;
  readonly encryptedSessionKey: Buffer;
  /** Undefined when the payload leaves no room for one. */
  readonly mic: Buffer | undefined;
}

export function encodeNegotiate({ flags }: NegotiateMessage): Buffer {
  const fixed = header(1, 40);
  fixed.writeUInt32LE(flags, 12);
  writeField(fixed, 16, 0, 40);
  writeField(fixed, 24, 0, 40);
  if (hasFlags(flags, NegotiateFlag.version)) VERSION.copy(fixed, 32);
  return fixed;
}

/** Only the flags matter; domain and workstation are hints that NTLMv2 does not use, and short messages leave them out. */
export function decodeNegotiate(message: Buffer): NegotiateMessage {
  expectMessage(message, 1, 16);
  return { flags: message.readUInt32LE(12) };
}

export function encodeChallenge({ flags, targetName, serverChallenge, targetInfo }: ChallengeMessage): Buffer {
  const name = encodeText(targetName, flags);
  const fixed = header(2, 56);
  writeField(fixed, 12, name.length, 56);
  fixed.writeUInt32LE(flags, 20);
  serverChallenge.copy(fixed, 24);
  writeField(fixed, 40, targetInfo.length, 56 + name.length);
  if (hasFlags(flags, NegotiateFlag.version)) VERSION.copy(fixed, 48);
  return Buffer.concat([fixed, name, targetInfo]);
}

export function decodeChallenge(message: Buffer): ChallengeMessage {
  expectMessage(message, 2, 32);
  const flags = message.readUInt32LE(20);
  const hasTargetInfo = hasFlags(flags, NegotiateFlag.targetInfo) && message.length >= 48;
  return {
    flags,
    targetName: decodeText(readField(message, 12), flags),
    serverChallenge: message.subarray(24, 32),
    targetInfo: hasTargetInfo ? readField(message, 40) : Buffer.alloc(0),
  };
}

/** Leaves the MIC zero: it covers the finished bytes, so the caller writes it at MIC_OFFSET. */
export function encodeAuthenticate(message: Omit<AuthenticateMessage, 'mic'>): Buffer {
  const fixed = header(3, MIC_OFFSET + MIC_SIZE);
  const payload: Buffer[] = [];
  let at = fixed.length;
  const place = (field: number, value: Buffer) => {
    writeField(fixed, field, value.length, at);
    payload.push(value);
    at += value.length;
  };
  // This order is Windows's; the fields may stand anywhere.
  place(28, encodeText(message.domain, message.flags));
  place(36, encodeText(message.userName, message.flags));
  place(44, encodeText(message.workstation, message.flags));
  place(12, message.lmResponse);
  place(20, message.ntResponse);
  place(52, message.encryptedSessionKey);
  fixed.writeUInt32LE(message.flags, 60);
  if (hasFlags(message.flags, NegotiateFlag.version)) VERSION.copy(fixed, 64);
  return Buffer.concat([fixed, ...payload]);
}

export function decodeAuthenticate(message: Buffer): AuthenticateMessage {
  expectMessage(message, 3, 64);
  const flags = message.readUInt32LE(60);
  const fields = [12, 20, 28, 36, 44, 52];
  const payloadStart = Math.min(
    ...fields.filter((at) => message.readUInt16LE(at) > 0).map((at) => message.readUInt32LE(at + 4)),
  );
  const hasMic = payloadStart >= MIC_OFFSET + MIC_SIZE && message.length >= MIC_OFFSET + MIC_SIZE;
  return {
    flags,
    lmResponse: readField(message, 12),
    ntResponse: readField(message, 20),
    domain: decodeText(readField(message, 28), flags),
    userName: decodeText(readField(message, 36), flags),
    workstation: decodeText(readField(message, 44), flags),
    encryptedSessionKey: readField(message, 52),
    mic: hasMic ? message.subarray(MIC_OFFSET, MIC_OFFSET + MIC_SIZE) : undefined,
  };
}

function header(type: number, size: number): Buffer {
  const fixed = Buffer.alloc(size);
  SIGNATURE.copy(fixed);
  fixed.writeUInt32LE(type, 8);
  return fixed;
}

function expectMessage(message: Buffer, type: number, minimum: number): void {
  if (!isNtlmMessage(message)) throw new AuthenticationError('InvalidToken', 'the token is no NTLM message');
  if (message.length < minimum || message.length > MAX_MESSAGE_SIZE) {
    throw new AuthenticationError('InvalidToken', `an NTLM message of ${message.length} bytes`);
  }
  const found = message.readUInt32LE(8);
  if (found !== type) {
    throw new AuthenticationError('InvalidToken', `expected NTLM message ${type}, received ${found}`);
  }
}

function writeField(fixed: Buffer, at: number, length: number, offset: number): void {
  fixed.writeUInt16LE(length, at);
  fixed.writeUInt16LE(length, at + 2);
  fixed.writeUInt32LE(offset, at + 4);
}

/** The offset of an empty field means nothing: some clients leave garbage there. */
function readField(message: Buffer, at: number): Buffer {
  const length = message.readUInt16LE(at);
  if (length === 0) return Buffer.alloc(0);
  const offset = message.readUInt32LE(at + 4);
  if (offset < 32 || offset + length > message.length) {
    throw new AuthenticationError('InvalidToken', 'an NTLM field lies outside its message');
  }
  return message.subarray(offset, offset + length);
}

/** OEM text is read as Latin-1: its code page is not on the wire, and names beyond ASCII need a Unicode client. */
const encoding = (flags: number): BufferEncoding => (hasFlags(flags, NegotiateFlag.unicode) ? 'utf16le' : 'latin1');

const encodeText = (text: string, flags: number): Buffer => Buffer.from(text, encoding(flags));

const decodeText = (bytes: Buffer, flags: number): string => bytes.toString(encoding(flags));
