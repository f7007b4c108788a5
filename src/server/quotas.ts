// Every limit of the service in one table, with the values of a current Windows Server (WSMan:\localhost).

/** Sizes in bytes, times in milliseconds. */
export interface Quotas {
  /** MaxEnvelopeSizekb. */
  readonly maxEnvelopeSize: number;
  /** The least that a client may name as MaxEnvelopeSize (DSP0226 8.3). */
  readonly minEnvelopeSize: number;
  /** What a client that names no MaxEnvelopeSize can take. */
  readonly defaultEnvelopeSize: number;
  /** MaxTimeoutms: a request that asks for a longer OperationTimeout gets this. */
  readonly maxTimeout: number;
  /** Plugin\...\Quotas\IdleTimeoutms. */
  readonly idleTimeout: number;
  readonly maxIdleTimeout: number;
  readonly minIdleTimeout: number;
  /** Plugin\...\Quotas\MaxShellsPerUser, as Enable-PSRemoting writes it. */
  readonly maxShellsPerUser: number;
  /** Shell\MaxConcurrentUsers. */
  readonly maxConcurrentUsers: number;
  /** Service\MaxConcurrentOperationsPerUser: requests under way and commands that are open. */
  readonly maxConcurrentOperationsPerUser: number;
  /** Blob bytes of one fragment in one rsp:Stream. All recorded streams of Windows keep it, and some clients rely on it. */
  readonly maxBlobSize: number;
  /** Output that may wait for a Receive before the engine is held up, for each pool and pipeline. */
  readonly maxQueuedOutput: number;
  /** How long output waits for more of it, so that a short command's answer is one response. */
  readonly outputLinger: number;
  /** Output that no longer waits for more. */
  readonly outputFlushSize: number;
  /** How long a shell whose engine died is kept, so that its client learns why. */
  readonly deadShellTime: number;
}

export const DEFAULT_QUOTAS: Quotas = {
  maxEnvelopeSize: 500 * 1024,
  minEnvelopeSize: 8192,
  defaultEnvelopeSize: 150 * 1024,
  maxTimeout: 60_000,
  idleTimeout: 7_200_000,
  maxIdleTimeout: 2_147_483_647,
  minIdleTimeout: 60_000,
  maxShellsPerUser: 25,
  maxConcurrentUsers: 2_147_483_647,
  maxConcurrentOperationsPerUser: 1500,
  maxBlobSize: 32_747,
  maxQueuedOutput: 256 * 1024,
  outputLinger: 5,
  outputFlushSize: 64 * 1024,
  deadShellTime: 60_000,
};
