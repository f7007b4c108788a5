// The life of a shell and of a command, for both roles, as tables (MS-WSMV 3.1.1, 3.2.1; MS-PSRP 3.1.5.3).
//
// A cell is the next state, `ignore`, or the fault that a request gets which comes at the wrong time. Nothing else assigns a
// state of these automata.

import { FaultError } from './fault.ts';
import type { FaultName } from './faults.ts';
import { WsmanError } from './wsman-error.ts';

export type ShellState = 'opening' | 'connected' | 'disconnected' | 'closing' | 'closed';
export type ShellEvent = 'opened' | 'use' | 'disconnect' | 'connect' | 'close' | 'gone';
export type CommandState = 'starting' | 'running' | 'stopping' | 'done' | 'closed';
export type CommandEvent = 'started' | 'use' | 'stop' | 'finish' | 'release';

type Cell<State> = State | 'ignore' | { readonly fault: FaultName };
type Table<State extends string, Event extends string> = {
  readonly [S in State]: { readonly [E in Event]: Cell<State> };
};

const gone = { fault: 'unexpectedSelectors' } as const;
const early = { fault: 'concurrency' } as const;

/** `use` is every operation that needs a connected shell: Command, Send, Receive, Signal. */
export const SHELL_STATES: Table<ShellState, ShellEvent> = {
  opening: { opened: 'connected', use: early, disconnect: early, connect: early, close: 'closing', gone: 'closed' },
  connected: {
    opened: 'ignore',
    use: 'connected',
    disconnect: 'disconnected',
    connect: 'connected',
    close: 'closing',
    gone: 'closed',
  },
  disconnected: {
    opened: 'ignore',
    use: early,
    disconnect: 'disconnected',
    connect: 'connected',
    close: 'closing',
    gone: 'closed',
  },
  closing: { opened: 'ignore', use: gone, disconnect: gone, connect: gone, close: 'ignore', gone: 'closed' },
  closed: { opened: 'ignore', use: gone, disconnect: gone, connect: gone, close: 'ignore', gone: 'ignore' },
};

/** `finish` is the engine's end of a pipeline; `release` the client's. Input that crosses the end is ignored, as in PSRP. */
export const COMMAND_STATES: Table<CommandState, CommandEvent> = {
  starting: { started: 'running', use: 'starting', stop: 'stopping', finish: 'done', release: 'closed' },
  running: { started: 'ignore', use: 'running', stop: 'stopping', finish: 'done', release: 'closed' },
  stopping: { started: 'ignore', use: 'stopping', stop: 'ignore', finish: 'done', release: 'closed' },
  done: { started: 'ignore', use: 'ignore', stop: 'ignore', finish: 'ignore', release: 'closed' },
  closed: { started: 'ignore', use: gone, stop: 'ignore', finish: 'ignore', release: 'ignore' },
};

/** A state that moves by a table only. */
export class Lifecycle<State extends string, Event extends string> {
  readonly #table: Table<State, Event>;
  #state: State;

  constructor(table: Table<State, Event>, initial: State) {
    this.#table = table;
    this.#state = initial;
  }

  get state(): State {
    return this.#state;
  }

  /** Applies an event; false when the table says to ignore it. Throws FaultError when it says so. */
  apply(event: Event): boolean {
    const cell = this.#table[this.#state][event];
    if (cell === 'ignore') return false;
    if (typeof cell === 'object') throw new FaultError(cell.fault);
    this.#state = cell as State;
    return true;
  }

  /** As `apply`, for the side that asks: what would be a fault is a local error. */
  applyLocally(event: Event): boolean {
    const cell = this.#table[this.#state][event];
    if (typeof cell === 'object') {
      throw new WsmanError('WsmanWrongState', `The shell or command is ${this.#state}; it cannot '${event}' now.`);
    }
    return this.apply(event);
  }
}
