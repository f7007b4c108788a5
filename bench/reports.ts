// The two reports of the lab, as `npm start` runs them: from the first connection to the last row.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRunspace } from '../src/app/local-runspace.ts';
import { remotingService } from '../src/app/remoting-service.ts';
import { sessionServices, thisMachine } from '../src/app/session-services.ts';
import { startLab } from '../src/lab/lab.ts';
import { readReportScript } from '../src/lab/report.ts';
import type { BenchmarkRow } from './benchmark.ts';

export const name = 'reports';

export async function run(): Promise<BenchmarkRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'psremoting-bench-'));
  const started = performance.now();
  const lab = await startLab(folder);
  const up = performance.now() - started;
  const host = { methods: { WriteLine2: () => {}, WriteErrorLine: (text: string) => console.error(text) } };
  const remoting = remotingService({ allowUnencrypted: () => false, host, ...lab.remoting });
  const runspace = new LocalRunspace({
    services: sessionServices({ machine: thisMachine(), remoting, directory: lab.directory }),
    host,
    onBroken: (error) => {
      throw error;
    },
  });
  const time = async (script: string): Promise<number> => {
    const begun = performance.now();
    const outcome = await runspace.runInteractively(script);
    if (outcome.outcome !== 'completed' || !outcome.succeeded) throw new Error('the report failed');
    return (performance.now() - begun) / 1000;
  };
  try {
    await runspace.runInteractively('1');
    const updates = await time(readReportScript('update-report.ps1'));
    const servers = await time(readReportScript('server-report.ps1'));
    return [
      { label: 'lab with 35 servers, start to listening', value: up / 1000, unit: 's' },
      { label: 'update report of 30 servers, throttle 10', value: updates, unit: 's', goal: 3 },
      { label: 'report of 4 servers', value: servers, unit: 's' },
    ];
  } finally {
    await runspace.close();
    await remoting.close();
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
