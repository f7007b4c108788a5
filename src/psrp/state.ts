// The lifecycles of runspace pool and pipeline, for both roles, as tables (MS-PSRP 3.1.1.2.2, 3.1.1.3.2, 3.2.1.2.2, 3.2.1.3.2).
//
// A cell is the next state (its own state where nothing changes) or 'ignore'; a missing cell is a fault. Events in capitals are
// messages that arrived, under their type's name; RUNSPACEPOOL_STATE and PIPELINE_STATE are one event for each state they carry.
// The others are requests of this side and news of the channel. Nothing outside this file assigns a lifecycle state.
import { PsrpError, type PsrpErrorCode, peerFault } from './psrp-error.ts';

type Row<S extends string, E extends string> = { readonly [K in E]?: S | 'ignore' };
/** One automaton: for each state, what each event does. */
export type Automaton<S extends string, E extends string> = { readonly [K in S]: Row<S, E> };

/** The same cell for several events. */
function each<E extends string, C extends string>(events: readonly E[], cell: C): { readonly [K in E]: C } {
  return Object.fromEntries(events.map((event) => [event, cell])) as { readonly [K in E]: C };
}

// ---------------------------------------------------------------------------------------------------------- runspace pool, client

export type PoolClientState =
  | 'beforeOpen'
  /** SESSION_CAPABILITY and INIT_RUNSPACEPOOL are sent (NegotiationSent). */
  | 'negotiating'
  /** The server's SESSION_CAPABILITY came (NegotiationSucceeded). */
  | 'opening'
  /** SESSION_CAPABILITY and CONNECT_RUNSPACEPOOL are sent. */
  | 'connecting'
  | 'opened'
  | 'disconnected'
  | 'closing'
  | 'closed'
  | 'broken';

const poolClientRequests = ['createPipeline', 'request'] as const;
const poolClientNews = [
  'USER_EVENT',
  'RUNSPACEPOOL_HOST_CALL',
  'APPLICATION_PRIVATE_DATA',
  'PUBLIC_KEY_REQUEST',
] as const;
const poolClientAnswers = ['ENCRYPTED_SESSION_KEY', 'RUNSPACE_AVAILABILITY'] as const;
const poolStates = ['STATE_PROGRESS', 'STATE_OPENED', 'STATE_CLOSED', 'STATE_BROKEN'] as const;
const poolClientMessages = [
  'SESSION_CAPABILITY',
  'RUNSPACEPOOL_INIT_DATA',
  ...poolClientNews,
  ...poolClientAnswers,
  ...poolStates,
] as const;

export type PoolClientEvent =
  | 'open'
  | 'connect'
  | 'disconnect'
  | 'reconnect'
  | 'close'
  /** The channel ended as it was asked to. */
  | 'channelClosed'
  /** The channel broke, or the peer broke the protocol. */
  | 'fault'
  | (typeof poolClientRequests)[number]
  | (typeof poolClientMessages)[number];

