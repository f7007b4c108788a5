// A runspace: one session with its host and services, and what runs in it right now (System.Management.Automation.ExecutionContext).
import type { PSHost } from '../host/ps-host.ts';
import type { Services } from '../host/services.ts';
import { ArrayList } from '../psobject/collections.ts';
import type { CmdletModule } from './definitions/cmdlet.ts';
import type { Provider } from './definitions/provider.ts';
import type { SessionState } from './session-state.ts';

export interface RunspaceOptions {
  readonly services: Services;
  readonly host: PSHost;
  readonly cmdletModules: readonly CmdletModule[];
}

export class Runspace {
  readonly services: Services;
  readonly host: PSHost;
  readonly providers = new Map<string, Provider>();
  /** $Error. */
  readonly errors = new ArrayList();
  /** $?. */
  succeeded = true;
  declare readonly global: SessionState;
  /** $HOME of this machine, as a provider path. */
  home = '/';

  constructor(options: RunspaceOptions) {
    this.services = options.services;
    this.host = options.host;
  }
}
