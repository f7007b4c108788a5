// A channel to a WinRM service: HTTP connections under WS-Management under PSRP. Here the three are introduced to each other.
import { Credential } from '../auth/credential.ts';
import type { MechanismName } from '../auth/mechanisms.ts';
import { trustedHosts } from '../configuration/trusted-hosts.ts';
import { ConnectionPool } from '../http/connection-pool.ts';
import { HttpConnection, type HttpConnectionOptions } from '../http/http-connection.ts';
import { HttpError } from '../http/http-error.ts';
import type { PsrpChannelFactory } from '../psrp/channel.ts';
import { wsmanChannelFactory } from '../transport/wsman/wsman-channel.ts';

/** What a session says of how it reaches its computer; the names are those of New-PSSession's parameters. */
export interface WsmanConnectionOptions {
  readonly computerName: string;
  readonly port?: number | undefined;
  readonly useSSL?: boolean | undefined;
  /** Path of the service; `wsman` unless given. */
  readonly applicationName?: string | undefined;
  readonly configurationName?: string | undefined;
  /** Default means Negotiate. */
  readonly authentication?: 'Default' | MechanismName | undefined;
  readonly credential: { readonly userName: string; readonly password: string };
  /** WSMan:\localhost\Client\TrustedHosts. */
  readonly trustedHosts?: string | undefined;
  /** WSMan:\localhost\Client\AllowUnencrypted. */
  readonly allowUnencrypted?: boolean | undefined;
  readonly tls?: HttpConnectionOptions['tls'] | undefined;
  /** Where to connect, when somebody knows better than DNS. */
  readonly address?: string | undefined;
  /** Milliseconds. */
  readonly connectTimeout?: number | undefined;
  readonly operationTimeout?: number | undefined;
  readonly idleTimeout?: number | undefined;
  /** Name of the session, as the server lists it. */
  readonly name?: string | undefined;
  /** The runspace pool's id. */
  readonly id: string;
}

const defaultPorts = { http: 5985, https: 5986 } as const;

/** Windows allows 500 KiB; a body of ours stays below it and answers may be sealed. */
const maxEnvelopeSize = 500 * 1024;

/** Makes channels of one session; nothing is connected before the channel is opened. */
export function wsmanConnection(options: WsmanConnectionOptions): PsrpChannelFactory {
  const { computerName, useSSL = false } = options;
  const scheme = useSSL ? 'https' : 'http';
  const port = options.port ?? defaultPorts[scheme];
  const path = `/${(options.applicationName ?? 'wsman').replace(/^\//, '')}`;
  const authentication = options.authentication ?? 'Default';
  const credential = new Credential(options.credential.userName, options.credential.password);
  const policy = {
    isTrustedHost: trustedHosts(options.trustedHosts ?? ''),
    allowUnencrypted: options.allowUnencrypted ?? false,
  };
  return (receiver) => {
    const pool = new ConnectionPool({
      connect: () =>
        new HttpConnection({
          target: { host: computerName, port, isSecure: useSSL, path, address: options.address },
          authentication: authentication === 'Default' ? 'Negotiate' : authentication,
          credential,
          policy,
          ...(options.tls === undefined ? {} : { tls: options.tls }),
          ...(options.connectTimeout === undefined ? {} : { connectTimeout: options.connectTimeout }),
          maxResponseSize: 4 * maxEnvelopeSize,
        }),
    });
    const factory = wsmanChannelFactory({
      exchange: async (envelope, { isLongPoll, signal }) => {
        const response = await pool.exchange(envelope, { isLongPoll, signal });
        // What somebody on the way could have written is not looked at.
        if (!response.isProtected && !policy.allowUnencrypted && response.status === 200) {
          throw new HttpError('BadResponse', 'The server answered in the clear.', { computerName, origin: 'remote' });
        }
        return response;
      },
      endpoint: `${scheme}://${computerName}:${port}${path}`,
      runspacePoolId: options.id,
      maxEnvelopeSize,
      ...(options.configurationName === undefined ? {} : { configurationName: options.configurationName }),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(options.idleTimeout === undefined ? {} : { idleTimeout: options.idleTimeout }),
      ...(options.operationTimeout === undefined ? {} : { operationTimeout: options.operationTimeout }),
    });
    return factory({
      data: receiver.data.bind(receiver),
      pipelineClosed: receiver.pipelineClosed.bind(receiver),
      closed: (reason) => {
        pool.close();
        receiver.closed(reason);
      },
    });
  };
}