export const poolClient: Automaton<PoolClientState, PoolClientEvent> = {
  beforeOpen: { open: 'negotiating', connect: 'connecting', close: 'closed', channelClosed: 'closed', fault: 'broken' },
  negotiating: {
    SESSION_CAPABILITY: 'opening',
    STATE_BROKEN: 'broken',
    STATE_CLOSED: 'broken',
    close: 'closing',
    channelClosed: 'broken',
    fault: 'broken',
  },
  opening: {
    ...each(poolClientNews, 'opening'),
    ENCRYPTED_SESSION_KEY: 'opening',
    STATE_PROGRESS: 'opening',
    STATE_OPENED: 'opened',
    STATE_BROKEN: 'broken',
    STATE_CLOSED: 'broken',
    request: 'opening',
    close: 'closing',
    channelClosed: 'broken',
    fault: 'broken',
  },
  connecting: {
    ...each(poolClientNews, 'connecting'),
    SESSION_CAPABILITY: 'connecting',
    STATE_PROGRESS: 'connecting',
    RUNSPACEPOOL_INIT_DATA: 'opened',
    STATE_OPENED: 'opened',
    STATE_BROKEN: 'broken',
    STATE_CLOSED: 'broken',
    close: 'closing',
    channelClosed: 'broken',
    fault: 'broken',
  },
  opened: {
    ...each(poolClientNews, 'opened'),
    ...each(poolClientAnswers, 'opened'),
    ...each(poolClientRequests, 'opened'),
    // A server that connects a client again may repeat what the client knows.
    RUNSPACEPOOL_INIT_DATA: 'ignore',
    STATE_PROGRESS: 'ignore',
    STATE_OPENED: 'ignore',
    STATE_CLOSED: 'closed',
    STATE_BROKEN: 'broken',
    disconnect: 'disconnected',
    close: 'closing',
    channelClosed: 'closed',
    fault: 'broken',
  },
  disconnected: {
    ...each(poolClientMessages, 'ignore'),
    reconnect: 'opened',
    close: 'closing',
    channelClosed: 'closed',
    fault: 'broken',
  },
  closing: {
    ...each(poolClientMessages, 'ignore'),
    close: 'ignore',
    channelClosed: 'closed',
    // Whoever wanted the pool gone has what he wanted.
    fault: 'closed',
  },
  closed: { ...each(poolClientMessages, 'ignore'), ...each(['close', 'channelClosed', 'fault'], 'ignore') },
  broken: { ...each(poolClientMessages, 'ignore'), ...each(['close', 'channelClosed', 'fault'], 'ignore') },
};

// ---------------------------------------------------------------------------------------------------------- runspace pool, server

export type PoolServerState =
  | 'beforeOpen'
  /** Capabilities are exchanged; INIT_RUNSPACEPOOL is to come. */
  | 'negotiated'
  /** The engine prepares the pool. */
  | 'opening'
  | 'opened'
  | 'disconnected'
  /** A client's SESSION_CAPABILITY came again; CONNECT_RUNSPACEPOOL is to come. */
  | 'connecting'
  | 'closed'
  | 'broken';

const poolServerRequests = [
  'SET_MAX_RUNSPACES',
  'SET_MIN_RUNSPACES',
  'GET_AVAILABLE_RUNSPACES',
  'RESET_RUNSPACE_STATE',
  'CREATE_PIPELINE',
  'GET_COMMAND_METADATA',
] as const;
const poolServerAnswers = ['RUNSPACEPOOL_HOST_RESPONSE', 'PUBLIC_KEY'] as const;
const poolServerMessages = [
  'SESSION_CAPABILITY',
  'INIT_RUNSPACEPOOL',
  'CONNECT_RUNSPACEPOOL',
  ...poolServerRequests,
  ...poolServerAnswers,
] as const;

export type PoolServerEvent =
  /** The engine is ready. */
  | 'opened'
  /** The engine cannot serve this pool, or broke. */
  | 'broken'
  | 'disconnect'
  | 'reconnect'
  | 'close'
  /** The engine sends something of its own: a host call, an event, an answer. */
  | 'send'
  | (typeof poolServerMessages)[number];

const poolServerEnds = { broken: 'broken', close: 'closed' } as const;

