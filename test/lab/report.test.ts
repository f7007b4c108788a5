import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReportScript, stepsOf } from '../../src/lab/report.ts';

test('the reports are cut where a statement begins', () => {
  const first = (name: Parameters<typeof readReportScript>[0]) =>
    stepsOf(readReportScript(name)).map((step) => step.split('\n')[0]!.slice(0, 24));
  assert.deepEqual(first('update-report.ps1'), [
    '$servers = (Get-ADComput',
    '$servers.Count',
    '$updates = Invoke-Comman',
    '$updates | Sort-Object P',
    '$updates | Group-Object ',
  ]);
  assert.deepEqual(first('server-report.ps1'), ['$servers = @("SRV01", "S', 'Invoke-Command -Computer']);
});

test('the steps together are the script', () => {
  const script = readReportScript('update-report.ps1');
  assert.equal(stepsOf(script).join('\n'), script.trimEnd());
});
