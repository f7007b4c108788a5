// The C# peer of the interop tests (powershell-peer, built by build-peer.sh): where it is, and a line-by-line conversation.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A JSON value that the peer reads or writes as one line. */
export type PeerMessage = Record<string, unknown>;

const builtPeer = fileURLToPath(new URL('powershell-peer/bin/peer/powershell-peer', import.meta.url));

/** The peer's program: PSREMOTING_PEER, or where build-peer.sh puts it; undefined where neither exists. */
export function findPeer(): string | undefined {
  const path = process.env['PSREMOTING_PEER'] ?? builtPeer;
  return existsSync(path) ? path : undefined;
}

/** The peer's program; skips the test with a line that names what is missing, and returns undefined, when it is not there. */
export function peerOrSkip(t: TestContext): string | undefined {
  const path = findPeer();
  if (path === undefined) {
    t.skip('the C# peer is missing: run test/interop/build-peer.sh (needs the .NET 10 SDK), or set PSREMOTING_PEER');
  }
  return path;
}

/** What a child that hosts PowerShell gets: a foreign PSModulePath would give it modules that it cannot load. */
export function peerEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, TZ: 'UTC' };
  delete environment['PSModulePath'];
  return environment;
}

/** A running peer that reads and writes JSON lines: `serialize`, `deserialize`, `parse`, `bench-clixml` or `client`. */
export class PeerProcess implements Disposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: PeerMessage[] = [];
  readonly #waiting: { resolve(line: PeerMessage): void; reject(error: Error): void }[] = [];
  #errors = '';
  #ended: Error | undefined;

  constructor(path: string, args: readonly string[]) {
    this.#child = spawn(path, args, { env: peerEnvironment() });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#child.stdin.on('error', (error) => this.#end(error));
    this.#child.on('error', (error) => this.#end(error));
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#receive(JSON.parse(line) as PeerMessage));
    this.#child.on('close', () => this.#end(new Error(`the peer (${args.join(' ')}) ended: ${this.#errors}`)));
  }

  send(message: PeerMessage): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  /** The next line; rejects when the peer has ended. */
  next(): Promise<PeerMessage> {
    const line = this.#lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Lines up to and including the first that `isLast` accepts. */
  async until(isLast: (line: PeerMessage) => boolean): Promise<PeerMessage[]> {
    const lines: PeerMessage[] = [];
    do lines.push(await this.next());
    while (!isLast(lines.at(-1)!));
    return lines;
  }

  /** Sends one request and takes its one answer; an `error` answer rejects. */
  async ask(request: PeerMessage): Promise<PeerMessage> {
    this.send(request);
    const answer = await this.next();
    if (typeof answer['error'] === 'string') throw new Error(answer['error']);
    return answer;
  }

  [Symbol.dispose](): void {
    this.#child.stdin.end();
    this.#child.kill();
  }

  #receive(line: PeerMessage): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#lines.push(line);
    else waiting.resolve(line);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#ended);
  }
}
