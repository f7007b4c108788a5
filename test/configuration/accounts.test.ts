import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { ntHashOf } from '../../src/auth/ntlm/ntlm-keys.ts';
import { Accounts } from '../../src/configuration/accounts.ts';

const root = mkdtempSync(join(tmpdir(), 'psremoting-accounts-'));
let folder = root;
let count = 0;
beforeEach(() => (folder = join(root, `${++count}`)));
after(() => rmSync(root, { recursive: true }));

const admin = { userName: 'Admin', password: 'Pässword 1', administrator: true };

test('accounts are added, listed, changed and removed, and another process reads them', async () => {
  const accounts = await Accounts.open(folder, 'SRV01');
  assert.deepEqual(accounts.list(), []);
  await accounts.add(admin);
  await accounts.add({ userName: 'zoe', password: 'x', administrator: false, domain: 'LAB' });
  const read = await Accounts.open(folder, 'SRV01');
  assert.deepEqual(read.list(), [
    { userName: 'Admin', domain: 'SRV01', administrator: true },
    { userName: 'zoe', domain: 'LAB', administrator: false },
  ]);
  await accounts.add({ ...admin, userName: 'ADMIN', password: 'new', administrator: false });
  await read.reload();
  assert.equal(read.list().length, 2);
  assert.deepEqual((await read.lookup('', 'admin'))?.ntHash, ntHashOf('new'));
  await accounts.remove('admin', 'srv01');
  await assert.rejects(accounts.remove('admin'), { code: 'AccountUnknown' });
  assert.deepEqual(
    accounts.list().map(({ userName }) => userName),
    ['zoe'],
  );
});

test('a name is found under its domain, the machine, none, or one that nobody here has', async () => {
  const accounts = await Accounts.open(folder, 'SRV01');
  await accounts.add(admin);
  await accounts.add({ ...admin, domain: 'LAB', password: 'lab' });
  const domainOf = async (domain: string, userName = 'admin') => (await accounts.lookup(domain, userName))?.domain;
  for (const domain of ['', '.', 'SRV01', 'srv01', 'WORKGROUP', 'MYLAPTOP'])
    assert.equal(await domainOf(domain), 'SRV01', domain);
  assert.equal(await domainOf('lab'), 'LAB');
  assert.equal(await domainOf('', 'ADMIN@lab'), 'LAB');
  await accounts.remove('admin', 'LAB');
  await accounts.add({ ...admin, userName: 'other', domain: 'LAB' });
  assert.equal(await domainOf('LAB'), undefined, 'a local account is not one of a known domain');
  for (const name of ['__proto__', 'constructor', 'nobody', ''])
    assert.equal(await domainOf('', name), undefined, name);
});

test('passwords are compared by their scrypt hash', async () => {
  const accounts = await Accounts.open(folder, 'SRV01');
  await accounts.add(admin);
  assert.equal((await accounts.checkPassword('', 'admin', admin.password))?.userName, 'Admin');
  assert.equal(await accounts.checkPassword('', 'admin', 'wrong'), undefined);
  assert.equal(await accounts.checkPassword('', 'nobody', admin.password), undefined);
});

test('the file is its owner’s alone, holds no password in any spelling, and no half-written one stays', async () => {
  const accounts = await Accounts.open(folder, 'SRV01');
  await Promise.all([accounts.add(admin), accounts.add({ ...admin, userName: 'second' })]);
  const path = join(folder, 'accounts.json');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  const text = readFileSync(path, 'utf8');
  for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
    const bytes = Buffer.from(admin.password, encoding);
    assert.ok(!text.includes(bytes.toString('base64')) && !text.includes(bytes.toString('hex')));
  }
  assert.ok(!text.includes(admin.password));
  assert.deepEqual(readdirSync(folder), ['accounts.json']);
  assert.equal(JSON.parse(text).accounts.length, 2);
});

test('names that Windows forbids and files that are none are refused', async () => {
  const accounts = await Accounts.open(folder, 'SRV01');
  for (const userName of ['', 'a\\b', 'a:b', 'a@b', ' a', 'a\n', 'x'.repeat(105)]) {
    await assert.rejects(accounts.add({ ...admin, userName }), { code: 'AccountNameInvalid' }, userName);
  }
  await accounts.add(admin);
  for (const text of [
    '',
    'null',
    '[]',
    '{"version":2,"accounts":[]}',
    '{"version":1,"accounts":[null]}',
    '{"version":1,"accounts":[{}]}',
  ]) {
    writeFileSync(join(folder, 'accounts.json'), text);
    await assert.rejects(Accounts.open(folder, 'SRV01'), { code: 'AccountsFileInvalid' }, text);
  }
});
