// The session host's end: makes an engine for each channel that the service opens and carries its fragments.
import type { Duplex } from 'node:stream';
import type { PsrpChannel, PsrpChannelFactory } from '../../psrp/channel.ts';
import { decodeOpen, encodeError, type Frame, MultiplexError } from './frame.ts';
import { FrameLink } from './frame-link.ts';

export interface MultiplexServerOptions {
  /** The engine for a channel, by the metadata that the service gave. */
  readonly engineFor: (metadata: unknown) => PsrpChannelFactory;
  /** The service is gone. */
  readonly onClosed: () => void;
}

/** Serves channels on `stream` until it ends; then every engine is closed. */
export function serveMultiplex(stream: Duplex, options: MultiplexServerOptions): void {
  const channels = new Map<number, PsrpChannel>();

  const open = (frame: Frame): Promise<void> => {
    if (channels.has(frame.channel))
      throw new MultiplexError('FrameInvalid', 'This channel is open already.', { origin: 'remote' });
    const { metadata, creation } = decodeOpen(frame.payload);
    const id = frame.channel;
    const channel = options.engineFor(metadata)({
      data: (destination, fragments) => link.request('data', id, destination, fragments),
      pipelineClosed: (pipelineId) => void link.request('pipelineClosed', id, pipelineId).catch(() => {}),
      closed: (reason) => {
        channels.delete(id);
        void link.request('closed', id, undefined, encodeError(reason)).catch(() => {});
      },
    });
    channels.set(id, channel);
    return channel.open(creation);
  };

  const receive = (frame: Frame): void | Promise<void> => {
    if (frame.kind === 'open') return open(frame);
    const channel = channels.get(frame.channel);
    // The engine may have closed by itself while this frame was under way.
    if (!channel) throw new MultiplexError('ChannelClosed', 'This session has ended.', { origin: 'remote' });
    const pipelineId = frame.pipelineId ?? '';
    switch (frame.kind) {
      case 'createPipeline':
        return channel.createPipeline(pipelineId, frame.payload);
      case 'send':
        return channel.send(frame.pipelineId, frame.payload);
      case 'sendPromptResponse':
        return channel.send(frame.pipelineId, frame.payload, 'promptResponse');
      case 'signal':
        return channel.signal(pipelineId);
      case 'closePipeline':
        return channel.closePipeline(pipelineId);
      case 'close':
        return channel.close();
      default:
        throw new MultiplexError('FrameInvalid', `A service does not send ${frame.kind}.`, { origin: 'remote' });
    }
  };

  const link = new FrameLink(stream, receive, () => {
    for (const channel of channels.values()) void channel.close().catch(() => {});
    channels.clear();
    options.onClosed();
  });
}
