// The services of a runspace as its worker sees them: each method asks the main side over the bridge.
import type { WorkerBridge } from '../../bridge/worker-bridge.ts';
import type { PlatformIdentity, Services } from '../../host/services.ts';

/** The methods of each service; a missing one does not compile. */
const methods: { readonly [S in keyof Services]: { readonly [M in keyof Services[S]]: true } } = {
  platform: { identity: true, processes: true, services: true, hotFixes: true, cimInstances: true },
  directory: { search: true, defaultNamingContext: true },
  process: { run: true, sleep: true, readStream: true },
  remoting: {
    openSessions: true,
    sessionFacts: true,
    closeSession: true,
    invoke: true,
    sendInput: true,
    endInput: true,
  },
};

function bridged<S extends keyof Services>(bridge: WorkerBridge, name: S): Services[S] {
  return bridge.service<Services[S]>(name, Object.keys(methods[name]) as (keyof Services[S] & string)[]);
}

export function bridgedServices(bridge: WorkerBridge): Services {
  const platform = bridged(bridge, 'platform');
  let identity: PlatformIdentity | undefined;
  return {
    platform: {
      ...platform,
      // It never changes, and a script may ask for it in a loop ($env:COMPUTERNAME).
      identity: () => (identity ??= platform.identity()),
    },
    directory: bridged(bridge, 'directory'),
    process: bridged(bridge, 'process'),
    remoting: bridged(bridge, 'remoting'),
  };
}
