// The client's end of the out-of-process protocol over any pair of byte streams.
//
// PowerShell's server handles each line on a thread of its own, so order is kept by waiting: one Data packet for a destination
// is on its way at a time, and the next goes when DataAck has come. That is also the back-pressure.
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver, PsrpDestination } from '../../psrp/channel.ts';
import type { OutboundStream } from '../../psrp/fragmenter.ts';
import { ChannelError } from '../channel-error.ts';
import { Delivery } from '../delivery.ts';
import type { ControlPacket, Packet } from './packet.ts';
import { PacketStream, type PacketStreamOptions } from './packet-stream.ts';

export interface StreamChannelOptions extends PacketStreamOptions {
  /** The most bytes of blob in a fragment; 32 KiB, as PowerShell sends them. */
  readonly maxBlobSize?: number;
  /** Called once when no more can come, before `closed` of the receiver; may give a better reason (a process's last words). */
  readonly onEnd?: (reason: Error | undefined) => Promise<Error | undefined>;
}

/** PowerShell's fragment size over stdio. */
export const defaultMaxBlobSize = 32 * 1024;

/** A channel over streams that are connected already; the factory may be used once. */
export function streamChannel(options: StreamChannelOptions): PsrpChannelFactory {
  return (receiver) => new StreamChannel(options, receiver);
}

interface Waiter {
  resolve(): void;
  reject(error: Error): void;
}

interface QueuedData extends Waiter {
  readonly stream: OutboundStream;
  readonly fragments: Uint8Array;
}

/** What this end knows of a destination. */
interface Route {
  readonly queue: QueuedData[];
  inFlight: QueuedData | undefined;
  /** Pending from Signal to SignalAck. */
  signalling: Promise<void> | undefined;
}

function newRoute(): Route {
  return { queue: [], inFlight: undefined, signalling: undefined };
}

type AckType = 'CommandAck' | 'SignalAck' | 'CloseAck';

class StreamChannel implements PsrpChannel {
  readonly maxBlobSize: number;
  readonly #packets: PacketStream;
  readonly #receiver: PsrpChannelReceiver;
  readonly #delivery: Delivery;
  readonly #onEnd: StreamChannelOptions['onEnd'];
  readonly #routes = new Map<PsrpDestination, Route>();
  readonly #acks = new Map<string, Waiter[]>();
  #isReading = false;
  #closing: Promise<void> | undefined;
  #end: { reason: Error | undefined } | undefined;

  constructor(options: StreamChannelOptions, receiver: PsrpChannelReceiver) {
    this.maxBlobSize = options.maxBlobSize ?? defaultMaxBlobSize;
    this.#packets = new PacketStream(options);
    this.#receiver = receiver;
    this.#delivery = new Delivery(receiver);
    this.#onEnd = options.onEnd;
    this.#routes.set(undefined, newRoute());
  }

  async open(creation: Uint8Array): Promise<void> {
    this.#isReading = true;
    void this.#read();
    await this.send(undefined, creation);
  }

  async createPipeline(pipelineId: string, creation: Uint8Array): Promise<void> {
    this.#check();
    this.#routes.set(pipelineId, newRoute());
    await this.#ask('Command', pipelineId, 'CommandAck');
    await this.send(pipelineId, creation);
  }

  async send(destination: PsrpDestination, fragments: Uint8Array, stream: OutboundStream = 'default'): Promise<void> {
    this.#check();
    const route = this.#routes.get(destination);
    // The pipeline was closed meanwhile; nobody misses what was meant for it.
    if (route === undefined) return;
    await new Promise<void>((resolve, reject) => {
      const data = { stream, fragments, resolve, reject };
      // A prompt's answer goes before data that waits, after answers that wait.
      const firstDefault = route.queue.findIndex((item) => item.stream === 'default');
      if (stream === 'default' || firstDefault < 0) route.queue.push(data);
      else route.queue.splice(firstDefault, 0, data);
      this.#pump(destination, route);
    });
  }

  async signal(pipelineId: string): Promise<void> {
    this.#check();
    const route = this.#routes.get(pipelineId);
    if (route === undefined) return;
    route.signalling ??= this.#ask('Signal', pipelineId, 'SignalAck');
    await route.signalling;
  }

