// PsrpChannel: the one interface behind which every session engine and every carrier of PSRP stands.
//
// A WSMan shell, `pwsh -s` over stdio or SSH, the embedded engine's session host and the in-memory pair all implement it, so
// the client drives any of them, and the WinRM service (a client of its engine) moves fragments between a shell and a channel.

/** Fragments for the runspace pool itself (`undefined`) or for the pipeline with this id (lower-case GUID text). */
export type PsrpDestination = string | undefined;

/** What a channel delivers. Each call carries one or more whole fragments (MS-PSRP 2.2.4), never part of one. */
export interface PsrpChannelReceiver {
  /** While the returned promise is pending the channel delivers no more for this destination: this is the back-pressure. */
  data(destination: PsrpDestination, fragments: Uint8Array): void | Promise<void>;
  /** The peer's end of this pipeline is gone; nothing more comes for it. */
  pipelineClosed(pipelineId: string): void;
  /** The channel is gone: `reason` is undefined after `close()`, and a CodedError otherwise. Called exactly once. */
  closed(reason: Error | undefined): void;
}

/** One runspace pool's connection to its engine, as seen by the side that asks. Every promise rejects with a CodedError. */
export interface PsrpChannel {
  /** The most bytes of blob that one fragment may carry towards the engine. */
  readonly maxBlobSize: number;
  /** Creates the pool; `creation` holds the fragments of SESSION_CAPABILITY and INIT_RUNSPACEPOOL. */
  open(creation: Uint8Array): Promise<void>;
  /** Creates a pipeline; `creation` holds at least the first fragment of CREATE_PIPELINE, more may follow by `send`. */
  createPipeline(pipelineId: string, creation: Uint8Array): Promise<void>;
  /**
   * Sends fragments; resolves when the carrier has room for more, so awaiting it bounds memory. `promptResponse` overtakes
   * default data (host responses, MS-PSRP 2.2.3 `pr`).
   */
  send(destination: PsrpDestination, fragments: Uint8Array, stream?: 'default' | 'promptResponse'): Promise<void>;
  /** Asks the engine to stop this pipeline; never waits behind a pending receive. */
  signal(pipelineId: string): Promise<void>;
  /** Releases this pipeline at the engine, running or not. */
  closePipeline(pipelineId: string): Promise<void>;
  /** Ends the pool and everything in it; resolves when the engine has confirmed or is gone. Safe to call twice. */
  close(): Promise<void>;
  /** Lets the pool live on at the engine without this client, where the carrier can (WSMan, broker). */
  disconnect?(): Promise<void>;
  /** Takes up a pool that this channel disconnected. */
  reconnect?(): Promise<void>;
}

/** Makes a channel that delivers to `receiver`; nothing is sent before `open`. */
export type PsrpChannelFactory = (receiver: PsrpChannelReceiver) => PsrpChannel;
