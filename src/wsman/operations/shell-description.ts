// rsp:Shell as a service describes it: in the answer to Create, and in Get and Enumerate (MS-WSMV 2.2.4.36).

import type { XmlElement } from '../../xml/index.ts';
import { formatDuration, formatElapsed, parseDuration } from '../duration.ts';
import { element, type Markup, optionalElement } from '../markup.ts';
import { NAMESPACES } from '../namespaces.ts';

/** What a service says of a shell. Times are milliseconds; the rest are the texts of the specification. */
export interface ShellDescription {
  readonly shellId: string;
  readonly name?: string;
  readonly resourceUri?: string;
  readonly owner?: string;
  readonly clientIp?: string;
  readonly processId?: string;
  readonly workingDirectory?: string;
  readonly idleTimeout?: number;
  readonly inputStreams?: string;
  readonly outputStreams?: string;
  readonly maxIdleTimeout?: number;
  readonly locale?: string;
  readonly dataLocale?: string;
  readonly compressionMode?: string;
  readonly profileLoaded?: string;
  readonly encoding?: string;
  readonly bufferMode?: string;
  readonly state?: string;
  readonly shellRunTime?: number;
  readonly shellInactivity?: number;
  readonly memoryUsed?: string;
  readonly childProcesses?: string;
}

type Kind = 'text' | 'duration' | 'elapsed';

/** Member -> element and form, in the order in which Windows writes them. */
const MEMBERS: { readonly [Member in keyof Required<ShellDescription>]: readonly [element: string, kind: Kind] } = {
  shellId: ['ShellId', 'text'],
  name: ['Name', 'text'],
  resourceUri: ['ResourceUri', 'text'],
  owner: ['Owner', 'text'],
  clientIp: ['ClientIP', 'text'],
  processId: ['ProcessId', 'text'],
  workingDirectory: ['WorkingDirectory', 'text'],
  idleTimeout: ['IdleTimeOut', 'duration'],
  inputStreams: ['InputStreams', 'text'],
  outputStreams: ['OutputStreams', 'text'],
  maxIdleTimeout: ['MaxIdleTimeOut', 'duration'],
  locale: ['Locale', 'text'],
  dataLocale: ['DataLocale', 'text'],
  compressionMode: ['CompressionMode', 'text'],
  profileLoaded: ['ProfileLoaded', 'text'],
  encoding: ['Encoding', 'text'],
  bufferMode: ['BufferMode', 'text'],
  state: ['State', 'text'],
  shellRunTime: ['ShellRunTime', 'elapsed'],
  shellInactivity: ['ShellInactivity', 'elapsed'],
  memoryUsed: ['MemoryUsed', 'text'],
  childProcesses: ['ChildProcesses', 'text'],
};

const WRITE: { readonly [K in Kind]: (value: never) => string } = {
  text: (value: string) => value,
  duration: (value: number) => formatDuration(value),
  elapsed: (value: number) => formatElapsed(value),
};

export function encodeShellDescription(shell: ShellDescription): Markup {
  const members = Object.entries(MEMBERS).map(([member, [name, kind]]) => {
    const value = shell[member as keyof ShellDescription];
    return optionalElement(`rsp:${name}`, value === undefined ? undefined : WRITE[kind](value as never));
  });
  return element('rsp:Shell', members.join(''), [['xmlns:rsp', NAMESPACES.rsp]]);
}

export function decodeShellDescription(shell: XmlElement): ShellDescription {
  const members = new Map<string, string | number>();
  for (const [member, [name, kind]] of Object.entries(MEMBERS)) {
    const text = shell.child(NAMESPACES.rsp, name)?.text;
    const value = text === undefined || kind === 'text' ? text : parseDuration(text);
    if (value !== undefined) members.set(member, value);
  }
  return { shellId: '', ...Object.fromEntries(members) };
}
