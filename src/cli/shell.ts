// The shell: `psremoting` with pwsh's switches, on this machine or inside the lab.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { dataFolder } from '../app/data-folder.ts';
import { LocalRunspace } from '../app/local-runspace.ts';
import { type Remoting, type RemotingOptions, remotingService } from '../app/remoting-service.ts';
import { sessionServices, thisMachine } from '../app/session-services.ts';
import { product } from '../base/product.ts';
import { PowerShell } from '../client/power-shell.ts';
import { deserialize, type StreamedValue, serializeDocument } from '../clixml/index.ts';
import { Settings } from '../configuration/settings.ts';
import type { Asynchronous, DirectoryService } from '../host/services.ts';
import { type ConsoleHost, consoleHost } from '../repl/console-host.ts';
import { runRepl } from '../repl/repl.ts';
import type { WarmWorker } from '../runspace/runspace-worker.ts';
import type { ShellOptions } from './pwsh-switches.ts';
import { argumentSource, literal } from './quoting.ts';

export interface ShellContext {
  /** Of the lab; undefined outside it. */
  readonly remoting?: Partial<RemotingOptions>;
  readonly directory?: Asynchronous<DirectoryService>;
  /** A thread that was started ahead for this shell. */
  readonly worker?: WarmWorker;
}

export interface Shell {
  readonly runspace: LocalRunspace;
  readonly console: ConsoleHost;
  /** Set by `exit`. */
  readonly exitCode: () => number | undefined;
  close(): Promise<void>;
}

/** A runspace on the console of this process. */
export function openShell(
  context: ShellContext = {},
  options: Pick<ShellOptions, 'nonInteractive' | 'workingDirectory'>,
): Shell {
  let exitCode: number | undefined;
  const console = consoleHost({
    input: process.stdin,
    output: process.stdout,
    error: process.stderr,
    nonInteractive: options.nonInteractive,
    onExit: (code) => {
      exitCode = code;
    },
  });
  const settings = new Settings(dataFolder(undefined));
  const remoting: Remoting = remotingService({
    trustedHosts: () => settings.all()['Client/TrustedHosts'],
    allowUnencrypted: () => settings.all()['Client/AllowUnencrypted'],
    host: console,
    ...context.remoting,
  });
  const runspace = new LocalRunspace({
    services: sessionServices({
      machine: thisMachine(),
      remoting,
      ...(context.directory === undefined ? {} : { directory: context.directory }),
    }),
    host: console,
    ...(context.worker === undefined ? {} : { worker: context.worker }),
    workingDirectory: options.workingDirectory ? resolve(options.workingDirectory) : process.cwd(),
    onBroken: (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    },
  });
  return {
    runspace,
    console,
    exitCode: () => exitCode,
    async close() {
      console.close();
      await remoting.close();
      await runspace.close();
    },
  };
}

/** Runs a script to its end and gives the process's exit code, as pwsh -Command does. */
export async function runScript(shell: Shell, text: string, outputFormat: 'Text' | 'XML' = 'Text'): Promise<number> {
  const release = shell.console.onInterrupt(() => shell.runspace.stop());
  try {
    const outcome =
      outputFormat === 'XML' ? await runForXml(shell.runspace, text) : await shell.runspace.runInteractively(text);
    return shell.exitCode() ?? outcome.exitCode ?? (outcome.outcome === 'completed' && outcome.succeeded ? 0 : 1);
  } finally {
    release();
  }
}

const streamNames = {
  output: 'Output',
  error: 'Error',
  warning: 'warning',
  verbose: 'verbose',
  debug: 'debug',
  information: 'information',
  progress: 'progress',
} as const;

/** -OutputFormat XML: a CLIXML document of all streams on standard output. */
async function runForXml(runspace: LocalRunspace, text: string) {
  const values: StreamedValue[] = [];
  const outcome = await runspace.run(PowerShell.script(text), ({ stream, payload }) => {
    values.push({ value: payload.length === 0 ? null : deserialize(payload), stream: streamNames[stream] });
  });
  process.stdout.write(`#< CLIXML\n${serializeDocument(values)}\n`);
  return outcome;
}

/** The prompt, until `exit` or the end of input; gives the exit code. */
export async function runPrompt(shell: Shell): Promise<number> {
  await runRepl({
    console: shell.console,
    target: {
      prompt: () => shell.runspace.text('prompt'),
      run: async (line) => void (await shell.runspace.runInteractively(line)),
      stop: () => shell.runspace.stop(),
    },
    isOver: () => shell.exitCode() !== undefined,
  });
  return shell.exitCode() ?? 0;
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** Runs the shell as its switches say, in this context; gives the exit code. */
export async function runShell(options: ShellOptions, context: ShellContext = {}): Promise<number> {
  const isPrompt = options.mode === 'interactive';
  if (isPrompt && process.stdin.isTTY && !options.noLogo)
    process.stdout.write(`PowerShell ${product.psVersion} (${product.name} ${product.version})\n`);
  const shell = openShell(context, options);
  try {
    let exitCode = 0;
    if (options.mode === 'command') {
      const text = options.command === '-' ? await readAll(process.stdin) : options.command;
      exitCode = await runScript(shell, text, options.outputFormat);
    } else if (options.mode === 'file') {
      const path = resolve(options.file);
      // Said here, in pwsh's words: the engine would speak of a command that is not recognized.
      await readFile(path).catch(() => {
        throw new Error(
          `The argument '${options.file}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
        );
      });
      const call = `& ${literal(path)} ${options.arguments.map(argumentSource).join(' ')}`;
      exitCode = await runScript(shell, call, options.outputFormat);
      // `exit` ends the file alone and leaves its code behind.
      if (exitCode === 1) exitCode = Number(await shell.runspace.text('"$LASTEXITCODE"')) || 1;
    }
    if (isPrompt || (options.noExit && shell.exitCode() === undefined)) exitCode = await runPrompt(shell);
    return exitCode;
  } finally {
    await shell.close();
  }
}
