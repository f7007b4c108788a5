// The service's side of session hosts: one child process for each (user, configuration), which holds that user's runspaces.
//
// Scripts never run in the process that listens: whatever they do to their host, the service sees a closed stream.
import type { ChildProcess } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import { CodedError } from '../base/coded-error.ts';
import type { PsrpChannel, PsrpChannelFactory } from '../psrp/channel.ts';
import { MultiplexError } from '../transport/multiplex/frame.ts';
import { MultiplexClient } from '../transport/multiplex/multiplex-client.ts';
import { endOrphansOf } from './child-groups.ts';

export class SessionHostError extends CodedError<'SessionHostEnded'> {}

/** The stream to a session host is its file descriptor 3. */
export const sessionHostStream = 3;
/** On this one it tells the process groups that it starts and ends, as `+pid` and `-pid` lines. */
export const sessionHostChildren = 4;

export interface SessionHostsOptions {
  /** Starts a session host; `app` knows its program, user and limits. */
  readonly spawn: (key: string) => ChildProcess;
  /** Milliseconds that a host without sessions stays. */
  readonly linger: number;
}

interface SessionHost {
  readonly child: ChildProcess;
  readonly client: MultiplexClient;
  /** Resolves with how the process ended. */
  readonly exited: Promise<string>;
  idleTimer: NodeJS.Timeout | undefined;
}

export class SessionHosts {
  readonly #options: SessionHostsOptions;
  readonly #hosts = new Map<string, SessionHost>();
  #isClosed = false;

  constructor(options: SessionHostsOptions) {
    this.#options = options;
  }

  /** How many processes run. */
  get count(): number {
    return this.#hosts.size;
  }

  /** Starts the host of `key` ahead of its first session. */
  warm(key: string): void {
    this.#scheduleEnd(key, this.#host(key));
  }

  /** Channels to engines in the host of `key`; `metadata` (plain data) tells the host what session to make. */
  channel(key: string, metadata: unknown): PsrpChannelFactory {
    return (receiver) => {
      const host = this.#host(key);
      clearTimeout(host.idleTimer);
      const factory = host.client.channel(metadata);
      const channel: PsrpChannel = factory({
        data: receiver.data.bind(receiver),
        pipelineClosed: receiver.pipelineClosed.bind(receiver),
        closed: (reason) => {
          this.#scheduleEnd(key, host);
          if (reason instanceof MultiplexError && reason.code === 'SessionHostGone' && reason.origin === 'remote') {
            // The stream ends a moment before the process has; how that ended says more.
            void host.exited.then((how) => receiver.closed(hostEnded(how)));
          } else receiver.closed(reason);
        },
      });
      return channel;
    };
  }

  /** Ends every host; resolves when they are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#hosts.values()].map((host) => end(host)));
  }

  #host(key: string): SessionHost {
    const existing = this.#hosts.get(key);
    if (existing) return existing;
    if (this.#isClosed) throw new SessionHostError('SessionHostEnded', 'The service is shutting down.');
    const child = this.#options.spawn(key);
    const client = new MultiplexClient(child.stdio[sessionHostStream] as Duplex, () => {
      if (this.#hosts.get(key)?.client === client) this.#hosts.delete(key);
      child.kill('SIGKILL');
    });
    const { promise: exited, resolve } = Promise.withResolvers<string>();
    const gone = (how: string) => {
      resolve(how);
      client.close(hostEnded(how));
    };
    child.on('error', (error) => gone(error.message));
    child.on('exit', (code, signal) => gone(signal === null ? `with exit code ${code}` : `by ${signal}`));
    endOrphansOf(child.stdio[sessionHostChildren] as Readable);
    const host: SessionHost = { child, client, exited, idleTimer: undefined };
    this.#hosts.set(key, host);
    return host;
  }

  #scheduleEnd(key: string, host: SessionHost): void {
    clearTimeout(host.idleTimer);
    if (host.client.channelCount > 0 || this.#hosts.get(key) !== host) return;
    host.idleTimer = setTimeout(() => {
      if (host.client.channelCount === 0) void end(host);
    }, this.#options.linger);
    host.idleTimer.unref();
  }
}

function hostEnded(how: string): SessionHostError {
  return new SessionHostError('SessionHostEnded', `The process that held the session has ended ${how}.`, {
    origin: 'remote',
  });
}

/** Closing the stream lets the host end by itself; one that does not is killed. */
async function end(host: SessionHost): Promise<void> {
  clearTimeout(host.idleTimer);
  const { child } = host;
  const exited = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) resolve();
    else child.once('exit', () => resolve());
  });
  host.client.close();
  child.kill('SIGKILL');
  await exited;
}