export const poolServer: Automaton<PoolServerState, PoolServerEvent> = {
  beforeOpen: { SESSION_CAPABILITY: 'negotiated', ...poolServerEnds },
  negotiated: { INIT_RUNSPACEPOOL: 'opening', ...poolServerEnds },
  opening: { ...each(poolServerAnswers, 'opening'), opened: 'opened', send: 'opening', ...poolServerEnds },
  opened: {
    ...each(poolServerRequests, 'opened'),
    ...each(poolServerAnswers, 'opened'),
    send: 'opened',
    disconnect: 'disconnected',
    ...poolServerEnds,
  },
  // Running pipelines go on while nobody listens; whoever keeps their output takes it from here.
  disconnected: {
    SESSION_CAPABILITY: 'connecting',
    send: 'disconnected',
    reconnect: 'opened',
    disconnect: 'ignore',
    ...poolServerEnds,
  },
  connecting: { CONNECT_RUNSPACEPOOL: 'opened', send: 'connecting', disconnect: 'disconnected', ...poolServerEnds },
  closed: { ...each(poolServerMessages, 'ignore'), ...each(['close', 'broken', 'disconnect', 'opened'], 'ignore') },
  broken: {
    ...each(poolServerMessages, 'ignore'),
    ...each(['broken', 'disconnect', 'opened'], 'ignore'),
    close: 'closed',
  },
};

// --------------------------------------------------------------------------------------------------------------- pipeline, client

export type PipelineClientState =
  | 'notStarted'
  | 'running'
  | 'stopping'
  | 'disconnected'
  | 'stopped'
  | 'completed'
  | 'failed';

const records = [
  'PIPELINE_OUTPUT',
  'ERROR_RECORD',
  'DEBUG_RECORD',
  'VERBOSE_RECORD',
  'WARNING_RECORD',
  'PROGRESS_RECORD',
  'INFORMATION_RECORD',
] as const;
const finalStates = ['STATE_STOPPED', 'STATE_COMPLETED', 'STATE_FAILED'] as const;
const pipelineClientMessages = [
  ...records,
  'PIPELINE_HOST_CALL',
  'STATE_NOTSTARTED',
  'STATE_RUNNING',
  'STATE_STOPPING',
  'STATE_DISCONNECTED',
  ...finalStates,
] as const;

export type PipelineClientEvent =
  | 'invoke'
  /** Takes up a pipeline that runs already. */
  | 'connect'
  | 'send'
  | 'stop'
  | 'disconnect'
  | 'reconnect'
  /** The peer's end of the pipeline is gone. */
  | 'channelClosed'
  /** The pool broke, or the peer broke the protocol. */
  | 'fault'
  | (typeof pipelineClientMessages)[number];

const pipelineClientOver = {
  ...each(pipelineClientMessages, 'ignore'),
  ...each(['send', 'stop', 'disconnect', 'reconnect', 'channelClosed', 'fault'], 'ignore'),
} as const;

export const pipelineClient: Automaton<PipelineClientState, PipelineClientEvent> = {
  notStarted: { invoke: 'running', connect: 'running', stop: 'stopped', channelClosed: 'failed', fault: 'failed' },
  running: {
    ...each(records, 'running'),
    PIPELINE_HOST_CALL: 'running',
    STATE_NOTSTARTED: 'running',
    STATE_RUNNING: 'running',
    STATE_STOPPING: 'stopping',
    STATE_DISCONNECTED: 'disconnected',
    STATE_STOPPED: 'stopped',
    STATE_COMPLETED: 'completed',
    STATE_FAILED: 'failed',
    send: 'running',
    stop: 'stopping',
    disconnect: 'disconnected',
    channelClosed: 'failed',
    fault: 'failed',
  },
  stopping: {
    ...each(records, 'stopping'),
    PIPELINE_HOST_CALL: 'stopping',
    ...each(['STATE_NOTSTARTED', 'STATE_RUNNING', 'STATE_STOPPING', 'STATE_DISCONNECTED'], 'ignore'),
    STATE_STOPPED: 'stopped',
    STATE_COMPLETED: 'completed',
    STATE_FAILED: 'failed',
    send: 'ignore',
    stop: 'ignore',
    disconnect: 'disconnected',
    // The server has released the pipeline without a last word; it was told to stop.
    channelClosed: 'stopped',
    fault: 'failed',
  },
  disconnected: {
    ...each(pipelineClientMessages, 'ignore'),
    reconnect: 'running',
    stop: 'ignore',
    disconnect: 'ignore',
    channelClosed: 'failed',
    fault: 'failed',
  },
  stopped: pipelineClientOver,
  completed: pipelineClientOver,
  failed: pipelineClientOver,
};

