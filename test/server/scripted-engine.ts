// A stand-in for an engine: a PsrpChannel whose pipelines do what their script says. The script is the text of the fragments that
// create the pipeline; messages are real fragments with real headers and payloads that nobody decodes.

import { CodedError } from '../../src/base/coded-error.ts';
import type { PsrpChannel, PsrpChannelFactory, PsrpChannelReceiver } from '../../src/psrp/channel.ts';
import { decodeFragments, encodeFragment } from '../../src/psrp/fragment.ts';
import { encodeMessage, messageHeaderLength } from '../../src/psrp/message.ts';
import type { MessageType } from '../../src/psrp/message-type.ts';

export class EngineError extends CodedError<'EngineDied'> {}

/** Fragments of one message, its payload cut into pieces of `blobSize`. */
export function messageFragments(
  objectId: number,
  type: MessageType,
  text: string,
  pipelineId?: string,
  blobSize = 32_747,
): Uint8Array {
  const poolId = '11111111-1111-1111-1111-111111111111';
  const payload = Buffer.from(text);
  const bytes = encodeMessage({ destination: 'client', type, runspacePoolId: poolId, pipelineId, payload });
  const count = Math.max(1, Math.ceil(bytes.length / blobSize));
  return Buffer.concat(
    Array.from({ length: count }, (_, index) =>
      encodeFragment({
        objectId: BigInt(objectId),
        fragmentId: BigInt(index),
        start: index === 0,
        end: index === count - 1,
        blob: bytes.subarray(index * blobSize, (index + 1) * blobSize),
      }),
    ),
  );
}

/** The texts of the messages in these fragments; checks that each message's fragments are complete and numbered in order. */
export class MessageReader {
  readonly #open = new Map<bigint, { next: bigint; parts: Uint8Array[] }>();
  readonly messages: { readonly text: string; readonly fragments: number }[] = [];

  add(bytes: Uint8Array): void {
    for (const { objectId, fragmentId, start, end, blob } of decodeFragments(bytes)) {
      const open = start ? { next: 0n, parts: [] } : this.#open.get(objectId);
      if (open === undefined || open.next !== fragmentId)
        throw new Error(`fragment ${objectId}/${fragmentId} out of order`);
      open.next++;
      open.parts.push(blob);
      this.#open.set(objectId, open);
      if (!end) continue;
      this.#open.delete(objectId);
      const text = Buffer.concat(open.parts).subarray(messageHeaderLength).toString();
      this.messages.push({ text, fragments: open.parts.length });
    }
  }

  get texts(): string[] {
    return this.messages.map(({ text }) => text);
  }
}

export interface ScriptedEngine {
  readonly factory: PsrpChannelFactory;
  /** What was asked of the engine, in order: 'open', 'create <text>', 'send <stream> <text>', 'signal', 'closePipeline', 'close'. */
  readonly calls: string[];
  /** Ends the engine as a crash does. */
  die(): void;
  /** Delivers a message of the pool. */
  say(text: string): void;
}

/**
 * Scripts: `echo TEXT` answers TEXT and ends; `big N` answers N characters; `input` answers each input and ends at `end`; `wait` runs until it is
 * stopped; `flood` answers 8 KiB messages for as long as somebody takes them; `silent` never ends nor answers; `slow` never takes its
 * input; `close` ends without
 * a PIPELINE_STATE; `refuse` is refused.
 */
export function scriptedEngine(options: { readonly blobSize?: number } = {}): ScriptedEngine {
  const { blobSize = 32_747 } = options;
  const calls: string[] = [];
  const scripts = new Map<string, string>();
  let receiver!: PsrpChannelReceiver;
  let nextObject = 1;
  let isClosed = false;

  const text = (bytes: Uint8Array) =>
    [...decodeFragments(bytes)].map(({ blob }) => Buffer.from(blob).subarray(messageHeaderLength).toString()).join('');
  const output = (id: string | undefined, type: MessageType, body: string) =>
    receiver.data(id, messageFragments(nextObject++, type, body, id, blobSize));
  const finish = (id: string, state: string) => {
    scripts.delete(id);
    void output(id, 'PIPELINE_STATE', state);
    receiver.pipelineClosed(id);
  };
  const flood = async (id: string) => {
    while (scripts.has(id) && !isClosed) {
      await output(id, 'PIPELINE_OUTPUT', 'x'.repeat(8192));
      await new Promise(setImmediate);
    }
  };

  const run = (id: string, script: string): void => {
    const [word = '', argument = ''] = script.split(/ (.*)/s);
    if (word === 'refuse') throw new EngineError('EngineDied', 'The engine refused.');
    scripts.set(id, script);
    if (word === 'echo' || word === 'big') {
      queueMicrotask(() => {
        void output(id, 'PIPELINE_OUTPUT', word === 'big' ? 'y'.repeat(Number(argument)) : argument);
        finish(id, 'Completed');
      });
    } else if (word === 'close') {
      queueMicrotask(() => receiver.pipelineClosed(id));
    } else if (word === 'flood') {
      void flood(id);
    }
  };

  const channel: PsrpChannel = {
    maxBlobSize: 32_747,
    async open() {
      calls.push('open');
      void output(undefined, 'SESSION_CAPABILITY', 'capability');
      setImmediate(() => void output(undefined, 'RUNSPACEPOOL_STATE', 'Opened'));
    },
    async createPipeline(id, creation) {
      calls.push(`create ${text(creation)}`);
      run(id, text(creation));
    },
    async send(destination, fragments, stream = 'default') {
      const body = text(fragments);
      calls.push(`send ${stream} ${body}`);
      if (destination === undefined) void output(undefined, 'USER_EVENT', `pool ${body}`);
      else if (scripts.get(destination) === 'slow') await new Promise(() => {});
      else if (scripts.get(destination) !== 'input') return;
      else if (body === 'end') finish(destination, 'Completed');
      else void output(destination, 'PIPELINE_OUTPUT', `in ${body}`);
    },
    async signal(id) {
      calls.push('signal');
      if (scripts.has(id)) setImmediate(() => finish(id, 'Stopped'));
    },
    async closePipeline(id) {
      calls.push('closePipeline');
      scripts.delete(id);
    },
    async close() {
      calls.push('close');
      if (isClosed) return;
      isClosed = true;
      scripts.clear();
      receiver.closed(undefined);
    },
  };

  return {
    calls,
    factory: (its) => {
      receiver = its;
      return channel;
    },
    die: () => {
      isClosed = true;
      scripts.clear();
      receiver.closed(new EngineError('EngineDied', 'The engine process ended.', { origin: 'remote' }));
    },
    say: (body) => void output(undefined, 'USER_EVENT', body),
  };
}
