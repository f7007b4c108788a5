// One pipeline on its targets while it runs: input goes out as there is room for it, records are written as they come.
import { readInformationalRecord, readInformationRecord } from '../../clixml/index.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { RemoteEvent, RemoteInvocation } from '../../host/services.ts';
import type { ErrorRecord } from '../../psobject/error-record.ts';
import type { PSSession, RunningInvocation } from './ps-session.ts';
import { decode, faultRecord, type Origin, remoteError, tagged, terminatingException } from './remote-records.ts';

/** A target and, where it is one of the caller's, its session. */
export interface RemoteTarget {
  readonly reach: RemoteInvocation['targets'][number];
  readonly session: PSSession | undefined;
}

export interface RemoteRunOptions {
  readonly invocation: Omit<RemoteInvocation, 'targets' | 'id'>;
  readonly targets: readonly RemoteTarget[];
  readonly hidesComputerName: boolean;
}

type Record = Extract<RemoteEvent, { kind: 'record' }>;
type Finished = Extract<RemoteEvent, { kind: 'finished' }>;

export class RemoteRun implements RunningInvocation {
  readonly #context: CmdletContext;
  readonly #id = crypto.randomUUID();
  readonly #events: Iterator<RemoteEvent>;
  readonly #targets: readonly RemoteTarget[];
  readonly #hidesComputerName: boolean;
  readonly #origins = new Map<number, Origin>();
  /** Events that were read before they were asked for. */
  readonly #ahead: RemoteEvent[] = [];
  #isOver = false;

  constructor(context: CmdletContext, { invocation, targets, hidesComputerName }: RemoteRunOptions) {
    this.#context = context;
    this.#targets = targets;
    this.#hidesComputerName = hidesComputerName;
    // A session runs one pipeline at a time: what still runs in it gets out of the way.
    for (const { session } of targets) session?.running?.readAhead();
    const reach = targets.map((target) => target.reach);
    this.#events = context.services.remoting.invoke({ ...invocation, id: this.#id, targets: reach })[Symbol.iterator]();
    for (const { session } of targets) if (session) session.running = this;
  }

  /** Sends one object of input, when there is room for it; false when nobody wants it any more. */
  send(object: Uint8Array): boolean {
    if (!this.#writeUntilInput()) return false;
    this.#context.services.remoting.sendInput(this.#id, object);
    return true;
  }

  /** Ends the input and writes what comes until all targets have ended. */
  finish(): void {
    if (!this.#isOver) this.#context.services.remoting.endInput(this.#id);
    while (this.#writeUntilInput());
  }

  readAhead(): void {
    for (let event = this.#read(); event !== undefined; event = this.#read()) {
      this.#ahead.push(event);
      if (event.kind === 'inputWanted') return;
    }
  }

  /** Leaves it: what still runs is stopped. */
  stop(): void {
    if (!this.#isOver) this.#events.return?.();
    this.#over();
  }

  /** Writes records until there is room for input; false when the end came instead. */
  #writeUntilInput(): boolean {
    for (;;) {
      const event = this.#ahead.shift() ?? this.#read();
      if (event === undefined) return false;
      if (event.kind === 'inputWanted') return true;
      if (event.kind === 'record') this.#write(event);
      else this.#end(event);
    }
  }

  #read(): RemoteEvent | undefined {
    if (this.#isOver) return undefined;
    const { value, done } = this.#events.next();
    if (!done) return value;
    this.#over();
    return undefined;
  }

  #over(): void {
    this.#isOver = true;
    for (const { session } of this.#targets) if (session?.running === this) session.running = undefined;
  }

  #write(record: Record): void {
    const context = this.#context;
    this.#origins.set(record.target, record);
    switch (record.stream) {
      case 'output':
        context.writeObject(tagged(decode(record.data), record, this.#hidesComputerName));
        return;
      case 'error':
        this.#writeError(remoteError(record.data, record));
        return;
      case 'warning':
        context.collectWarning(readInformationalRecord('Warning', decode(record.data)));
        return;
      case 'information': {
        const information = readInformationRecord(decode(record.data));
        // The remote side has shown it through the host already.
        if (information.tags.includes('PSHOST')) information.tags.push('FORWARDED');
        context.writeInformation(information);
        return;
      }
      case 'verbose':
      case 'debug':
      case 'progress':
        // These the remote side shows through the host; no stream of this side sees them.
        return;
    }
  }

  #end({ target, error, fault }: Finished): void {
    if (fault !== undefined) {
      this.#context.forwardError(faultRecord(fault, 'PSSessionStateBroken', fault.computerName));
    } else if (error !== undefined) {
      const record = remoteError(error, this.#origins.get(target) ?? this.#originOf(target));
      if (record.fullyQualifiedErrorIdOverride?.toLowerCase() !== 'pipelinestopped') this.#writeError(record);
    }
  }

  /** Where a target is that has given no record. */
  #originOf(target: number): Origin {
    const { reach, session } = this.#targets[target]!;
    if (session) return { computerName: session.computerName, runspaceId: session.instanceId };
    return { computerName: 'computerName' in reach ? reach.computerName : '', runspaceId: '' };
  }

  #writeError(record: ErrorRecord): void {
    if (this.#targets.length === 1) {
      const terminating = terminatingException(record);
      if (terminating !== undefined) throw terminating;
    }
    this.#context.forwardError(record);
  }
}
