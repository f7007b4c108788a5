// Protocol versions and their negotiation (MS-PSRP 2.2.2.1, 3.1.5.4.1, 3.2.5.4.1; 2.4 as PowerShell 7.6 announces it).
import { peerFault } from './psrp-error.ts';

export type ProtocolVersion = '2.1' | '2.2' | '2.3' | '2.4';

/** What this side announces unless told otherwise. */
export const currentProtocolVersion: ProtocolVersion = '2.4';
export const serializationVersion = '1.1.0.1';
/** PSVersion in SESSION_CAPABILITY: 2.0 whoever speaks. PowerShell's client refuses a server that says another. */
export const announcedPSVersion = '2.0';

function parts(version: string): [major: number, minor: number] {
  const [major = Number.NaN, minor = Number.NaN] = version.split('.').map(Number);
  return [major, minor];
}

/** True when `version` is `least` or later. */
export function isAtLeast(version: string, least: ProtocolVersion): boolean {
  const [major, minor] = parts(version);
  const [leastMajor, leastMinor] = parts(least);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/**
 * The version that both sides speak: the lower one. A peer of another major version, or older than 2.1, cannot be talked to
 * (version 2.0 was a beta's and 2.1's negotiation accepts it; nothing else of it is known to be in use).
 */
export function negotiateVersion(own: ProtocolVersion, peer: string): ProtocolVersion {
  const [major, minor] = parts(peer);
  if (major !== 2 || !(minor >= 1)) {
    throw peerFault('VersionMismatch', `The peer speaks protocol version ${peer}; 2.1 to ${own} are understood.`);
  }
  return isAtLeast(peer, own) ? own : (`2.${minor}` as ProtocolVersion);
}

/** Between two sides of 2.4 there is no session key: SecureStrings rely on the transport (facts of PowerShell 7.4 and later). */
export function usesSessionKey(version: ProtocolVersion): boolean {
  return !isAtLeast(version, '2.4');
}
