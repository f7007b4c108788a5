// What the service asks of whoever has the engines: a channel factory for each new shell.

import type { Identity } from '../auth/account.ts';
import type { PsrpChannelFactory } from '../psrp/channel.ts';

/** Everything known of a session when it opens. */
export interface SessionRequest {
  readonly identity: Identity;
  /** The last part of the resource URI: `Microsoft.PowerShell` for the default one. */
  readonly configurationName: string;
  readonly shellId: string;
  readonly clientAddress: string;
  /** BCP 47 tags as the client sent them. */
  readonly locale: string | undefined;
  readonly dataLocale: string | undefined;
}

/** Gives the engine of a new session; undefined when there is no such configuration. */
export type EngineFor = (
  request: SessionRequest,
) => PsrpChannelFactory | undefined | Promise<PsrpChannelFactory | undefined>;
