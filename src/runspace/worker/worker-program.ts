// The program of a runspace's worker: takes pipelines one after another, runs each, and posts its records as CLIXML.
//
// It never returns to an event loop; everything that waits, waits on the bridge.
import { BridgeControl } from '../../bridge/control.ts';
import { WorkerBridge } from '../../bridge/worker-bridge.ts';
import { type ClixmlAdapter, deserialize, type SecureStringCipher, serialize } from '../../clixml/index.ts';
import type { PSHost } from '../../host/ps-host.ts';
import type { Services } from '../../host/services.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import type { HostInfo } from '../../psrp/host-info.ts';
import { type CreatePipeline, createPipeline } from '../../psrp/messages/create-pipeline.ts';
import { messages } from '../../psrp/messages/index.ts';
import { type InitRunspacePool, initRunspacePool } from '../../psrp/messages/init-runspace-pool.ts';
import { pipelineStateMessage } from '../../psrp/messages/pipeline-state.ts';
import { type RecordStream, recordMessages } from '../../psrp/record-stream.ts';
import type { WorkerData } from '../runspace-worker.ts';
import type { FromWorker, RunspaceSetup, ToWorker } from '../worker-messages.ts';
import { bridgedServices } from './bridged-services.ts';
import { remoteHost } from './remote-host.ts';

/** How a pipeline ended. */
export interface EngineOutcome {
  readonly outcome: 'completed' | 'failed' | 'stopped';
  /** The ErrorRecord of the terminating error. */
  readonly error?: unknown;
  readonly succeeded: boolean;
}

/** What a pipeline reads and writes. */
export interface EngineIo {
  readonly host: PSHost;
  /** Objects from the client as they come; undefined where the client sends none. */
  readonly input: Iterable<unknown> | undefined;
  write(stream: RecordStream, value: unknown): void;
}

/** An engine with one session in it. */
export interface WorkerEngine {
  readonly adapter: ClixmlAdapter;
  run(pipeline: CreatePipeline, io: EngineIo): EngineOutcome;
  commandMetadata(request: unknown, io: EngineIo): EngineOutcome;
  reset(): void;
}

/** What an engine is made from. */
export interface WorkerEngineContext {
  readonly services: Services;
  readonly host: PSHost;
  readonly setup: RunspaceSetup;
  readonly init: InitRunspacePool;
  /** The cell of shared memory that is negative while the running pipeline is to stop. */
  readonly stopCells: Int32Array;
  /** What the bridge throws when the pipeline is stopped while it waits. */
  readonly throwStopped: () => never;
}

export interface WorkerProgramOptions {
  readonly data: WorkerData;
  readonly createEngine: (context: WorkerEngineContext) => WorkerEngine;
  readonly throwStopped: () => never;
}

const utf8 = new TextEncoder();
const noData = new Uint8Array(0);

/** The bit of RemoteStreamOptions (MS-PSRP 2.2.3.8) that asks for a stream's records with where they were written. */
const invocationBits: { readonly [Stream in RecordStream]?: number } = { error: 1, warning: 2, debug: 4, verbose: 8 };

function faultRecord(error: unknown): ErrorRecord {
  const exception = new NetException(
    'System.InvalidOperationException',
    error instanceof Error ? error.message : String(error),
  );
  return new ErrorRecord(exception, 'PipelineRequestInvalid', 'InvalidData');
}

