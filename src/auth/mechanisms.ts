// The table of authentication mechanisms, by the name that PowerShell's -Authentication and WSMan:\localhost\*\Auth use.
import { basicMechanism } from './basic/basic.ts';
import type { Mechanism } from './mechanism.ts';
import { ntlmMechanism } from './ntlm/ntlm.ts';
import { negotiateMechanism } from './spnego/negotiate.ts';

export const mechanisms = {
  Negotiate: negotiateMechanism,
  NTLM: ntlmMechanism,
  Basic: basicMechanism,
} as const satisfies Record<string, Mechanism>;

export type MechanismName = keyof typeof mechanisms;
