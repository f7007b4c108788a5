// NTLM and SPNEGO against implementations that nobody here wrote: pyspnego, and gss-ntlmssp under MIT's SPNEGO.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { Credential } from '../../src/auth/credential.ts';
import type { ClientAuthentication, SecurityContext, ServerAuthentication } from '../../src/auth/mechanism.ts';
import { mechanisms } from '../../src/auth/mechanisms.ts';
import { account, clientOptions, directoryOf, serverOptions } from '../auth/conversation.ts';

const PYTHON = process.env['PSREMOTING_PYTHON'] ?? '/usr/bin/python3';
const SCRIPT = join(import.meta.dirname, 'security-peer.py');
const USER = 'peer';
const PASSWORD = 'P@ss-w0rd';

const folder = mkdtempSync(join(tmpdir(), 'psremoting-peer-'));
const userFile = join(folder, 'users');
writeFileSync(userFile, `LAB:${USER}:${PASSWORD}\n`, { mode: 0o600 });
after(() => rmSync(folder, { recursive: true }));

const libraries: Record<string, { check: string; missing: string }> = {
  pyspnego: {
    check: 'import spnego',
    missing: `${PYTHON} cannot import spnego (pyspnego): set PYTHONPATH or PSREMOTING_PYTHON`,
  },
  gssapi: {
    check: 'import gssapi; assert gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10") in gssapi.raw.indicate_mechs()',
    missing: `${PYTHON} has no gssapi with NTLM: install python3-gssapi and gss-ntlmssp`,
  },
};

/** The peer's end, which answers one line for one line. */
class Peer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(library: string, role: string, protocol: string, password = PASSWORD) {
    this.#child = spawn(PYTHON, [SCRIPT, library, role, protocol, `LAB\\${USER}`, password], {
      env: { ...process.env, NTLM_USER_FILE: userFile },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  async ready(): Promise<this> {
    assert.equal((await this.#lines.next()).value, 'ready');
    return this;
  }

  async ask(command: string, data?: Uint8Array): Promise<{ state: string; data: Buffer | undefined }> {
    this.#child.stdin!.write(`${command} ${data === undefined ? '' : Buffer.from(data).toString('base64')}\n`);
    const { value } = await this.#lines.next();
    const [state, text] = String(value).split(' ', 2);
    assert.notEqual(state, 'error', value);
    return { state: state!, data: text === undefined ? undefined : Buffer.from(text, 'base64') };
  }

  close(): void {
    this.#child.kill();
  }
}

async function asClient(ours: ClientAuthentication, peer: Peer): Promise<SecurityContext> {
  let input: Buffer | undefined;
  for (;;) {
    const step = await ours.step(input);
    assert.ok(step.kind !== 'kdcRequest');
    if (step.token !== undefined) input = (await peer.ask('step', step.token)).data;
    if (step.kind === 'done') return step.context;
  }
}

async function asServer(ours: ServerAuthentication, peer: Peer): Promise<SecurityContext> {
  let { data } = await peer.ask('step');
  for (;;) {
    const step = await ours.step(data);
    assert.ok(step.kind !== 'kdcRequest');
    if (step.token !== undefined) ({ data } = await peer.ask('step', step.token));
    if (step.kind === 'done') {
      assert.equal(step.context.identity.userName, USER);
      return step.context;
    }
  }
}

/** Sealed messages of both directions, of sizes that cross the peer's buffers. */
async function exchange({ protection }: SecurityContext, peer: Peer): Promise<void> {
  for (const size of [1, 17, 70_000]) {
    const text = Buffer.alloc(size, `message of ${size} `);
    const { header, sealed } = protection!.wrap(text);
    assert.deepEqual((await peer.ask('unwrap', Buffer.concat([header, sealed]))).data, text);
    const theirs = (await peer.ask('wrap', text)).data!;
    assert.deepEqual(protection!.unwrap(theirs.subarray(0, 16), theirs.subarray(16)), text);
  }
}

const credential = new Credential(`LAB\\${USER}`, PASSWORD);
const accounts = directoryOf(account(USER, PASSWORD, 'LAB'), PASSWORD);
// gss-ntlmssp refuses times far from its own clock.
const now = () => Date.now();

for (const [library, { check, missing }] of Object.entries(libraries)) {
  const skip = spawnSync(PYTHON, ['-c', check]).status === 0 ? false : missing;
  for (const [protocol, mechanism] of [
    ['ntlm', mechanisms.NTLM],
    ['negotiate', mechanisms.Negotiate],
  ] as const) {
    test(`our client logs on to ${library} with ${protocol} and exchanges sealed messages`, { skip }, async () => {
      const peer = await new Peer(library, 'server', protocol).ready();
      try {
        await exchange(await asClient(mechanism.client(clientOptions({ credential, now })), peer), peer);
      } finally {
        peer.close();
      }
    });

    test(`${library} logs on to our server with ${protocol} and exchanges sealed messages`, { skip }, async () => {
      const peer = await new Peer(library, 'client', protocol).ready();
      try {
        await exchange(await asServer(mechanism.server(serverOptions({ accounts, now })), peer), peer);
      } finally {
        peer.close();
      }
    });

    test(`${library} with a wrong password is denied by our server with ${protocol}`, { skip }, async () => {
      const peer = await new Peer(library, 'client', protocol, 'wrong').ready();
      try {
        await assert.rejects(asServer(mechanism.server(serverOptions({ accounts, now })), peer), {
          code: 'LogonDenied',
        });
      } finally {
        peer.close();
      }
    });
  }
}