  async closePipeline(pipelineId: string): Promise<void> {
    if (this.#end !== undefined) return;
    const route = this.#routes.get(pipelineId);
    if (route === undefined) return;
    // PowerShell would handle Close beside a Signal that is not done yet, and sometimes keep the runspace for ever.
    await route.signalling?.catch(() => undefined);
    if (!this.#routes.has(pipelineId)) return;
    this.#forget(pipelineId, route);
    await this.#ask('Close', pipelineId, 'CloseAck');
    this.#delivery.pipelineClosed(pipelineId);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (!this.#isReading) {
      this.#packets.destroy();
      await this.#finish(undefined);
      return;
    }
    try {
      // PowerShell's server does not close the pool before each pipeline that was created is closed.
      const pipelines = [...this.#routes.keys()].filter((id) => id !== undefined);
      await Promise.all(pipelines.map((id) => this.closePipeline(id)));
      if (this.#end === undefined) await this.#ask('Close', undefined, 'CloseAck');
    } catch {
      // The peer is gone, which is what was wanted.
    }
    this.#packets.end();
    await this.#finish(undefined);
  }

  async #read(): Promise<void> {
    let reason: Error = new ChannelError('ConnectionLost', 'The peer ended the connection.', { origin: 'remote' });
    try {
      for await (const packet of this.#packets.read()) {
        const pending = this.#receive(packet);
        if (pending !== undefined) await pending;
        if (this.#end !== undefined) break;
      }
    } catch (error) {
      reason = error as Error;
      this.#packets.destroy();
    }
    await this.#finish(reason);
  }

  #receive(packet: Packet): void | Promise<void> {
    const { destination } = packet;
    switch (packet.type) {
      case 'Data':
        return this.#delivery.data(destination, packet.fragments);
      case 'DataAck': {
        const route = this.#routes.get(destination);
        const sent = route?.inFlight;
        if (route === undefined || sent === undefined) return;
        route.inFlight = undefined;
        sent.resolve();
        this.#pump(destination, route);
        return;
      }
      case 'CommandAck':
      case 'SignalAck':
      case 'CloseAck':
        this.#acks.get(ackKey(packet.type, destination))?.shift()?.resolve();
        return;
      default:
        throw new ChannelError('InvalidPacket', `A server does not send ${packet.type}.`, { origin: 'remote' });
    }
  }

  #pump(destination: PsrpDestination, route: Route): void {
    if (route.inFlight !== undefined) return;
    const next = route.queue.shift();
    if (next === undefined) return;
    route.inFlight = next;
    const packet: Packet = { type: 'Data', destination, stream: next.stream, fragments: next.fragments };
    this.#packets.write(packet).catch(next.reject);
  }

  async #ask(type: ControlPacket['type'], destination: PsrpDestination, ack: AckType): Promise<void> {
    const answered = new Promise<void>((resolve, reject) => {
      const key = ackKey(ack, destination);
      const waiters = this.#acks.get(key) ?? [];
      waiters.push({ resolve, reject });
      this.#acks.set(key, waiters);
    });
    // A failed write ends the stream as well, and that rejects whoever waits.
    answered.catch(() => undefined);
    await this.#packets.write({ type, destination });
    await answered;
  }

  #forget(destination: PsrpDestination, route: Route): void {
    this.#routes.delete(destination);
    for (const data of [route.inFlight, ...route.queue]) data?.resolve();
    // Whoever waits for the pipeline to stop has what was asked for; an acknowledgement that still comes finds nobody.
    for (const type of ['CommandAck', 'SignalAck', 'CloseAck'] as const) {
      const key = ackKey(type, destination);
      for (const waiter of this.#acks.get(key) ?? []) waiter.resolve();
      this.#acks.delete(key);
    }
  }

  #check(): void {
    if (this.#end === undefined && this.#closing === undefined) return;
    throw this.#end?.reason ?? new ChannelError('ChannelClosed', 'The channel is closed.');
  }

  async #finish(reason: Error | undefined): Promise<void> {
    if (this.#end !== undefined) return;
    const wanted = this.#closing !== undefined;
    this.#end = { reason: wanted ? undefined : reason };
    await this.#delivery.idle();
    const better = (await this.#onEnd?.(this.#end.reason)) ?? this.#end.reason;
    const told = wanted ? undefined : better;
    this.#end = { reason: told };
    const failure = told ?? new ChannelError('ChannelClosed', 'The channel was closed.');
    for (const waiter of [...this.#acks.values()].flat()) waiter.reject(failure);
    for (const route of this.#routes.values()) {
      for (const data of [route.inFlight, ...route.queue]) data?.reject(failure);
    }
    this.#acks.clear();
    this.#routes.clear();
    this.#receiver.closed(told);
  }
}

function ackKey(type: AckType, destination: PsrpDestination): string {
  return `${type} ${destination ?? 'pool'}`;
}
