// The service's end: PsrpChannels whose engine lives in another process, all over that process's one stream.
import type { Duplex } from 'node:stream';
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver } from '../../psrp/channel.ts';
import { decodeError, encodeOpen, type Frame, MultiplexError } from './frame.ts';
import { FrameLink } from './frame-link.ts';

/** As much as a fragment of 32 KiB leaves for its blob (MS-PSRP 2.2.4). */
const maxBlobSize = 32_747;

export class MultiplexClient {
  readonly #link: FrameLink;
  readonly #channels = new Map<number, PsrpChannelReceiver>();
  #nextChannel = 1;

  constructor(stream: Duplex, onClosed: (error: Error) => void) {
    this.#link = new FrameLink(
      stream,
      (frame) => this.#receive(frame),
      (error) => {
        const receivers = [...this.#channels.values()];
        this.#channels.clear();
        for (const receiver of receivers) receiver.closed(error);
        onClosed(error);
      },
    );
  }

  get channelCount(): number {
    return this.#channels.size;
  }

  /** A factory of channels to an engine that the other process makes for this metadata (plain data, JSON). */
  channel(metadata: unknown): PsrpChannelFactory {
    return (receiver) => this.#channel(metadata, receiver);
  }

  /** Ends the stream; every channel closes with this error. */
  close(error: Error = new MultiplexError('SessionHostGone', 'The session host was closed.')): void {
    this.#link.close(error);
  }

  #channel(metadata: unknown, receiver: PsrpChannelReceiver): PsrpChannel {
    const id = this.#nextChannel++;
    const link = this.#link;
    this.#channels.set(id, receiver);
    return {
      maxBlobSize,
      open: (creation) => link.request('open', id, undefined, encodeOpen(metadata, creation)),
      createPipeline: (pipelineId, creation) => link.request('createPipeline', id, pipelineId, creation),
      send: (destination, fragments, stream) =>
        link.request(stream === 'promptResponse' ? 'sendPromptResponse' : 'send', id, destination, fragments),
      signal: (pipelineId) => link.request('signal', id, pipelineId),
      closePipeline: (pipelineId) => link.request('closePipeline', id, pipelineId),
      close: async () => {
        if (this.#channels.has(id)) await link.request('close', id).catch(() => {});
      },
    };
  }

  #receive(frame: Frame): void | Promise<void> {
    const receiver = this.#channels.get(frame.channel);
    if (!receiver) return;
    switch (frame.kind) {
      case 'data':
        return receiver.data(frame.pipelineId, frame.payload);
      case 'pipelineClosed':
        return receiver.pipelineClosed(frame.pipelineId ?? '');
      case 'closed':
        this.#channels.delete(frame.channel);
        return receiver.closed(decodeError(frame.payload));
      default:
        throw new MultiplexError('FrameInvalid', `A session host does not send ${frame.kind}.`, { origin: 'remote' });
    }
  }
}
