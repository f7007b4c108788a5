// The client's half of one pipeline as a pure core (MS-PSRP 3.1.1.3, 3.1.4, 3.1.5.4.10 to 3.1.5.4.28).
import type { PipelineState } from './enumerations.ts';
import type { HostResponse } from './host-call.ts';
import { contentOf, type MessageFlow, type ReceivedMessage } from './message-flow.ts';
import type { CreatePipeline } from './messages/create-pipeline.ts';
import type { GetCommandMetadata } from './messages/get-command-metadata.ts';
import type { Content, Payload } from './payload.ts';
import { peerFault } from './psrp-error.ts';
import { type RecordStream, recordStreamOf } from './record-stream.ts';
import {
  type InputEvent,
  type InputState,
  Lifecycle,
  type PipelineClientEvent,
  type PipelineClientState,
  pipelineClient,
  pipelineInput,
} from './state.ts';

/** What a pipeline is created with: a command, a request for metadata, or the serialized CREATE_PIPELINE of another. */
export type PipelineRequest =
  | { readonly create: CreatePipeline }
  | { readonly metadata: GetCommandMetadata }
  | { readonly createBytes: Uint8Array; readonly noInput: boolean };

/** What happened in a pipeline. */
export type PipelineClientNews =
  | { readonly type: 'record'; readonly pipelineId: string; readonly stream: RecordStream; readonly payload: Payload }
  | { readonly type: 'pipelineHostCall'; readonly pipelineId: string; readonly payload: Payload }
  | {
      readonly type: 'pipelineState';
      readonly pipelineId: string;
      readonly state: PipelineClientState;
      /** The terminating error as the server sent it (an ErrorRecord), or the PsrpError that ended the pipeline here. */
      readonly error?: unknown;
      /** The message as it came, for those who pass it on. */
      readonly payload?: Payload;
    };

type FinalState = 'stopped' | 'completed' | 'failed';

export class PipelineClient {
  readonly id: string;
  readonly #flow: MessageFlow;
  readonly #lifecycle = new Lifecycle<PipelineClientState, PipelineClientEvent>(
    pipelineClient,
    'notStarted',
    'The pipeline',
  );
  readonly #input: Lifecycle<InputState, InputEvent>;
  readonly #request: PipelineRequest | undefined;

  /** Use RunspacePoolClient.createPipeline. Without a request this takes up a pipeline that runs already. */
  constructor(id: string, flow: MessageFlow, request: PipelineRequest | undefined) {
    this.id = id;
    this.#flow = flow;
    this.#request = request;
    const noInput =
      request === undefined ||
      'metadata' in request ||
      ('create' in request ? request.create.noInput : request.noInput);
    this.#input = new Lifecycle<InputState, InputEvent>(
      pipelineInput,
      noInput ? 'ended' : 'open',
      "The pipeline's input",
    );
  }

  get state(): PipelineClientState {
    return this.#lifecycle.state;
  }
  /** True once no more records can come. */
  get isOver(): boolean {
    return isFinal(this.state);
  }
  get isInputOpen(): boolean {
    return this.#input.state === 'open' && !this.isOver;
  }

  /** Queues the message that creates the pipeline. Throws SessionKeyMissing when an argument needs the key. */
  invoke(): void {
    const request = this.#request;
    if (request === undefined) {
      this.#lifecycle.step('connect');
      return;
    }
    // Sent first, stepped after: a serializer that fails leaves the pipeline as it was.
    if ('create' in request) this.#flow.send('CREATE_PIPELINE', this.id, request.create);
    else if ('metadata' in request) this.#flow.send('GET_COMMAND_METADATA', this.id, request.metadata);
    else this.#flow.sendContent('CREATE_PIPELINE', this.id, { bytes: request.createBytes });
    this.#lifecycle.step('invoke');
  }

  /** Queues one object of input; ignored when the pipeline no longer reads. */
  sendInput(content: Content): void {
    if (!this.#lifecycle.allows('send')) this.#lifecycle.step('send');
    if (this.isOver || this.state === 'stopping') return;
    this.#input.step('input');
    this.#flow.sendContent('PIPELINE_INPUT', this.id, content);
  }

  endInput(): void {
    if (!this.#lifecycle.step('send')) return;
    if (this.#input.step('endInput')) this.#flow.send('END_OF_PIPELINE_INPUT', this.id, undefined);
  }

  respondToHostCall(response: HostResponse): void {
    if (!this.isOver) this.#flow.send('PIPELINE_HOST_RESPONSE', this.id, response, 'promptResponse');
  }

  /** Notes that the pipeline is to stop; true when the channel should be signalled. */
  stop(): boolean {
    return this.#lifecycle.step('stop') && this.state === 'stopping';
  }

  disconnect(): void {
    this.#lifecycle.step('disconnect');
  }
  reconnect(): void {
    this.#lifecycle.step('reconnect');
  }

  /** The channel has no more for this pipeline. */
  *channelClosed(): Generator<PipelineClientNews> {
    if (!this.#lifecycle.step('channelClosed')) return;
    const error = peerFault('InvalidState', 'The pipeline ended at the server without saying how.');
    yield this.#stateNews(this.state === 'failed' ? error : undefined);
  }

  /** The pool or the protocol broke. */
  *fault(error: unknown): Generator<PipelineClientNews> {
    if (this.#lifecycle.step('fault')) yield this.#stateNews(error);
  }

  /** Takes one message of this pipeline. Throws PsrpError for one that cannot be. */
  *receive(message: ReceivedMessage): Generator<PipelineClientNews> {
    const { type, payload } = message;
    const stream = recordStreamOf(type);
    if (stream !== undefined) {
      if (this.#lifecycle.step(type as PipelineClientEvent)) {
        yield { type: 'record', pipelineId: this.id, stream, payload };
      }
    } else if (type === 'PIPELINE_HOST_CALL') {
      if (this.#lifecycle.step(type)) yield { type: 'pipelineHostCall', pipelineId: this.id, payload };
    } else if (type === 'PIPELINE_STATE') {
      const { state, error } = contentOf(type, payload);
      const before = this.state;
      if (this.#lifecycle.step(eventOf(state)) && this.state !== before) yield this.#stateNews(error, payload);
    } else {
      throw peerFault('UnexpectedMessage', `${type} does not go to a pipeline's client.`);
    }
  }

  #stateNews(error: unknown, payload?: Payload): PipelineClientNews {
    return {
      type: 'pipelineState',
      pipelineId: this.id,
      state: this.state,
      ...(error === undefined ? {} : { error }),
      ...(payload === undefined ? {} : { payload }),
    };
  }
}

export function isFinal(state: PipelineClientState): state is FinalState {
  return state === 'stopped' || state === 'completed' || state === 'failed';
}

function eventOf(state: PipelineState): PipelineClientEvent {
  return `STATE_${state.toUpperCase()}` as PipelineClientEvent;
}
