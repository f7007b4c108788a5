import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConnectionPool, type PooledConnection } from '../../src/http/connection-pool.ts';
import type { HttpResponse } from '../../src/http/http-connection.ts';
import { HttpError } from '../../src/http/http-error.ts';
import { startService } from './service.ts';

const RESPONSE: HttpResponse = { status: 200, contentType: '', body: Buffer.alloc(0), isProtected: true };

/** Connections whose exchanges end when the test says so; `log` holds `connection:body` in the order they began. */
function scripted() {
  const log: string[] = [];
  const pending = new Map<string, { resolve(): void; reject(error: Error): void }>();
  let opened = 0;
  const connect = (): PooledConnection => {
    const id = ++opened;
    let current: string | undefined;
    return {
      exchange: (body) => {
        assert.equal(current, undefined, `connection ${id} is asked for two things at once`);
        current = Buffer.from(body).toString();
        log.push(`${id}:${current}`);
        return new Promise((resolve, reject) => {
          const done = (settle: () => void) => () => {
            current = undefined;
            settle();
          };
          pending.set(current!, {
            resolve: done(() => resolve(RESPONSE)),
            reject: (error) => done(() => reject(error))(),
          });
        });
      },
      close: () => log.push(`${id} closed`),
    };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    log,
    connect,
    settled,
    end: async (name: string) => {
      await settled();
      pending.get(name)!.resolve();
      await settled();
    },
    fail: async (name: string, error: Error) => {
      await settled();
      pending.get(name)!.reject(error);
      await settled();
    },
  };
}

const body = (name: string): Buffer => Buffer.from(name);

test('requests that follow each other use one connection', async () => {
  const { connect, end, log } = scripted();
  const pool = new ConnectionPool({ connect });
  for (const name of ['create', 'command', 'receive', 'delete']) {
    const done = pool.exchange(body(name), { isLongPoll: name === 'receive' });
    await end(name);
    await done;
  }
  assert.deepEqual(log, ['1:create', '1:command', '1:receive', '1:delete']);
  assert.equal(pool.size, 1);
});

test('a second connection is opened when something must overtake, and used again', async () => {
  const { connect, end, log } = scripted();
  const pool = new ConnectionPool({ connect });
  void pool.exchange(body('receive'), { isLongPoll: true });
  const signal = pool.exchange(body('signal'));
  await end('signal');
  await signal;
  const send = pool.exchange(body('send'));
  await end('send');
  await send;
  assert.deepEqual(log, ['1:receive', '2:signal', '2:send']);
});

test('long polls leave the last connection to the others, and those come first', async () => {
  const { connect, end, log, settled } = scripted();
  const pool = new ConnectionPool({ connect, maxConnections: 3 });
  for (const name of ['poll1', 'poll2', 'poll3']) void pool.exchange(body(name), { isLongPoll: true });
  await settled();
  assert.deepEqual(log, ['1:poll1', '2:poll2']);
  void pool.exchange(body('short1'));
  void pool.exchange(body('short2'));
  await end('short1');
  assert.deepEqual(log.slice(2), ['3:short1', '3:short2']);
  await end('short2');
  assert.equal(log.length, 4, 'the last free connection is not for poll3');
  await end('poll1');
  assert.deepEqual(log.slice(4), ['1:poll3']);
  assert.equal(pool.size, 3);
});

test('a failed exchange frees its connection, and its error reaches only its caller', async () => {
  const { connect, fail, end, log } = scripted();
  const pool = new ConnectionPool({ connect });
  const failing = pool.exchange(body('a'));
  const refused = assert.rejects(failing, { code: 'ConnectionLost' });
  await fail('a', new HttpError('ConnectionLost', 'gone'));
  await refused;
  const next = pool.exchange(body('b'));
  await end('b');
  await next;
  assert.deepEqual(log, ['1:a', '1:b']);
});

test('an abort takes a waiting request out of the queue, and closing rejects the others', async () => {
  const { connect, log, settled } = scripted();
  const pool = new ConnectionPool({ connect, maxConnections: 2 });
  void pool.exchange(body('poll1'), { isLongPoll: true });
  const abort = new AbortController();
  const waiting = pool.exchange(body('poll2'), { isLongPoll: true, signal: abort.signal });
  const other = pool.exchange(body('poll3'), { isLongPoll: true });
  const rejected = Promise.all([
    assert.rejects(waiting, { code: 'Aborted' }),
    assert.rejects(other, { code: 'Aborted' }),
  ]);
  abort.abort();
  await settled();
  pool.close();
  await rejected;
  assert.deepEqual(log, ['1:poll1', '1 closed']);
  await assert.rejects(pool.exchange(body('late')), { code: 'Aborted' });
});

test('a connection that policy forbids rejects the request that needed it', async () => {
  const pool = new ConnectionPool({
    connect: () => {
      throw new HttpError('HostNotTrusted', 'no');
    },
  });
  await assert.rejects(pool.exchange(body('a')), { code: 'HostNotTrusted' });
  assert.equal(pool.size, 0);
});

test('against a real service a Signal overtakes a Receive, over two authenticated connections', async () => {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await using service = await startService({
    handle: async (request) => {
      if (request.body.toString() === 'receive') await released;
      else release();
      return { status: 200, body: request.body };
    },
  });
  const pool = new ConnectionPool({ connect: () => service.client() });
  const receive = pool.exchange(body('receive'), { isLongPoll: true });
  const signal = await pool.exchange(body('signal'));
  assert.equal(signal.body.toString(), 'signal');
  assert.equal((await receive).body.toString(), 'receive');
  assert.equal(pool.size, 2);
  assert.equal(service.requestCount, 4);
  pool.close();
});
