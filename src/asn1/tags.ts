// The identifier octets of X.690 8.1.2 that this project's structures use; all tag numbers are below 31.

export const Tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  generalString: 0x1b,
  sequence: 0x30,
} as const;

/** `[number]` with an explicit (constructed) content. */
export const contextTag = (number: number): number => 0xa0 | number;

/** `[APPLICATION number]`, constructed. */
export const applicationTag = (number: number): number => 0x60 | number;
