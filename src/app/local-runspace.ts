// A runspace in this process whose host is the console: the engine of the prompt, of -Command and of -File.
import { randomUUID } from 'node:crypto';
import { type ClientHost, hostInfoOf, performHostCall } from '../client/client-host.ts';
import { PowerShell } from '../client/power-shell.ts';
import { deserialize, serialize, transportProtectedCipher } from '../clixml/index.ts';
import { conciseErrorText } from '../format/error-text.ts';
import { ErrorRecord } from '../psobject/error-record.ts';
import { hostCall, hostResponse } from '../psrp/host-call.ts';
import { createPipeline } from '../psrp/messages/create-pipeline.ts';
import { initRunspacePool } from '../psrp/messages/init-runspace-pool.ts';
import { pipelineStateMessage } from '../psrp/messages/pipeline-state.ts';
import type { RecordStream } from '../psrp/record-stream.ts';
import { RunspaceWorker, WarmWorker, type WorkerOutcome, type WorkerRun } from '../runspace/runspace-worker.ts';
import { startRunspaceWorker } from './programs.ts';
import type { SessionServices } from './session-services.ts';

export interface LocalRunspaceOptions {
  readonly services: SessionServices;
  readonly host: ClientHost;
  readonly workingDirectory?: string | undefined;
  /** A thread that was started ahead; a new one otherwise. */
  readonly worker?: WarmWorker;
  /** The thread ended without being asked to. */
  readonly onBroken: (error: Error) => void;
}

export interface LocalRecord {
  readonly stream: RecordStream;
  /** CLIXML. */
  readonly payload: Uint8Array;
}

const utf8 = new TextEncoder();
const cipher = transportProtectedCipher;
const encode = (value: unknown): Uint8Array => utf8.encode(serialize(value, { cipher }));
const decode = (bytes: Uint8Array): unknown => deserialize(bytes, { cipher });

export class LocalRunspace {
  readonly #worker: RunspaceWorker;
  readonly #host: ClientHost;
  #current: WorkerRun | undefined;

  constructor(options: LocalRunspaceOptions) {
    this.#host = options.host;
    const hostInfo = hostInfoOf(options.host);
    this.#worker = new RunspaceWorker({
      warm: options.worker ?? new WarmWorker(startRunspaceWorker),
      services: {
        ...options.services,
        host: {
          call: (bytes: Uint8Array) => this.#callHost(bytes),
          send: async (bytes: Uint8Array) => void (await this.#callHost(bytes)),
        },
        // Everything stays in this process; what crosses the bridge needs no other protection.
        secureStrings: cipher,
      },
      setup: {
        initPayload: encode(
          initRunspacePool.encode({
            minRunspaces: 1,
            maxRunspaces: 1,
            threadOptions: 'Default',
            apartmentState: 'UNKNOWN',
            hostInfo,
          }),
        ),
        configurationName: '',
        hostInstanceId: randomUUID(),
        culture: 'en-US',
        connectedUser: undefined,
        workingDirectory: options.workingDirectory,
      },
      onEnded: (error) => {
        if (error) options.onBroken(error);
      },
      onWedged: () => process.kill(process.pid, 'SIGKILL'),
    });
  }

  /** Runs a pipeline; records that nobody formats in the pipeline itself go to `onRecord`. */
  async run(what: PowerShell, onRecord: (record: LocalRecord) => void = () => {}): Promise<WorkerOutcome> {
    const request = what.toRequest({
      noInput: true,
      addToHistory: false,
      hostInfo: hostInfoOf(this.#host),
      isNested: false,
    });
    this.#current = this.#worker.run(
      { messageType: 'CREATE_PIPELINE', payload: encode(createPipeline.encode(request)) },
      { onRecord },
    );
    try {
      return await this.#current.done;
    } finally {
      this.#current = undefined;
    }
  }

  /** Runs a script as the prompt does: everything it gives, errors too, is formatted for the host. */
  async runInteractively(text: string): Promise<WorkerOutcome> {
    const script = PowerShell.script(text).mergeStreams(['error']);
    const outcome = await this.run(script.addCommand('Out-Default'));
    if (outcome.outcome === 'failed') this.#showFailure(outcome.payload);
    return outcome;
  }

  /** What ended a pipeline is in its state, not in its streams. */
  #showFailure(state: Uint8Array): void {
    const { error } = pipelineStateMessage.decode(decode(state));
    if (!(error instanceof ErrorRecord)) return;
    const width = this.#host.defaultData?.bufferSize.width;
    const lines = conciseErrorText(error, width === undefined ? {} : { width }).split('\n');
    for (const line of lines) void this.#host.methods.WriteErrorLine?.(line);
  }

  /** The text that an expression gives, for the prompt. */
  async text(expression: string): Promise<string> {
    let text = '';
    await this.run(PowerShell.script(expression), ({ stream, payload }) => {
      if (stream === 'output' && payload.length > 0) text += String(decode(payload));
    });
    return text;
  }

  /** Stops what runs, as Ctrl+C does; false when nothing runs. */
  stop(): boolean {
    this.#current?.stop();
    return this.#current !== undefined;
  }

  close(): Promise<void> {
    return this.#worker.close();
  }

  async #callHost(bytes: Uint8Array): Promise<Uint8Array> {
    const response = await performHostCall(this.#host, hostCall.decode(decode(bytes), 'host call'));
    return response === undefined ? new Uint8Array(0) : encode(hostResponse.encode(response));
  }
}
