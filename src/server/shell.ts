// A PSRP shell: a runspace pool of one user behind WS-Management, its commands, and the engine's channel under it
// (MS-WSMV 3.1.1, MS-PSRP 3.2.5.3).

import type { Identity } from '../auth/account.ts';
import { CodedError } from '../base/coded-error.ts';
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver, PsrpDestination } from '../psrp/channel.ts';
import {
  COMMAND_STATES,
  type CommandEvent,
  type CommandState,
  FaultError,
  Lifecycle,
  type ReceiveResponse,
  SHELL_STATES,
  type ShellDescription,
  SIGNALS,
  type Stream,
} from '../wsman/index.ts';
import type { Clock } from './clock.ts';
import { OutputFragments } from './output-fragments.ts';
import { type OutputPoll, OutputQueue } from './output-queue.ts';
import type { Quotas } from './quotas.ts';

export interface ShellOptions {
  /** As the client spelled it. */
  readonly shellId: string;
  readonly identity: Identity;
  readonly description: Omit<ShellDescription, 'shellId' | 'state' | 'shellRunTime' | 'shellInactivity'>;
  readonly idleTimeout: number;
  readonly maxBlobSize: number;
  readonly quotas: Quotas;
  readonly clock: Clock;
  readonly engine: PsrpChannelFactory;
  /** The shell no longer counts: it was closed, its idle time passed, or its engine died. Called once. */
  onClosed(): void;
  /** The shell can be forgotten: nobody needs to be told anything of it any more. Called once. */
  onForgotten(): void;
}

interface Destination {
  readonly fragments: OutputFragments;
  readonly output: OutputQueue;
}

interface Command extends Destination {
  /** As the client spelled it; the channel's ids are in lower case. */
  readonly commandId: string;
  readonly lifecycle: Lifecycle<CommandState, CommandEvent>;
}

/** The names of streams that a client sends to (MS-PSRP 2.2.3.1). */
const INPUT_STREAMS: ReadonlyMap<string, 'default' | 'promptResponse'> = new Map([
  ['stdin', 'default'],
  ['pr', 'promptResponse'],
]);
const STOP_SIGNALS: ReadonlySet<string> = new Set([
  SIGNALS.powershellStop,
  SIGNALS.powershellStopSpelledRight,
  SIGNALS.ctrlC,
  SIGNALS.ctrlBreak,
]);
const OUTPUT_STREAM = 'stdout';
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const COMMAND_MISSING =
  'The Windows Remote Shell received a request to perform an operation on a command identifier that does not exist. Either the ' +
  'command has completed execution or the client specified an invalid command identifier. ';
const PROVIDER_GONE =
  'The WSMan provider host process did not return a proper response. A provider in the host process may have behaved improperly. ';

