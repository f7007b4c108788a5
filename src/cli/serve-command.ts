// `psremoting serve`: the WinRM service in the foreground.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dataFolder } from '../app/data-folder.ts';
import { spawnSessionHost } from '../app/programs.ts';
import { embeddedEngines, startWinrmServer, type WinrmServer } from '../app/winrm-server.ts';
import { Accounts } from '../configuration/accounts.ts';
import { Settings } from '../configuration/settings.ts';
import { SessionHosts } from '../runspace/session-hosts.ts';
import type { EngineFor } from '../server/session-engine.ts';
import { childProcessChannel } from '../transport/out-of-process/child-process-channel.ts';
import { UsageError } from './pwsh-switches.ts';
import { newCommand, runCommand } from './subcommand.ts';

interface ServeOptions {
  readonly http?: string | true;
  readonly https?: string | true;
  readonly cert?: string;
  readonly key?: string;
  readonly basic?: boolean;
  readonly allowUnencrypted?: boolean;
  readonly engine: string;
  readonly data?: string;
}

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** `[ADDR:]PORT`; an IPv6 address stands in brackets. */
export function parseEndpoint(text: string | true, standardPort: number): Endpoint {
  if (text === true) return { address: '127.0.0.1', port: standardPort };
  const match = /^(?:(\[[0-9a-fA-F:.]+\]|[^:[\]]+):)?(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match || port > 65_535) throw new UsageError('UsageInvalid', `"${text}" is not [ADDRESS:]PORT.`);
  return { address: (match[1] ?? '127.0.0.1').replace(/^\[|\]$/g, ''), port };
}

const isLoopback = (address: string): boolean =>
  address === 'localhost' || address === '::1' || address.startsWith('127.');

/** Root's sessions run as root: until accounts map to users of the system, nobody from outside may have one. */
function checkAddress({ address }: Endpoint): void {
  if (process.getuid?.() === 0 && !isLoopback(address)) {
    throw new UsageError(
      'UsageInvalid',
      `As root the service listens on loopback addresses only, not on ${address}: its sessions would run as root.`,
    );
  }
}

/** The command line of `--engine`: `pwsh` itself, or a program that serves PSRP on its standard input and output. */
function externalEngine(engine: string): EngineFor {
  const [command = '', ...args] = engine === 'pwsh' ? ['pwsh', '-s', '-NoLogo', '-NoProfile'] : engine.split(/\s+/);
  return () => childProcessChannel({ command, arguments: args });
}

async function serve(options: ServeOptions): Promise<void> {
  const folder = dataFolder(options.data);
  const settings = new Settings(folder).all();
  const computerName = hostname();
  const accounts = await Accounts.open(folder, computerName);
  const allowUnencrypted = options.allowUnencrypted ?? settings['Service/AllowUnencrypted'];
  const hosts = new SessionHosts({ spawn: spawnSessionHost, linger: 60_000 });
  const engineFor =
    options.engine === 'embedded'
      ? embeddedEngines(hosts, () => {
          const { 'Client/TrustedHosts': trustedHosts, 'Client/AllowUnencrypted': clientUnencrypted } = new Settings(
            folder,
          ).all();
          return { isTransportSecure: !allowUnencrypted, trustedHosts, allowUnencrypted: clientUnencrypted };
        })
      : externalEngine(options.engine);
  const common = {
    accounts,
    computerName,
    domainName: computerName,
    allowBasic: options.basic ?? settings['Service/Auth/Basic'],
    allowUnencrypted,
    engineFor,
    maxConnections: settings['Service/MaxConnections'],
    quotas: { maxShellsPerUser: settings['Shell/MaxShellsPerUser'] },
    onError: (error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : error}\n`),
  };
  const servers: WinrmServer[] = [];
  const start = async (endpoint: Endpoint, tls?: { cert: Buffer; key: Buffer }) => {
    checkAddress(endpoint);
    const server = await startWinrmServer({ ...common, ...endpoint, ...(tls === undefined ? {} : { tls }) });
    servers.push(server);
    process.stderr.write(`Listening on ${tls ? 'https' : 'http'}://${endpoint.address}:${server.port}/wsman\n`);
  };
  if (options.https !== undefined) {
    if (!options.cert || !options.key) throw new UsageError('UsageInvalid', '--https needs --cert and --key.');
    await start(parseEndpoint(options.https, 5986), {
      cert: readFileSync(options.cert),
      key: readFileSync(options.key),
    });
  }
  if (options.http !== undefined || options.https === undefined) await start(parseEndpoint(options.http ?? true, 5985));
  if (accounts.list().length === 0) {
    process.stderr.write('There are no accounts yet: psremoting user add NAME --administrator makes one.\n');
  }
  // Accounts that `psremoting user` adds while the service runs count at once.
  process.on('SIGHUP', () => void accounts.reload());
  const reload = setInterval(() => void accounts.reload().catch(() => {}), 2000);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  clearInterval(reload);
  await Promise.all(servers.map((server) => server.close()));
  await hosts.close();
}

export function run(words: readonly string[]): Promise<number> {
  const command = newCommand('serve', 'the WinRM service in the foreground')
    .option('--http [endpoint]', '[ADDRESS:]PORT; 127.0.0.1:5985 unless told otherwise')
    .option('--https [endpoint]', '[ADDRESS:]PORT, with --cert and --key')
    .option('--cert <file>', 'certificate in PEM')
    .option('--key <file>', 'private key in PEM')
    .option('--basic', 'offers Basic authentication')
    .option('--allow-unencrypted', 'takes unencrypted messages over HTTP')
    .option(
      '--engine <engine>',
      'embedded, pwsh, or a command that serves PSRP on its standard input and output',
      'embedded',
    )
    .option('--data <folder>', 'data folder')
    .action(serve);
  return runCommand(command, words);
}
