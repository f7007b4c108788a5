// A channel to a child process that speaks the out-of-process protocol: `pwsh -s`, `psremoting -s`, `ssh host -s powershell`.
import { type ChildProcess, spawn } from 'node:child_process';
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver } from '../../psrp/channel.ts';
import { ChannelError } from '../channel-error.ts';
import { streamChannel } from './stream-channel.ts';

export interface ChildProcessOptions {
  readonly command: string;
  readonly arguments?: readonly string[];
  /** The whole environment of the child; this process's own by default. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly workingDirectory?: string;
  readonly maxBlobSize?: number;
  /** How long the child may take to end after its input is closed before it is killed; 5 s. */
  readonly exitTimeoutMs?: number;
}

/** How much of a child's error output is kept for the message of an error. */
const maxErrorOutput = 4096;

/** A factory of channels; each starts a child of its own when it is opened. */
export function childProcessChannel(options: ChildProcessOptions): PsrpChannelFactory {
  return (receiver) => new ChildProcessChannel(options, receiver);
}

class ChildProcessChannel implements PsrpChannel {
  readonly maxBlobSize: number;
  readonly #options: ChildProcessOptions;
  readonly #receiver: PsrpChannelReceiver;
  #channel: PsrpChannel | undefined;
  #isClosed = false;

  constructor(options: ChildProcessOptions, receiver: PsrpChannelReceiver) {
    this.maxBlobSize = options.maxBlobSize ?? 32 * 1024;
    this.#options = options;
    this.#receiver = receiver;
  }

  async open(creation: Uint8Array): Promise<void> {
    if (this.#isClosed) throw new ChannelError('ChannelClosed', 'The channel is closed.');
    this.#channel = await this.#start();
    await this.#channel.open(creation);
  }
  createPipeline(pipelineId: string, creation: Uint8Array): Promise<void> {
    return this.#need().createPipeline(pipelineId, creation);
  }
  send(...parameters: Parameters<PsrpChannel['send']>): Promise<void> {
    return this.#need().send(...parameters);
  }
  signal(pipelineId: string): Promise<void> {
    return this.#need().signal(pipelineId);
  }
  closePipeline(pipelineId: string): Promise<void> {
    return this.#need().closePipeline(pipelineId);
  }
  async close(): Promise<void> {
    if (this.#channel !== undefined) return this.#channel.close();
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#receiver.closed(undefined);
  }

  #need(): PsrpChannel {
    if (this.#channel === undefined) throw new ChannelError('ChannelClosed', 'The channel is not open.');
    return this.#channel;
  }

  async #start(): Promise<PsrpChannel> {
    const { command, environment, workingDirectory } = this.#options;
    const child = spawn(command, [...(this.#options.arguments ?? [])], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      ...(environment === undefined ? {} : { env: environment }),
      ...(workingDirectory === undefined ? {} : { cwd: workingDirectory }),
    });
    const exited = new Promise<void>((resolve) => child.once('close', resolve));
    const lastWords = new LastWords(child);
    try {
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
    } catch (cause) {
      const text = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'it was not found' : (cause as Error).message;
      throw new ChannelError('ProcessNotStarted', `${command} could not be started: ${text}.`, { cause });
    }
    child.on('error', () => undefined);
    return streamChannel({
      input: child.stdout!,
      output: child.stdin!,
      maxBlobSize: this.maxBlobSize,
      onErrorLine: (text) => lastWords.add(`${text}\n`),
      onEnd: async (reason) => {
        await endOf(child, exited, this.#options.exitTimeoutMs ?? 5000, reason !== undefined);
        return reason && exitReason(command, child, lastWords.text, reason);
      },
    })(this.#receiver);
  }
}

/** Waits for the child's end, and brings it about when it does not come. */
async function endOf(child: ChildProcess, exited: Promise<void>, timeoutMs: number, isBroken: boolean): Promise<void> {
  child.stdin?.destroy();
  child.stdout?.resume();
  // A child that broke the protocol or whose output has ended may hang as well; it gets less time.
  const timer = setTimeout(() => child.kill('SIGKILL'), isBroken ? Math.min(timeoutMs, 1000) : timeoutMs);
  await exited;
  clearTimeout(timer);
}

function exitReason(command: string, child: ChildProcess, words: string, reason: Error): Error {
  // A packet that was wrong explains the end better than the end does.
  if (reason instanceof ChannelError && reason.code !== 'ConnectionLost') return reason;
  const how = child.signalCode === null ? `with exit code ${child.exitCode}` : `by ${child.signalCode}`;
  const said = words.trim() === '' ? '' : `: ${words.trim()}`;
  return new ChannelError('ProcessExited', `${command} ended ${how}${said}`, { origin: 'remote', cause: reason });
}

/** The end of what a child writes to its error output. */
class LastWords {
  text = '';
  constructor(child: ChildProcess) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.add(text));
  }
  add(text: string): void {
    this.text = (this.text + text).slice(-maxErrorOutput);
  }
}