export class Shell implements PsrpChannelReceiver {
  readonly #options: ShellOptions;
  readonly #channel: PsrpChannel;
  readonly #lifecycle = new Lifecycle(SHELL_STATES, 'opening');
  readonly #pool: Destination;
  readonly #commands = new Map<string, Command>();
  readonly #created: number;
  #lastActivity: number;
  /** What ends each operation that is under way. */
  readonly #operations = new Set<(fault: FaultError) => void>();
  #cancelIdle: (() => void) | undefined;
  #counts = true;
  /** What the engine died of. */
  #death: FaultError | undefined;
  #isForgotten = false;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#pool = this.#destination();
    this.#created = this.#lastActivity = options.clock.now();
    this.#channel = options.engine(this);
  }

  get shellId(): string {
    return this.#options.shellId;
  }

  /** Commands that are open. */
  get commandCount(): number {
    return this.#commands.size;
  }

  /** Bytes of output that wait for the client. */
  get queuedOutput(): number {
    return [this.#pool, ...this.#commands.values()].reduce((sum, { output }) => sum + output.size, 0);
  }

  describe(): ShellDescription {
    const now = this.#options.clock.now();
    return {
      ...this.#options.description,
      shellId: this.shellId,
      state: this.#lifecycle.state === 'disconnected' ? 'Disconnected' : 'Connected',
      shellRunTime: now - this.#created,
      shellInactivity: now - this.#lastActivity,
    };
  }

  /** Runs an operation of the client, which ends with the shell; while one runs the shell is not idle. */
  async serve<T>(operation: () => Promise<T>): Promise<T> {
    const ended = Promise.withResolvers<never>();
    this.#operations.add(ended.reject);
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    try {
      return await Promise.race([operation(), ended.promise]);
    } finally {
      this.#lastActivity = this.#options.clock.now();
      this.#operations.delete(ended.reject);
      if (this.#operations.size === 0 && this.#counts) {
        this.#cancelIdle = this.#options.clock.after(this.#options.idleTimeout, () => this.abandon());
      }
    }
  }

  /** Opens the engine; a shell whose engine does not open has to be closed by whoever made it. */
  async open(creation: Uint8Array): Promise<void> {
    await this.#channel.open(creation);
    this.#lifecycle.apply('opened');
  }

  async createPipeline(commandId: string, creation: Uint8Array): Promise<void> {
    this.#use();
    if (!GUID.test(commandId)) throw new FaultError('invalidBody', 'The CommandId is not a GUID.');
    const key = commandId.toLowerCase();
    if (this.#commands.has(key)) throw new FaultError('alreadyExists');
    const command: Command = {
      ...this.#destination(),
      commandId,
      lifecycle: new Lifecycle(COMMAND_STATES, 'starting'),
    };
    this.#commands.set(key, command);
    try {
      await this.#channel.createPipeline(key, creation);
    } catch (error) {
      this.#commands.delete(key);
      throw error;
    }
    command.lifecycle.apply('started');
  }

  /** Hands each stream to the engine; resolves when the engine has room for more. */
  async send(streams: readonly Stream[]): Promise<void> {
    this.#use();
    for (const { name, commandId, data } of streams) {
      const stream = INPUT_STREAMS.get(name.toLowerCase());
      if (stream === undefined)
        throw new FaultError('invalidParameter', `There is no input stream '${name.slice(0, 40)}'. `);
      const key = commandId?.toLowerCase();
      if (key !== undefined && !this.#command(key).lifecycle.apply('use')) continue;
      if (data.length > 0) await this.#channel.send(key, data, stream);
    }
  }

  /** Waits for output of the pool or of a command. */
  async receive(desiredStream: string, commandId: string | undefined, poll: OutputPoll): Promise<ReceiveResponse> {
    if (desiredStream !== OUTPUT_STREAM && desiredStream !== '') {
      throw new FaultError('invalidParameter', `There is no output stream '${desiredStream.slice(0, 40)}'. `);
    }
    // What a dead engine said last can still be received.
    if (this.#death === undefined) this.#lifecycle.apply('use');
    const key = commandId?.toLowerCase();
    const { output } = key === undefined ? this.#pool : this.#command(key);
    try {
      const { fragments, done } = await output.poll(poll);
      if (done && key !== undefined) this.#commands.delete(key);
      const from = commandId === undefined ? {} : { commandId };
      return {
        streams: fragments.map((bytes) => ({ name: OUTPUT_STREAM, ...from, data: asBuffer(bytes) })),
        ...(done && { commandState: { ...from, state: 'Done', exitCode: 0 } }),
      };
    } catch (error) {
      if (!this.#counts && !isTimeout(error)) this.#forget();
      throw error;
    }
  }

  /** A pipeline is to stop, or to be released. For one that is over already both are done. */
  async signal(commandId: string | undefined, code: string): Promise<void> {
    this.#use();
    const isStop = STOP_SIGNALS.has(code);
    if (!isStop && code !== SIGNALS.terminate) {
      throw new FaultError('invalidParameter', `There is no signal '${code.slice(0, 100)}'. `);
    }
    const key = commandId?.toLowerCase();
    const command = key === undefined ? undefined : this.#commands.get(key);
    if (key === undefined || command === undefined) return;
    if (isStop) {
      if (command.lifecycle.apply('stop')) await this.#channel.signal(key);
      return;
    }
    this.#release(key, command);
    await this.#channel.closePipeline(key);
  }

  /** Ends the shell and its engine; pending Receives get their answer at once. Safe to call twice. */
  async close(): Promise<void> {
    this.#lifecycle.apply('close');
    this.#stopCounting();
    this.#forget();
    const aborted = new FaultError('operationAborted');
    this.#pool.output.abort(aborted);
    for (const command of this.#commands.values()) command.output.abort(aborted);
    this.#commands.clear();
    for (const end of this.#operations) end(aborted);
    await this.#channel.close();
  }

  /** Closes the shell on nobody's behalf: what goes wrong then concerns nobody. */
  abandon(): void {
    this.close().catch(() => {});
  }

  data(destination: PsrpDestination, fragments: Uint8Array): void | Promise<void> {
    const target = destination === undefined ? this.#pool : this.#commands.get(destination);
    // Output that crosses a release is nobody's.
    if (target === undefined) return;
    let ends = false;
    try {
      for (const fragment of target.fragments.split(fragments)) {
        target.output.push(fragment);
        ends ||= fragment.endsPipeline;
      }
    } catch (error) {
      // An engine whose output is no fragments cannot be served further.
      this.closed(error as Error);
      this.#channel.close().catch(() => {});
      return;
    }
    if (ends && destination !== undefined) this.#end(destination);
    else return target.output.whenRoom();
  }

  pipelineClosed(pipelineId: string): void {
    const command = this.#commands.get(pipelineId);
    if (command?.lifecycle.apply('finish')) command.output.finish();
  }

  closed(reason: Error | undefined): void {
    if (!this.#lifecycle.apply('gone') || !this.#counts) return;
    this.#stopCounting();
    const message = reason instanceof CodedError ? `${PROVIDER_GONE}${reason.message} ` : PROVIDER_GONE;
    const fault = new FaultError(reason === undefined ? 'operationAborted' : 'providerFailure', message, {
      cause: reason,
    });
    this.#death = fault;
    this.#pool.output.fail(fault);
    for (const command of this.#commands.values()) command.output.fail(fault);
    this.#cancelIdle = this.#options.clock.after(this.#options.quotas.deadShellTime, () => this.#forget());
  }

  /**
   * The engine sent the pipeline's last message. The client may have its end now; the engine is told to let go of the pipeline,
   * since engines behind stdio keep it until they are told.
   */
  #end(pipelineId: string): void {
    this.pipelineClosed(pipelineId);
    this.#channel.closePipeline(pipelineId).catch(() => {});
  }

  #use(): void {
    if (this.#death !== undefined) throw this.#death;
    this.#lifecycle.apply('use');
  }

  #release(key: string, command: Command): void {
    command.lifecycle.apply('release');
    command.output.abort(new FaultError('operationAborted'));
    this.#commands.delete(key);
  }

  #command(key: string): Command {
    const command = this.#commands.get(key);
    if (command === undefined) throw new FaultError('unexpectedSelectors', COMMAND_MISSING);
    return command;
  }

  #destination(): Destination {
    const { clock, quotas, maxBlobSize } = this.#options;
    const { maxQueuedOutput, outputLinger, outputFlushSize } = quotas;
    return {
      fragments: new OutputFragments(maxBlobSize),
      output: new OutputQueue({ clock, maxQueuedOutput, outputLinger, outputFlushSize }),
    };
  }

  #stopCounting(): void {
    if (!this.#counts) return;
    this.#counts = false;
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    this.#options.onClosed();
  }

  #forget(): void {
    if (this.#isForgotten) return;
    this.#isForgotten = true;
    this.#cancelIdle?.();
    this.#options.onForgotten();
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const isTimeout = (error: unknown): boolean => error instanceof FaultError && error.faultName === 'operationTimedOut';
