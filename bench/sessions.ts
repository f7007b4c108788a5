// Sessions over sealed HTTP on loopback: opening one, a command on an open one, objects, and the memory of each.
import { execFileSync } from 'node:child_process';
import { connect } from '../src/app/connect.ts';
import { spawnSessionHost } from '../src/app/programs.ts';
import { embeddedEngines, startWinrmServer } from '../src/app/winrm-server.ts';
import { ntHashOf } from '../src/auth/ntlm/ntlm-keys.ts';
import { SessionHosts } from '../src/runspace/session-hosts.ts';
import { type BenchmarkRow, medianMilliseconds } from './benchmark.ts';

export const name = 'sessions';

const account = { domain: 'BENCH', userName: 'admin', administrator: true, ntHash: ntHashOf('bench') };

/** Megabytes that the children of a process hold. */
function childrenMemory(pid: number): number {
  const listing = execFileSync('ps', ['-o', 'rss=,comm=', '--ppid', String(pid)], { encoding: 'utf8' });
  const rows = [...listing.matchAll(/^\s*(\d+) (.*)$/gm)].filter(([, , command]) => command !== 'ps');
  return rows.reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1024;
}

export async function run(): Promise<BenchmarkRow[]> {
  const hosts = new SessionHosts({ spawn: spawnSessionHost, linger: 60_000 });
  const server = await startWinrmServer({
    address: '127.0.0.1',
    port: 0,
    accounts: { lookup: async () => account, checkPassword: async () => account },
    computerName: 'BENCH',
    domainName: 'BENCH',
    allowBasic: false,
    allowUnencrypted: false,
    engineFor: embeddedEngines(hosts, () => ({ isTransportSecure: true, trustedHosts: '', allowUnencrypted: false })),
    quotas: { maxShellsPerUser: 100 },
  });
  const open = () =>
    connect({
      computerName: '127.0.0.1',
      port: server.port,
      credential: { userName: 'BENCH\\admin', password: 'bench' },
    });
  const rows: BenchmarkRow[] = [];
  try {
    const openAndClose = async () => {
      const pool = await open();
      await pool.close();
    };
    const first = await open();
    await first.run('1');
    // The warm worker for the next session has loaded by then.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    rows.push({
      label: 'session host with one runspace and a warm worker',
      value: childrenMemory(process.pid),
      unit: 'MB',
    });
    await first.close();
    await openAndClose();
    const times: number[] = [];
    for (let i = 0; i < 12; i++) {
      // A warm worker waits by then, as it does between two users' sessions.
      await new Promise((resolve) => setTimeout(resolve, 250));
      const started = performance.now();
      const pool = await open();
      times.push(performance.now() - started);
      await pool.close();
    }
    rows.push({ label: 'session open', value: times.sort((a, b) => a - b)[6]!, unit: 'ms', goal: 50 });

    const pool = await open();
    rows.push({
      label: 'command on an open session',
      value: await medianMilliseconds(200, () => pool.run('1')),
      unit: 'ms',
      goal: 3,
    });
    rows.push({ label: '10,000 integers', value: await medianMilliseconds(5, () => pool.run('1..10000')), unit: 'ms' });

    const single = childrenMemory(process.pid);
    const more = await Promise.all(Array.from({ length: 10 }, open));
    await Promise.all(more.map((each) => each.run('1')));
    const eleven = childrenMemory(process.pid);
    rows.push({ label: 'memory of a further runspace', value: (eleven - single) / 10, unit: 'MB', goal: 13 });
    await Promise.all([pool, ...more].map((each) => each.close()));
  } finally {
    await server.close();
    await hosts.close();
  }
  return rows;
}
