// What an operation of the shell protocol is: two actions and four conversions between bodies and values.

import type { XmlElement } from '../../xml/index.ts';
import { FaultError } from '../fault.ts';
import type { Markup } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';

/** The content of an s:Body. */
export type Body = readonly XmlElement[];

/** Both roles of one operation. Decoders throw FaultError or XmlError for a body that is not theirs. */
export interface Operation<Request, Response> {
  readonly action: string;
  readonly responseAction: string;
  encodeRequest(request: Request): Markup;
  decodeRequest(body: Body): Request;
  encodeResponse(response: Response): Markup;
  decodeResponse(body: Body): Response;
}

const TRANSFER = NAMESPACES.x;
const SHELL = NAMESPACES.rsp;

/** The action URIs of an operation of WS-Transfer. */
export const transferActions = (name: string) =>
  ({ action: `${TRANSFER}/${name}`, responseAction: `${TRANSFER}/${name}Response` }) as const;

/** The action URIs of an operation of MS-WSMV's shells. */
export const shellActions = (name: string) =>
  ({ action: `${SHELL}/${name}`, responseAction: `${SHELL}/${name}Response` }) as const;

/** The element of the shell namespace that a body must start with. */
export function requireShellElement(body: Body, name: string): XmlElement {
  const found = body.find((candidate) => candidate.is(NAMESPACES.rsp, name));
  if (found === undefined) throw new FaultError('invalidBody');
  return found;
}

/** Leaves out what is undefined, so that a decoded value equals the one that was encoded. */
export function compact<T extends object>(value: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
