// The XML namespaces of WS-Management and the prefixes that Windows writes for them; prefixes are ours alone to choose, but
// some clients in the wild match them as text.

/** Prefix -> namespace, for everything that this layer writes. */
export const NAMESPACES = {
  s: 'http://www.w3.org/2003/05/soap-envelope',
  a: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  x: 'http://schemas.xmlsoap.org/ws/2004/09/transfer',
  e: 'http://schemas.xmlsoap.org/ws/2004/08/eventing',
  n: 'http://schemas.xmlsoap.org/ws/2004/09/enumeration',
  w: 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd',
  p: 'http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd',
  f: 'http://schemas.microsoft.com/wbem/wsman/1/wsmanfault',
  rsp: 'http://schemas.microsoft.com/wbem/wsman/1/windows/shell',
  wsmid: 'http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd',
} as const;

export type Prefix = keyof typeof NAMESPACES;

/** The namespace of `creationXml`, `connectXml` and `connectResponseXml` (MS-PSRP 3.1.5.3.1). */
export const POWERSHELL_NAMESPACE = 'http://schemas.microsoft.com/powershell';

/** WS-Addressing's anonymous endpoint: the answer goes back on the same connection. */
export const ANONYMOUS_ADDRESS = 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous';

/** Every session configuration's resource URI starts with this (MS-PSRP 2.2.3 and 3.1.5.3.1). */
export const POWERSHELL_RESOURCE_PREFIX = 'http://schemas.microsoft.com/powershell/';