// --------------------------------------------------------------------------------------------------------------- pipeline, server

export type PipelineServerState = 'running' | 'stopping' | 'stopped' | 'completed' | 'failed' | 'closed';

const pipelineServerMessages = ['PIPELINE_INPUT', 'END_OF_PIPELINE_INPUT', 'PIPELINE_HOST_RESPONSE'] as const;

export type PipelineServerEvent =
  /** The client's stop signal. */
  | 'signal'
  /** The client has released the pipeline. */
  | 'close'
  /** The engine sends a record or a host call. */
  | 'send'
  | 'stopped'
  | 'completed'
  | 'failed'
  | (typeof pipelineServerMessages)[number];

const pipelineServerEnds = { stopped: 'stopped', completed: 'completed', failed: 'failed', close: 'closed' } as const;
// Input and answers that crossed the last message on the way are nobody's fault.
const pipelineServerOver = {
  ...each(pipelineServerMessages, 'ignore'),
  signal: 'ignore',
  close: 'closed',
} as const;

export const pipelineServer: Automaton<PipelineServerState, PipelineServerEvent> = {
  running: { ...each(pipelineServerMessages, 'running'), send: 'running', signal: 'stopping', ...pipelineServerEnds },
  stopping: {
    ...each(['PIPELINE_INPUT', 'END_OF_PIPELINE_INPUT'], 'ignore'),
    PIPELINE_HOST_RESPONSE: 'stopping',
    send: 'stopping',
    signal: 'ignore',
    ...pipelineServerEnds,
  },
  stopped: pipelineServerOver,
  completed: pipelineServerOver,
  failed: pipelineServerOver,
  closed: { ...pipelineServerOver, ...each(['send', 'stopped', 'completed', 'failed', 'close'], 'ignore') },
};

// -------------------------------------------------------------------------------------------------------- pipeline input, both roles

/** Whether more input may come; the same on both sides. */
export type InputState = 'open' | 'ended';
export type InputEvent = 'PIPELINE_INPUT' | 'END_OF_PIPELINE_INPUT' | 'input' | 'endInput';

export const pipelineInput: Automaton<InputState, InputEvent> = {
  open: { PIPELINE_INPUT: 'open', END_OF_PIPELINE_INPUT: 'ended', input: 'open', endInput: 'ended' },
  // PowerShell's client ends the input of a pipeline without input as well.
  ended: { END_OF_PIPELINE_INPUT: 'ignore', endInput: 'ignore' },
};

// ------------------------------------------------------------------------------------------------------------------------- execution

/** One automaton at work. */
export class Lifecycle<S extends string, E extends string> {
  readonly #table: Automaton<S, E>;
  readonly #subject: string;
  #state: S;

  /** @param subject what has this lifecycle, for messages ("The runspace pool"). */
  constructor(table: Automaton<S, E>, initial: S, subject: string) {
    this.#table = table;
    this.#state = initial;
    this.#subject = subject;
  }

  get state(): S {
    return this.#state;
  }

  /** Whether `event` would be accepted or ignored now. */
  allows(event: E): boolean {
    return this.#table[this.#state][event] !== undefined;
  }

  /** Takes the transition; false when the event is to be ignored. Throws PsrpError where the table has no cell. */
  step(event: E): boolean {
    const cell = this.#table[this.#state][event];
    if (cell === undefined) throw this.#fault(event);
    if (cell === 'ignore') return false;
    this.#state = cell as S;
    return true;
  }

  #fault(event: E): PsrpError {
    const isMessage = event === event.toUpperCase();
    const text = `${this.#subject} is ${this.#state}: ${event} is not possible now.`;
    const code: PsrpErrorCode = isMessage ? 'UnexpectedMessage' : 'InvalidState';
    return isMessage ? peerFault(code, text) : new PsrpError(code, text);
  }
}
