// Child processes, sleeping and reading of pipes for runspaces, on the main side of their process.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import type { Asynchronous, NativeCommand, NativeEvent, ProcessService } from '../host/services.ts';

/** Output of a child that may wait for its reader. */
const waitingLimit = 256 * 1024;

async function* run(command: NativeCommand): AsyncGenerator<NativeEvent> {
  const output = command.inheritOutput ? 'inherit' : 'pipe';
  const child = spawn(command.path, command.arguments, {
    cwd: command.workingDirectory,
    env: Object.fromEntries(command.environment),
    stdio: [command.input === undefined ? (command.inheritOutput ? 'inherit' : 'ignore') : 'pipe', output, output],
    // A group of its own, so that ending it reaches its children too.
    detached: !command.inheritOutput,
  });
  const events: NativeEvent[] = [];
  let waiting = 0;
  let wake: () => void = () => {};
  let failure: Error | undefined;
  let exitCode: number | undefined;
  const push = (event: NativeEvent) => {
    events.push(event);
    wake();
  };
  for (const kind of ['stdout', 'stderr'] as const) {
    child[kind]?.on('data', (data: Buffer) => {
      push({ kind, data });
      waiting += data.length;
      if (waiting > waitingLimit) child[kind]?.pause();
    });
  }
  child.on('error', (error) => {
    failure = error;
    wake();
  });
  child.on('close', (code, signal) => {
    exitCode = code ?? 128 + (signalNumbers[signal ?? ''] ?? 0);
    wake();
  });
  if (command.input !== undefined) {
    // A child that does not read its input is no error of ours.
    child.stdin?.on('error', () => {});
    for (const piece of command.input) child.stdin?.write(piece);
    child.stdin?.end();
  }
  try {
    for (;;) {
      const event = events.shift();
      if (event) {
        if (event.kind !== 'exit') waiting -= event.data.length;
        if (waiting <= waitingLimit) {
          child.stdout?.resume();
          child.stderr?.resume();
        }
        yield event;
        continue;
      }
      if (failure) throw failure;
      if (exitCode !== undefined) {
        yield { kind: 'exit', exitCode };
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    if (exitCode === undefined && child.pid !== undefined) endGroup(child.pid, command.inheritOutput);
  }
}

const signalNumbers: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGTERM: 15,
};

/** Asks the group to end, and does not ask again. */
function endGroup(pid: number, isShared: boolean): void {
  const kill = (signal: NodeJS.Signals) => {
    try {
      process.kill(isShared ? pid : -pid, signal);
    } catch {
      // It is gone already.
    }
  };
  kill('SIGTERM');
  setTimeout(() => kill('SIGKILL'), 2000).unref();
}

async function* readStream(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path)) yield piece as Buffer;
}

export function processService(): Asynchronous<ProcessService> {
  return {
    run,
    readStream,
    // A stopped pipeline does not wait for the answer; the timer alone keeps nothing alive.
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
  };
}
