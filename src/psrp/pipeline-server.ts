// The server's half of one pipeline as a pure core (MS-PSRP 3.2.1.3, 3.2.4, 3.2.5.4.10 to 3.2.5.4.28).
import type { ErrorRecord } from '../psobject/error-record.ts';
import type { PipelineState } from './enumerations.ts';
import { type HostCall, unansweredCallId } from './host-call.ts';
import { type HostMethodName, isAnswered } from './host-methods.ts';
import type { MessageFlow, ReceivedMessage } from './message-flow.ts';
import { messages } from './messages/index.ts';
import type { Content, Payload } from './payload.ts';
import { peerFault } from './psrp-error.ts';
import { type RecordStream, recordMessages } from './record-stream.ts';
import {
  type InputEvent,
  type InputState,
  Lifecycle,
  type PipelineServerEvent,
  type PipelineServerState,
  pipelineInput,
  pipelineServer,
} from './state.ts';

/** What the client wants of a pipeline. */
export type PipelineServerNews =
  | { readonly type: 'input'; readonly pipelineId: string; readonly payload: Payload }
  | { readonly type: 'endInput'; readonly pipelineId: string }
  | { readonly type: 'pipelineHostResponse'; readonly pipelineId: string; readonly payload: Payload }
  /** The client broke a rule in this pipeline; the engine is to stop it. */
  | { readonly type: 'pipelineFault'; readonly pipelineId: string; readonly error: unknown };

export class PipelineServer {
  readonly id: string;
  readonly #flow: MessageFlow;
  readonly #lifecycle = new Lifecycle<PipelineServerState, PipelineServerEvent>(
    pipelineServer,
    'running',
    'The pipeline',
  );
  readonly #input = new Lifecycle<InputState, InputEvent>(pipelineInput, 'open', "The pipeline's input");
  #lastCallId = 0n;

  /** RunspacePoolServer makes it when CREATE_PIPELINE arrives. */
  constructor(id: string, flow: MessageFlow) {
    this.id = id;
    this.#flow = flow;
  }

  get state(): PipelineServerState {
    return this.#lifecycle.state;
  }
  /** True once the last PIPELINE_STATE is queued or the client is gone. */
  get isOver(): boolean {
    return this.state !== 'running' && this.state !== 'stopping';
  }

  /** Queues a record of a stream: a value of the stream's type (ErrorRecord, ProgressRecord, ...), or a serialized payload. */
  write(stream: RecordStream, content: Content): void {
    if (!this.#lifecycle.step('send')) return;
    const type = recordMessages[stream];
    const body = 'value' in content ? { value: messages[type].encode(content.value as never) } : content;
    this.#flow.sendContent(type, this.id, body);
  }

  /** Queues a host call and gives its call id, under which the answer comes, if the method has one. */
  callHost(method: HostMethodName, parameters: readonly unknown[]): bigint {
    const call: HostCall = { callId: isAnswered(method) ? ++this.#lastCallId : unansweredCallId, method, parameters };
    if (this.#lifecycle.step('send')) this.#flow.send('PIPELINE_HOST_CALL', this.id, call);
    return call.callId;
  }

  /** Queues a host call that was serialized elsewhere. */
  callHostWithBytes(bytes: Uint8Array): void {
    if (this.#lifecycle.step('send')) this.#flow.sendContent('PIPELINE_HOST_CALL', this.id, { bytes });
  }

  /**
   * Queues the pipeline's last message. `error` is the terminating error; or `stateBytes` is the whole payload
   * of PIPELINE_STATE, serialized elsewhere.
   */
  finish(
    outcome: 'stopped' | 'completed' | 'failed',
    last: { error?: ErrorRecord; stateBytes?: Uint8Array } = {},
  ): void {
    if (!this.#lifecycle.step(outcome)) return;
    if (last.stateBytes !== undefined) {
      this.#flow.sendContent('PIPELINE_STATE', this.id, { bytes: last.stateBytes });
      return;
    }
    const state: PipelineState = ({ stopped: 'Stopped', completed: 'Completed', failed: 'Failed' } as const)[outcome];
    this.#flow.send('PIPELINE_STATE', this.id, { state, ...(last.error === undefined ? {} : { error: last.error }) });
  }

  /** The client's stop signal came; true when the engine is to be told. */
  signal(): boolean {
    return this.#lifecycle.step('signal');
  }

  /** The client has released the pipeline; true when the engine still works on it and is to stop. */
  close(): boolean {
    const wasOver = this.isOver;
    this.#lifecycle.step('close');
    return !wasOver;
  }

  /** Takes one message of this pipeline. Throws PsrpError for one that cannot be. */
  *receive({ type, payload }: ReceivedMessage): Generator<PipelineServerNews> {
    switch (type) {
      case 'PIPELINE_INPUT':
        if (!this.#lifecycle.step(type)) return;
        this.#input.step(type);
        yield { type: 'input', pipelineId: this.id, payload };
        break;
      case 'END_OF_PIPELINE_INPUT':
        if (this.#lifecycle.step(type) && this.#input.step(type)) yield { type: 'endInput', pipelineId: this.id };
        break;
      case 'PIPELINE_HOST_RESPONSE':
        if (this.#lifecycle.step(type)) yield { type: 'pipelineHostResponse', pipelineId: this.id, payload };
        break;
      default:
        throw peerFault('UnexpectedMessage', `${type} does not go to a pipeline.`);
    }
  }
}
