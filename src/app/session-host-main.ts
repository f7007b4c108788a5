// The program of a session host: the runspaces of one user, served over the stream that the service opened (file descriptor 3).
import { Socket } from 'node:net';
import { sessionKeyCrypto } from '../crypto/session-key-crypto.ts';
import { memoryDirectory } from '../directory/memory-directory.ts';
import { simulatedMachine } from '../platform/simulated/simulated-machine.ts';
import type { PsrpChannelFactory } from '../psrp/channel.ts';
import { clixmlCodec } from '../psrp/clixml-codec.ts';
import { childGroups } from '../runspace/child-groups.ts';
import { embeddedEngine } from '../runspace/embedded-engine.ts';
import { MemoryWatch } from '../runspace/memory-watch.ts';
import { sessionHostChildren, sessionHostStream } from '../runspace/session-hosts.ts';
import { WarmWorkers } from '../runspace/warm-workers.ts';
import { serveMultiplex } from '../transport/multiplex/multiplex-server.ts';
import { sessionMemory, startRunspaceWorker } from './programs.ts';
import { remotingService } from './remoting-service.ts';
import { directoryObjectOf, type SessionMetadata } from './session-metadata.ts';
import { type SessionServices, sessionServices, thisMachine } from './session-services.ts';

/** Nothing but ending the process helps against a thread that does not end. */
const endProcess = () => {
  childGroups.killAll();
  process.kill(process.pid, 'SIGKILL');
};

childGroups.announceOn(sessionHostChildren);
const memoryWatch = new MemoryWatch({ limit: sessionMemory, interval: 100, onExhausted: endProcess });
const warmWorkers = new WarmWorkers(startRunspaceWorker, 1);
const codec = clixmlCodec();

function servicesFor(metadata: SessionMetadata): SessionServices {
  const { simulated, userName, userDomain } = metadata;
  const hosts = new Map(simulated?.hosts.map(([name, target]) => [name.toLowerCase(), target]));
  const remoting = remotingService({
    trustedHosts: () => metadata.trustedHosts,
    allowUnencrypted: () => metadata.allowUnencrypted,
    resolve: (name) => hosts.get(name.toLowerCase()),
  });
  if (!simulated) return sessionServices({ machine: thisMachine(), remoting });
  const { objects, namingContexts } = simulated.directory;
  return sessionServices({
    machine: simulatedMachine(simulated.server, userName, userDomain, Date.now),
    remoting,
    directory: memoryDirectory(objects.map(directoryObjectOf), namingContexts),
  });
}

function engineFor(data: unknown): PsrpChannelFactory {
  const metadata = data as SessionMetadata;
  return embeddedEngine({
    warmWorkers,
    services: servicesFor(metadata),
    codec,
    crypto: sessionKeyCrypto,
    setup: {
      configurationName: metadata.configurationName,
      hostInstanceId: crypto.randomUUID(),
      culture: metadata.culture,
      connectedUser: `${metadata.userDomain}\\${metadata.userName}`,
      workingDirectory: undefined,
    },
    isTransportSecure: metadata.isTransportSecure,
    memoryWatch,
    onWedged: endProcess,
  });
}

const stream = new Socket({ fd: sessionHostStream, readable: true, writable: true });
serveMultiplex(stream, {
  engineFor,
  // The service is gone, and whatever still runs here with it.
  onClosed: endProcess,
});
