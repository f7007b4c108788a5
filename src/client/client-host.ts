// The client's host: what it does when the server calls one of its methods (MS-PSRP 2.2.3.17).
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import type { HostCall, HostResponse } from '../psrp/host-call.ts';
import { type HostDefaultData, type HostInfo, hostWithInterface, noHost } from '../psrp/host-info.ts';
import {
  type HostMethodName,
  type HostMethodParameters,
  type HostMethodResult,
  isAnswered,
} from '../psrp/host-methods.ts';

type Awaitable<T> = T | Promise<T>;

/**
 * The methods that this host has, under their names in the protocol: `ReadLine`, `Prompt`, `PromptForCredential1`,
 * `WriteLine2`... Each may take its time. A method that throws, or is missing, fails in the script that called it.
 */
export type HostMethods = {
  readonly [M in HostMethodName]?: (
    ...parameters: HostMethodParameters<M>
    // biome-ignore lint/suspicious/noConfusingVoidType: a method without a result is written as one that returns nothing
  ) => Awaitable<HostMethodResult<M> | null | void>;
};

export interface ClientHost {
  readonly methods: HostMethods;
  /** The console's state, which servers answer raw user interface properties from; without it there is no raw UI. */
  readonly defaultData?: HostDefaultData;
}

/** What the server is told of a host. */
export function hostInfoOf(host: ClientHost | undefined): HostInfo {
  return host === undefined ? noHost : hostWithInterface(host.defaultData);
}

/** Runs a call; gives the response to send, or undefined for a method without one. Never rejects. */
export async function performHostCall(host: ClientHost | undefined, call: HostCall): Promise<HostResponse | undefined> {
  const { callId, method } = call;
  const perform = host?.methods[method] as ((...parameters: readonly unknown[]) => unknown) | undefined;
  try {
    if (perform === undefined) {
      if (!isAnswered(method)) return undefined;
      throw new Error(`The host does not support ${method}.`);
    }
    const result = await perform.apply(host?.methods, call.parameters as unknown[]);
    return isAnswered(method) ? { callId, method, result } : undefined;
  } catch (error) {
    return isAnswered(method) ? { callId, method, error: hostErrorRecord(error) } : undefined;
  }
}

function hostErrorRecord(error: unknown): ErrorRecord {
  const message = error instanceof Error ? error.message : String(error);
  const exception = new NetException('System.Management.Automation.Host.HostException', message);
  return new ErrorRecord(exception, 'RemoteHostExecutionException', 'NotSpecified');
}
