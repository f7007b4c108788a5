import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { test } from 'node:test';
import { linuxMachine } from '../../src/platform/linux/linux-machine.ts';
import { parseMeminfo, parseOsRelease, parseProcessStat } from '../../src/platform/linux/proc.ts';
import { parseSystemctl } from '../../src/platform/linux/systemctl.ts';
import { platformService } from '../../src/platform/platform-service.ts';

test('a process name may hold spaces and parentheses', () => {
  const stat = parseProcessStat(
    '42 (my (odd) name) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 3 0 12345 987654321 512 18446744073709551615 0 0 0',
  )!;
  assert.equal(stat.name, 'my (odd) name');
  assert.equal(stat.parentId, 1);
  assert.equal(stat.cpuTicks, 300n);
  assert.equal(stat.threads, 3);
  assert.equal(stat.startTicks, 12345n);
  assert.equal(stat.residentPages, 512n);
});

test('text that is not of /proc/PID/stat gives nothing', () => {
  for (const text of ['', '42', '42 (x', ') (', '42 (x) S 1']) assert.equal(parseProcessStat(text), undefined);
});

test('meminfo and os-release are read by name', () => {
  assert.equal(parseMeminfo('MemTotal:       24603212 kB\nHugePages_Total:       0\n').get('MemTotal'), 24603212n);
  assert.equal(parseOsRelease('NAME="Debian GNU/Linux"\nVERSION_ID=12\n').get('NAME'), 'Debian GNU/Linux');
});

test('systemctl listings give state and start type', () => {
  const services = parseSystemctl(
    'ssh.service loaded active running OpenBSD Secure Shell server\nnope.service not-found inactive dead nope.service\ncron.service loaded failed failed Cron\n',
    'ssh.service enabled enabled\ncron.service masked enabled\n',
  );
  assert.deepEqual(
    services.map(({ name, status, startType, displayName }) => [name, status, startType, displayName]),
    [
      ['ssh', 'Running', 'Automatic', 'OpenBSD Secure Shell server'],
      ['cron', 'Stopped', 'Disabled', 'Cron'],
    ],
  );
});

test('Win32_OperatingSystem of this machine holds its real name, boot time and memory', {
  skip: process.platform !== 'linux',
}, async () => {
  const instances = await platformService(linuxMachine()).cimInstances('root\\CIMV2', 'win32_operatingsystem');
  const properties = new Map(instances![0]!.properties.map(({ name, value }) => [name, value]));
  assert.equal(properties.get('CSName'), hostname());
  assert.ok((properties.get('LastBootUpTime') as number) < Date.now());
  const free = properties.get('FreePhysicalMemory') as bigint;
  assert.ok(free > 0n && free < (properties.get('TotalVisibleMemorySize') as bigint));
});

test('a class that the machine does not know is undefined, not empty', async () => {
  assert.equal(await platformService(linuxMachine()).cimInstances('root/cimv2', 'Win32_Nope'), undefined);
});
