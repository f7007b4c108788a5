// New-, Get- and Remove-PSSession over a stand-in for the client.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCase } from '../../conformance/run-cases.ts';
import { openRemotingRunspace } from './loopback.ts';

/** The script's output and records as the recorded cases write them; `$s` is a session named Remote to localhost. */
const run = (script: string): Promise<string> => runCase(script, openRemotingRunspace);

test('a session has a number, a name, a state, and the table that PowerShell gives it', async () => {
  assert.equal(
    await run('New-PSSession SRV01 -ConfigurationName conf; $s'),
    `
 Id Name            Transport ComputerName    ComputerType    State         ConfigurationName     Availability
 -- ----            --------- ------------    ------------    -----         -----------------     ------------
  2 Runspace2       WSMan     SRV01           RemoteMachine   Opened        conf                     Available
  1 Remote          WSMan     localhost       RemoteMachine   Opened        Microsoft.PowerShell     Available`,
  );
  assert.equal(
    await run('"$s"; $s.Runspace.RunspaceStateInfo.State.ToString(); $s.Runspace.RunspaceIsRemote'),
    '[PSSession]Remote\nOpened\nTrue',
  );
});

test('sessions are found by number, name, instance and computer', async () => {
  assert.equal(
    await run(`$null = New-PSSession -ComputerName A, B -Name one, two
(Get-PSSession).Name -join ','
(Get-PSSession -Id 1, 3).Name -join ','
(Get-PSSession -Name REM*, two).Name -join ','
(Get-PSSession -InstanceId $s.InstanceId).Name
(Get-PSSession -ComputerName A).Name
[object]::ReferenceEquals((Get-PSSession -Name Remote), $s)`),
    'Remote,one,two\nRemote,two\nRemote,two\nRemote\none\nTrue',
  );
});

test('what is not there is an error in the words of PowerShell', async () => {
  assert.equal(
    await run('Get-PSSession -Name nope; Remove-PSSession -Id 99'),
    `
ERROR: RemoteRunspaceNotAvailableForSpecifiedName,Microsoft.PowerShell.Commands.GetPSSessionCommand: The remote session with the name nope  is not available.
ERROR: RemoteRunspaceNotAvailableForSpecifiedSessionId,Microsoft.PowerShell.Commands.RemovePSSessionCommand: The remote session with the session ID 99 is not available.`,
  );
});

test('a removed session is closed, and commands are refused in it', async () => {
  assert.match(
    await run(`Remove-PSSession $s; Remove-PSSession $s
"$($s.State) $($s.Availability) $(@(Get-PSSession).Count)"
Invoke-Command $s { 1 }`),
    /^Closed None 0\nERROR: InvokeCommandCommandInvalidSessionState,.*The session state is Closed\.\nERROR: InvalidOperation,.*No valid sessions were specified/,
  );
});

test('sessions come down the pipeline, and -WhatIf leaves them', async () => {
  assert.equal(
    await run(
      'Get-PSSession | Remove-PSSession -WhatIf; @(Get-PSSession).Count; Get-PSSession | Remove-PSSession; @(Get-PSSession).Count',
    ),
    '1\n0\nINFORMATION: What if: Performing the operation "Remove" on target "localhost".',
  );
});

test('a session that does not open is an error of New-PSSession, and the others are there', async () => {
  assert.match(
    await runCase(
      '(New-PSSession -ComputerName A, B -ErrorVariable ev).ComputerName; "$($ev[0].CategoryInfo)"',
      (options) => openRemotingRunspace({ ...options, down: ['B'] }),
    ),
    /^A\nOpenError: \(System\.Manageme.*RemoteRunspace:RemoteRunspace\) \[New-PSSession\], PSRemotingTransportException\nERROR: AccessDenied,PSSessionOpenFailed: \[B\] Connecting to remote server B failed/,
  );
});

test('the same session twice is refused', async () => {
  assert.match(await run('Invoke-Command $s, $s { 1 }'), /RemoteRunspaceInfoHasDuplicates/);
});

test('variables and functions of a session stay', async () => {
  assert.equal(await run('Invoke-Command $s { $kept = 11; function F { $kept + 1 } }; Invoke-Command $s { F }'), '12');
});
