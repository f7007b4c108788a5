// Child processes, sleeping and reading of pipes for runspaces, on the main side of their process.
import { spawn } from 'node:child_process';
import { constants, createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Asynchronous, NativeCommand, NativeEvent, ProcessService } from '../host/services.ts';
import { childGroups, killGroup } from '../runspace/child-groups.ts';

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
  const { pid } = child;
  const hasGroup = pid !== undefined && !command.inheritOutput;
  if (hasGroup) childGroups.started(pid);
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
    // Stopped: as PowerShell does it, without asking.
    if (exitCode === undefined) {
      if (hasGroup) killGroup(pid);
      else child.kill('SIGKILL');
    }
    if (hasGroup) childGroups.ended(pid);
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

/** Milliseconds between two looks at a pipe. */
const pipePause = 20;
const pieceSize = 64 * 1024;

/**
 * A named pipe, without a thread that waits in `open` or `read`: those could not be called back when the script is stopped, and the
 * process has four of them. Ends when the last writer has gone; before the first has come it waits.
 */
async function* readPipe(path: string): AsyncGenerator<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let hasBegun = false;
  for (;;) {
    let length = 0;
    let isWaiting = false;
    const piece = new Uint8Array(pieceSize);
    try {
      ({ bytesRead: length } = await file.read(piece));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      isWaiting = true;
    }
    hasBegun ||= isWaiting || length > 0;
    if (length > 0) yield piece.subarray(0, length);
    else if (hasBegun && !isWaiting) return;
    else await delay(pipePause, undefined, { ref: false });
  }
}

async function* readStream(path: string): AsyncGenerator<Uint8Array> {
  const pieces = (await stat(path)).isFIFO() ? readPipe(path) : createReadStream(path);
  for await (const piece of pieces) yield piece as Uint8Array;
}

export function processService(): Asynchronous<ProcessService> {
  return {
    run,
    readStream,
    // A stopped pipeline does not wait for the answer; the timer alone keeps nothing alive.
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
  };
}
