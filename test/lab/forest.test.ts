import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { memoryDirectory } from '../../src/directory/memory-directory.ts';
import { directoryObjects, namingContextOf, readForest, simulatedServers } from '../../src/lab/forest.ts';

const now = Date.UTC(2026, 10, 22, 9, 30);
const forest = readForest(join(import.meta.dirname, '../../lab/forest.json'));
const servers = simulatedServers(forest, '/data', now);

test('the forest has the two domains of the course', () => {
  const names = (domain: string) =>
    servers.filter((server) => server.domain === domain).map((server) => server.computerName);
  assert.deepEqual(names('yourdomain.local'), ['SRV01', 'SRV02', 'SRV03', 'SRV04', 'FILESERVER']);
  assert.equal(names('lab.local').length, 30);
});

test('exactly SRV-08 and SRV-15 are more than 30 days late, at any hour of the day', () => {
  for (const hour of [0, 9, 23]) {
    const moment = Date.UTC(2026, 10, 22, hour, 59);
    const late = simulatedServers(forest, '/data', moment)
      .filter((server) => Math.max(...server.updates.map((update) => update.installedOn)) < moment - 30 * 86_400_000)
      .map((server) => server.computerName);
    assert.deepEqual(late, ['SRV-08', 'SRV-15']);
  }
});

test('the directory of lab.local finds its 30 servers by operating system', async () => {
  const domain = forest.domains.find(({ name }) => name === 'lab.local')!;
  const directory = memoryDirectory(directoryObjects(forest, domain, now), [namingContextOf(domain.name)]);
  const found = await directory.search({
    filter: '(&(objectClass=computer)(operatingSystem=*Server*))',
    searchBase: 'OU=Servers,DC=lab,DC=local',
    scope: 'Subtree',
    attributes: [],
    sizeLimit: undefined,
    server: undefined,
  });
  assert.equal(found.length, 30);
  assert.equal(new Set(found.map((object) => object.attributes.get('objectguid')![0])).size, 30);
});

test('an uptime counts back from now', () => {
  const server = servers.find(({ computerName }) => computerName === 'SRV01')!;
  assert.equal(now - server.bootTime, ((14 * 24 + 3) * 60 + 22) * 60_000 + 15_234);
});
