// What compiled code works on: one frame for each running script block.
import type { ScriptExtent } from '../../language/extent.ts';
import type { Runspace } from '../runspace.ts';
import type { Scope } from '../scope.ts';
import type { BlockCode } from '../script-block.ts';
import type { SessionState } from '../session-state.ts';
import type { Output, Streams } from '../streams.ts';

/** How a statement ended. */
export type Flow = 0 | 1 | 2 | 3;
export const flow = { next: 0, break: 1, continue: 2, return: 3 } as const;

/** A compiled expression: gives its value. */
export type Expr = (f: Frame) => unknown;
/** A compiled statement: writes to the frame's output and tells how it ended. */
export type Exec = (f: Frame) => Flow;

export class Frame {
  readonly runspace: Runspace;
  readonly session: SessionState;
  readonly code: BlockCode | undefined;
  scope: Scope;
  /** Where values of statements go; swapped while something is captured. */
  out: Output;
  /** The other streams of the command that this block is. */
  streams: Streams;
  /** The name of the running function, for stack traces. */
  name = '<ScriptBlock>';
  /** The statement that runs, for the positions of errors. */
  at: ScriptExtent;
  /** The label that a break or continue names. */
  label: string | undefined = undefined;
  /** How a loop ended when it left its statement. */
  pending: Flow = 0;

  constructor(
    runspace: Runspace,
    session: SessionState,
    code: BlockCode | undefined,
    scope: Scope,
    streams: Streams,
    at: ScriptExtent,
  ) {
    this.runspace = runspace;
    this.session = session;
    this.code = code;
    this.scope = scope;
    this.streams = streams;
    this.out = streams.output;
    this.at = at;
  }
}