/** Runs until the thread is ended. */
export function runWorkerProgram({ data, createEngine, throwStopped }: WorkerProgramOptions): never {
  const control = new BridgeControl(data.control);
  const bridge = new WorkerBridge({ port: data.port, control, throwStopped });
  const post = (message: FromWorker, bytes = 0) => bridge.post(message, bytes);
  const cipher = bridge.service<SecureStringCipher>('secureStrings', ['encrypt', 'decrypt']);
  const services = bridgedServices(bridge);

  let engine: WorkerEngine | undefined;
  let exitCode: number | undefined;
  let init: InitRunspacePool | undefined;

  const encode = (value: unknown, extendedRecords = false): Uint8Array =>
    utf8.encode(serialize(value, { cipher, extendedRecords, ...(engine && { adapter: engine.adapter }) }));
  // A null is a message without data, in both directions: PowerShell's client refuses an element for it.
  const decode = (bytes: Uint8Array): unknown => (bytes.length === 0 ? null : deserialize(bytes, { cipher }));

  const hostFor = (info: HostInfo, setup: RunspaceSetup): PSHost =>
    remoteHost({
      carrier: {
        call: (bytes) => bridge.call('host', 'call', [bytes]) as Uint8Array,
        send: (bytes) => void bridge.call('host', 'send', [bytes]),
        serialize: encode,
        deserialize: decode,
      },
      info,
      instanceId: setup.hostInstanceId,
      culture: setup.culture,
      onExit: (code) => {
        exitCode = code;
      },
    });

  const inputOf = function* (sequence: number): Generator<unknown> {
    const accept = (value: unknown) => {
      const message = value as ToWorker;
      return (message.kind === 'input' || message.kind === 'endInput') && message.sequence === sequence;
    };
    for (;;) {
      const message = bridge.takePost({ interruptible: true, accept }) as ToWorker & { kind: 'input' | 'endInput' };
      if (message.kind === 'endInput') return;
      post({ kind: 'inputTaken', sequence, bytes: message.payload.length });
      yield decode(message.payload);
    }
  };

  const run = (message: ToWorker & { kind: 'run' }, setup: RunspaceSetup): void => {
    const { sequence } = message;
    control.begin(sequence);
    exitCode = undefined;
    const io = (info: HostInfo, noInput: boolean, extended: number): EngineIo => ({
      host: hostFor(info.useRunspaceHost ? init!.hostInfo : info, setup),
      input: noInput ? undefined : inputOf(sequence),
      write: (stream, value) => {
        const payload =
          value === null
            ? noData
            : encode(
                messages[recordMessages[stream]].encode(value as never),
                (extended & (invocationBits[stream] ?? 0)) !== 0,
              );

        post({ kind: 'record', sequence, stream, payload }, payload.length);
      },
    });
    const perform = (): EngineOutcome => {
      if (message.messageType === 'CREATE_PIPELINE') {
        const request = createPipeline.decode(decode(message.payload));
        return engine!.run(request, io(request.hostInfo, request.noInput, request.remoteStreamOptions));
      }
      const request = messages.GET_COMMAND_METADATA.decode(decode(message.payload));
      return engine!.commandMetadata(request, io(init!.hostInfo, true, 0));
    };
    let result: EngineOutcome;
    try {
      result = perform();
    } catch (error) {
      // A request that cannot be read, or a fault of the engine: this pipeline fails, the session lives on.
      result = { outcome: 'failed', error: faultRecord(error), succeeded: false };
    }
    // From here on a stop finds nothing to stop: the outcome stands.
    control.end();
    const state = { completed: 'Completed', failed: 'Failed', stopped: 'Stopped' } as const;
    const payload = encode(
      pipelineStateMessage.encode({
        state: state[result.outcome],
        ...(result.error === undefined ? {} : { error: result.error }),
      } as never),
    );
    post({ kind: 'finished', sequence, outcome: result.outcome, payload, exitCode, succeeded: result.succeeded });
  };

  let setup: RunspaceSetup | undefined;
  post({ kind: 'ready' });
  for (;;) {
    const message = bridge.takePost({ interruptible: false }) as ToWorker;
    switch (message.kind) {
      case 'setup':
        setup = message.setup;
        init = initRunspacePool.decode(decode(setup.initPayload));
        engine = createEngine({
          services,
          host: hostFor(init.hostInfo, setup),
          setup,
          init,
          stopCells: control.cells,
          throwStopped,
        });
        break;
      case 'run':
        run(message, setup!);
        break;
      case 'reset':
        engine?.reset();
        break;
      case 'input':
      case 'endInput':
        // Of a pipeline that ended before it read all its input.
        break;
    }
  }
}
