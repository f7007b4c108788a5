// `psremoting -s` and `-sshs`: a PSRP server on standard input and output, as `pwsh -s` and a Subsystem line run it.
import { randomUUID } from 'node:crypto';
import { dataFolder } from '../app/data-folder.ts';
import { sessionMemory, startRunspaceWorker } from '../app/programs.ts';
import { remotingService } from '../app/remoting-service.ts';
import { sessionServices, thisMachine } from '../app/session-services.ts';
import { Settings } from '../configuration/settings.ts';
import { sessionKeyCrypto } from '../crypto/session-key-crypto.ts';
import { clixmlCodec } from '../psrp/clixml-codec.ts';
import { childGroups } from '../runspace/child-groups.ts';
import { embeddedEngine } from '../runspace/embedded-engine.ts';
import { MemoryWatch } from '../runspace/memory-watch.ts';
import { WarmWorkers } from '../runspace/warm-workers.ts';
import { serveOutOfProcess } from '../transport/out-of-process/out-of-process-server.ts';

/** Nothing but ending the process helps against a thread that does not end. */
const endProcess = () => {
  childGroups.killAll();
  process.kill(process.pid, 'SIGKILL');
};

/** Serves until standard input ends; nothing but the protocol goes to standard output. */
export async function runServerMode(workingDirectory: string | undefined): Promise<number> {
  const settings = new Settings(dataFolder(undefined));
  const remoting = remotingService({
    trustedHosts: () => settings.all()['Client/TrustedHosts'],
    allowUnencrypted: () => settings.all()['Client/AllowUnencrypted'],
  });
  const warmWorkers = new WarmWorkers(startRunspaceWorker, 1);
  const engine = embeddedEngine({
    warmWorkers,
    services: sessionServices({ machine: thisMachine(), remoting }),
    codec: clixmlCodec(),
    crypto: sessionKeyCrypto,
    setup: {
      configurationName: 'Microsoft.PowerShell',
      hostInstanceId: randomUUID(),
      culture: 'en-US',
      connectedUser: undefined,
      workingDirectory,
    },
    // Pipes between two processes of one user, or SSH's encryption.
    isTransportSecure: true,
    memoryWatch: new MemoryWatch({ limit: sessionMemory, interval: 100, onExhausted: endProcess }),
    onWedged: endProcess,
  });
  await serveOutOfProcess(engine, { input: process.stdin, output: process.stdout });
  await remoting.close();
  await warmWorkers.close();
  childGroups.killAll();
  return 0;
}
