// The server's end of the out-of-process protocol: drives an engine's channel from a pair of byte streams (`psremoting -s`).
import type { PsrpChannel, PsrpChannelFactory, PsrpDestination } from '../../psrp/channel.ts';
import { decodeFragments } from '../../psrp/fragment.ts';
import { ChannelError } from '../channel-error.ts';
import type { DataPacket, Packet } from './packet.ts';
import { PacketStream, type PacketStreamOptions } from './packet-stream.ts';

/** How much may be sent before a pool's two first messages are whole. */
const maxCreationBytes = 16 * 1024 * 1024;

/**
 * Serves pools, one after another, until the input ends; then closes what is open and resolves. Rejects with ChannelError when
 * the peer breaks the protocol, and with the engine's error when the engine breaks.
 */
export async function serveOutOfProcess(engine: PsrpChannelFactory, options: PacketStreamOptions): Promise<void> {
  const packets = new PacketStream(options);
  let pool: ServedPool | undefined;
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
    packets.stopReading();
  };
  try {
    for await (const packet of packets.read()) {
      // PowerShell's client reuses the process: after Close, the next packet begins another pool.
      pool ??= new ServedPool(engine, packets, fail);
      if (await pool.receive(packet)) pool = undefined;
    }
  } catch (error) {
    failure ??= error as Error;
  } finally {
    await pool?.close().catch(() => undefined);
    packets.end();
  }
  if (failure !== undefined) throw failure;
}

type PipelineState = 'announced' | 'created';

class ServedPool {
  readonly #packets: PacketStream;
  readonly #channel: PsrpChannel;
  readonly #fail: (error: Error) => void;
  readonly #pipelines = new Map<string, PipelineState>();
  // The work for each destination, in order; other destinations do not wait for it.
  readonly #queues = new Map<PsrpDestination, Promise<void>>();
  #creation: Uint8Array[] | undefined = [];
  #isClosing = false;

  constructor(engine: PsrpChannelFactory, packets: PacketStream, fail: (error: Error) => void) {
    this.#packets = packets;
    this.#fail = fail;
    this.#channel = engine({
      // An engine whose client is gone is closed soon; until then its output finds no room, and costs nothing.
      data: (destination, fragments) =>
        packets.write({ type: 'Data', destination, stream: 'default', fragments }).catch((error) => {
          this.#failed(error);
          return new Promise<void>(() => undefined);
        }),
      pipelineClosed: () => undefined,
      closed: (reason) => {
        if (!this.#isClosing) fail(reason ?? new ChannelError('ChannelClosed', 'The engine ended the session.'));
      },
    });
  }

  /** Takes a packet; true after the one that closes the pool. */
  async receive(packet: Packet): Promise<boolean> {
    const { destination } = packet;
    switch (packet.type) {
      case 'Data':
        this.#queue(destination, () => this.#data(packet));
        return false;
      case 'Command':
        if (destination === undefined) throw misplaced(packet);
        this.#pipelines.set(destination, 'announced');
        await this.#packets.write({ type: 'CommandAck', destination });
        return false;
      case 'Signal':
        if (destination === undefined) throw misplaced(packet);
        // Not queued: a stop must not wait for input that the pipeline does not read.
        this.#run(async () => {
          if (this.#pipelines.get(destination) === 'created') await this.#channel.signal(destination);
          await this.#packets.write({ type: 'SignalAck', destination });
        });
        return false;
      case 'Close':
        if (destination !== undefined) {
          this.#run(async () => {
            const state = this.#pipelines.get(destination);
            this.#pipelines.delete(destination);
            if (state === 'created') await this.#channel.closePipeline(destination);
            await this.#packets.write({ type: 'CloseAck', destination });
          });
          return false;
        }
        await this.close();
        await this.#packets.write({ type: 'CloseAck', destination });
        return true;
      default:
        throw misplaced(packet);
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#channel.close();
  }

  async #data(packet: DataPacket): Promise<void> {
    const { destination, fragments, stream } = packet;
    if (destination === undefined && this.#creation !== undefined) await this.#create(this.#creation, fragments);
    else if (destination === undefined) await this.#channel.send(undefined, fragments, stream);
    else {
      const state = this.#pipelines.get(destination);
      if (state === 'announced') {
        this.#pipelines.set(destination, 'created');
        await this.#channel.createPipeline(destination, fragments);
      } else if (state === 'created') {
        await this.#channel.send(destination, fragments, stream);
      }
      // Data for a pipeline that is gone is acknowledged and dropped: its sender may not know yet.
    }
    await this.#packets.write({ type: 'DataAck', destination });
  }

  /** Gathers fragments until the pool's first two messages (SESSION_CAPABILITY, INIT_RUNSPACEPOOL) are whole. */
  async #create(creation: Uint8Array[], fragments: Uint8Array): Promise<void> {
    creation.push(fragments);
    const bytes = Buffer.concat(creation);
    const ended = [...decodeFragments(bytes)].filter(({ end }) => end).length;
    if (ended >= 2) {
      this.#creation = undefined;
      await this.#channel.open(bytes);
    } else if (bytes.length > maxCreationBytes) {
      throw new ChannelError('InvalidPacket', 'The creation of the runspace pool is too long.', { origin: 'remote' });
    }
  }

  #queue(destination: PsrpDestination, work: () => Promise<void>): void {
    const queued = (this.#queues.get(destination) ?? Promise.resolve()).then(work);
    this.#queues.set(destination, queued);
    queued.catch((error) => this.#failed(error));
  }

  #run(work: () => Promise<void>): void {
    work().catch((error) => this.#failed(error));
  }

  #failed(error: unknown): void {
    if (!this.#isClosing) this.#fail(error as Error);
  }
}

function misplaced({ type }: Packet): ChannelError {
  return new ChannelError('InvalidPacket', `A client does not send ${type} there.`, { origin: 'remote' });
}
