// `connect`: the client library's way to a computer, over WSMan.
import { randomUUID } from 'node:crypto';
import { RunspacePool, type RunspacePoolOptions } from '../client/runspace-pool.ts';
import { type WsmanConnectionOptions, wsmanConnection } from './wsman-connection.ts';

export interface ConnectOptions
  extends Omit<WsmanConnectionOptions, 'id'>,
    Omit<RunspacePoolOptions, 'channel' | 'computerName' | 'id'> {}

/**
 * Opens a runspace pool on a computer. Rejects with a ClientError whose cause says why: an HttpError (HostNotFound,
 * AuthenticationFailed, HostNotTrusted, ...) or a WsmanError with the service's fault.
 */
export function connect(options: ConnectOptions): Promise<RunspacePool> {
  const id = randomUUID();
  return RunspacePool.open({
    ...options,
    id,
    channel: wsmanConnection({ ...options, id }),
    // NTLM seals, TLS encrypts; Basic over HTTP, which needs AllowUnencrypted, does neither.
    isTransportSecure: options.useSSL === true || options.authentication !== 'Basic',
  });
}
