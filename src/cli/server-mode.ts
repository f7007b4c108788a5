// `psremoting -s` and `-sshs`: a PSRP server on standard input and output, as `pwsh -s` and a Subsystem line run it.
import { randomUUID } from 'node:crypto';
import { dataFolder } from '../app/data-folder.ts';
import { startRunspaceWorker } from '../app/programs.ts';
import { remotingService } from '../app/remoting-service.ts';
import { sessionServices, thisMachine } from '../app/session-services.ts';
import { Settings } from '../configuration/settings.ts';
import { sessionKeyCrypto } from '../crypto/session-key-crypto.ts';
import { clixmlCodec } from '../psrp/clixml-codec.ts';
import { embeddedEngine } from '../runspace/embedded-engine.ts';
import { WarmWorkers } from '../runspace/warm-workers.ts';
import { serveOutOfProcess } from '../transport/out-of-process/out-of-process-server.ts';

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
    onWedged: () => process.kill(process.pid, 'SIGKILL'),
  });
  await serveOutOfProcess(engine, { input: process.stdin, output: process.stdout });
  await remoting.close();
  await warmWorkers.close();
  return 0;
}
