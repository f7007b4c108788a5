// The process groups of native commands that run for the sessions of this process: none of them outlives it.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Ends a group with all its members, whatever signals they ignore. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

export class ChildGroups {
  readonly #groups = new Set<number>();
  #announcements: number | undefined;

  /**
   * Tells every start and end on this file descriptor, as `+pid` and `-pid` lines: whoever reads it can end what is left when this
   * process is killed. A line is written before anything else happens, so that it is out when the process dies.
   */
  announceOn(descriptor: number): void {
    this.#announcements = descriptor;
  }

  started(pid: number): void {
    this.#groups.add(pid);
    this.#announce(`+${pid}\n`);
  }

  ended(pid: number): void {
    if (this.#groups.delete(pid)) this.#announce(`-${pid}\n`);
  }

  /** Ends every group that still runs. */
  killAll(): void {
    for (const pid of this.#groups) killGroup(pid);
  }

  #announce(line: string): void {
    if (this.#announcements === undefined) return;
    try {
      writeSync(this.#announcements, line);
    } catch {
      // Nobody listens any more; this process is about to end too.
    }
  }
}

/** Those of this process. */
export const childGroups = new ChildGroups();

/** Reads what another process announces, and ends what it leaves behind when it ends. */
export function endOrphansOf(announcements: Readable): void {
  const groups = new Set<number>();
  const lines = createInterface({ input: announcements });
  lines.on('line', (line) => {
    const pid = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(pid);
    else groups.delete(pid);
  });
  // The pipe ends with the process; every line is read by then.
  lines.once('close', () => {
    for (const pid of groups) killGroup(pid);
  });
}
