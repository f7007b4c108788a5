// The client library: runspace pools and pipelines over any carrier of PSRP.
//
//   import { childProcessChannel, RunspacePool, toPlain } from 'psremoting';
//
//   await using pool = await RunspacePool.open({
//     channel: childProcessChannel({ command: 'pwsh', arguments: ['-s', '-NoLogo', '-NoProfile'] }),
//   });
//   for await (const record of pool.start('1..3 | ForEach-Object { $_ * $args[0] }', { arguments: [2] })) {
//     if (record.stream === 'output') console.log(toPlain(record.value));
//   }
export { type ChildProcessOptions, childProcessChannel } from '../transport/out-of-process/child-process-channel.ts';
export { type StreamChannelOptions, streamChannel } from '../transport/out-of-process/stream-channel.ts';
export { ClientError, type ClientErrorCode } from './client-error.ts';
export type { ClientHost, HostMethods } from './client-host.ts';
export {
  defaultThrottle,
  type FanOutHost,
  type FanOutOptions,
  type FanOutRecord,
  type HostEnd,
  invokeOnHosts,
  invokeRawOnHosts,
  type RawFanOutRecord,
  type RecordOrigin,
} from './fan-out.ts';
export {
  Pipeline,
  type PipelineOptions,
  type PipelineOutcome,
  type PipelineOutput,
  type PipelineResult,
} from './pipeline.ts';
export { type MergeableStream, PowerShell } from './power-shell.ts';
export type { PipelineRecord, RawRecord } from './record.ts';
export {
  defaultOpenTimeoutMs,
  type Runnable,
  type RunOptions,
  RunspacePool,
  type RunspacePoolOptions,
} from './runspace-pool.ts';
export { fromPlain, type ToPlainOptions, toPlain } from './to-plain.ts';
