// The NegotiateFlags of NTLM (MS-NLMP 2.2.2.5) that this project reads or sets.

export const NegotiateFlag = {
  unicode: 0x0000_0001,
  oem: 0x0000_0002,
  requestTarget: 0x0000_0004,
  sign: 0x0000_0010,
  seal: 0x0000_0020,
  ntlm: 0x0000_0200,
  anonymous: 0x0000_0800,
  alwaysSign: 0x0000_8000,
  targetTypeDomain: 0x0001_0000,
  targetTypeServer: 0x0002_0000,
  extendedSessionSecurity: 0x0008_0000,
  targetInfo: 0x0080_0000,
  version: 0x0200_0000,
  key128: 0x2000_0000,
  keyExchange: 0x4000_0000,
  key56: 0x8000_0000,
} as const;

/** Whether `flags` has every one of `wanted`. */
export const hasFlags = (flags: number, wanted: number): boolean => (flags & wanted) >>> 0 === wanted >>> 0;

/** Or-ed together, as an unsigned number: JavaScript's `|` would make the highest bit a sign. */
export const combineFlags = (...flags: number[]): number => flags.reduce((all, flag) => (all | flag) >>> 0, 0);

/** Whether a session key of its own is exchanged: only for a session that protects something (MS-NLMP 3.1.5.1.2). */
export const exchangesKey = (flags: number): boolean =>
  hasFlags(flags, NegotiateFlag.keyExchange) && (flags & (NegotiateFlag.sign | NegotiateFlag.seal)) !== 0;
