// Invoke-Command over a stand-in for the client: what is sent, what comes back and how, what becomes of failures.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deserialize, transportProtectedCipher } from '../../../src/clixml/index.ts';
import { errorText } from '../../../src/engine/error-text.ts';
import { fullyQualifiedErrorId } from '../../../src/engine/errors.ts';
import type { PipelineSink } from '../../../src/engine/streams.ts';
import { Dictionary } from '../../../src/psobject/collections.ts';
import { baseOf } from '../../../src/psobject/ps-object.ts';
import { PSCredential, SecureString } from '../../../src/psobject/values.ts';
import { type LoopbackOptions, openRemotingRunspace } from './loopback.ts';

async function open(options: LoopbackOptions & { readonly session?: boolean } = {}) {
  const runspace = await openRemotingRunspace(options);
  /** The text of each output object, and of each record with its stream before it. */
  const run = (script: string): string[] => {
    const lines: string[] = [];
    const note = (kind: string) => (record: { message: string }) => void lines.push(`${kind}: ${record.message}`);
    const sink: PipelineSink = {
      output: (value) => void lines.push(runspace.textOf(value)),
      error: (record) => void lines.push(`error ${fullyQualifiedErrorId(record)}: ${errorText(record)}`),
      warning: note('warning'),
      verbose: note('verbose'),
      debug: note('debug'),
      information: (record) => void lines.push(`information: ${runspace.textOf(record.messageData)}`),
      progress: () => {},
    };
    const outcome = runspace.invoke(script, sink);
    if (outcome.error) lines.push(`fatal ${fullyQualifiedErrorId(outcome.error)}: ${errorText(outcome.error)}`);
    return lines;
  };
  const set = (name: string, value: unknown) => runspace.global.setVariable(name, value);
  return { run, set, computers: runspace.loopback };
}

describe('a block that runs here', () => {
  it('has a scope of its own unless told otherwise', async () => {
    const { run } = await open({ session: false });
    assert.deepEqual(
      run('Invoke-Command { $inner = 1 }; "[$inner]"; Invoke-Command { $inner = 2 } -NoNewScope; $inner'),
      ['[]', '2'],
    );
  });

  it('gets arguments and input', async () => {
    const { run } = await open({ session: false });
    assert.deepEqual(run('1..3 | Invoke-Command { param($n) process { $_ * $n } } -ArgumentList 10'), [
      '10',
      '20',
      '30',
    ]);
    assert.deepEqual(run('1..3 | Invoke-Command { @($input).Count }'), ['3']);
  });
});

describe('what is sent', () => {
  it('is the text, the arguments by place, and the values of $using: under the key of their text', async () => {
    const { run, computers } = await open();
    assert.deepEqual(run('$Name = "n"; Invoke-Command $s { param($a) "$a $using:NAME" } -ArgumentList 7'), ['7 n']);
    const [command] = computers.invocations[0]!.commands;
    assert.equal(command!.text, ' param($a) "$a $using:NAME" ');
    assert.deepEqual(
      command!.arguments.map(({ name }) => name),
      [undefined, '--%'],
    );
    const using = baseOf(deserialize(command!.arguments[1]!.value, { cipher: transportProtectedCipher }));
    assert.ok(using instanceof Dictionary);
    assert.deepEqual([...using.keys()].map(baseOf), [Buffer.from('$using:name', 'utf16le').toString('base64')]);
    assert.equal(computers.invocations[0]!.takesInput, false);
    assert.equal(computers.invocations[0]!.throttleLimit, 32);
  });

  it('is nothing when a variable of $using: is not set', async () => {
    const { run, computers } = await open();
    assert.match(
      run('Invoke-Command $s { $using:nope }').join(),
      /UsingVariableIsUndefined.*The value of the using variable '\$using:nope' cannot be retrieved/,
    );
    assert.equal(computers.invocations.length, 0);
  });

  it('feeds a single command from the input, and leaves other blocks as they are', async () => {
    const { run, computers } = await open();
    assert.deepEqual(run('"b", "a" | Invoke-Command $s { Sort-Object }'), ['a', 'b']);
    assert.deepEqual(run('1, 2 | Invoke-Command $s { process { $_ + 1 } }'), ['2', '3']);
    assert.deepEqual(
      computers.invocations.map(({ commands }) => commands[0]!.text),
      ['$input |Sort-Object', ' process { $_ + 1 } '],
    );
    assert.deepEqual(computers.inputs, ['b', 'a', '1', '2']);
  });

  it('begins only with the first object of the input', async () => {
    const { run, computers } = await open();
    assert.deepEqual(run('@() | Invoke-Command $s { "ran" }'), []);
    assert.equal(computers.invocations.length, 0);
  });

  it('names computers, ports, credentials and the rest of a connection', async () => {
    const { run, computers, set } = await open({ session: false });
    set('c', new PSCredential('LAB\\u', new SecureString('p')));
    run(
      `Invoke-Command -ComputerName ., B -Port 15985 -UseSSL -Credential $c -Authentication Basic -ApplicationName app -ConfigurationName conf { 1 } -ThrottleLimit 2`,
    );
    const [invocation] = computers.invocations;
    assert.equal(invocation!.throttleLimit, 2);
    assert.deepEqual(
      invocation!.targets.map((target) => ('computerName' in target ? target.computerName : '')),
      ['localhost', 'B'],
    );
    const { computerName: _, ...spec } = computers.openedSpecs[1]!;
    assert.deepEqual(spec, {
      port: 15985,
      useSsl: true,
      applicationName: 'app',
      configurationName: 'conf',
      authentication: 'Basic',
      credential: { userName: 'LAB\\u', password: 'p' },
      openTimeout: undefined,
      operationTimeout: undefined,
      idleTimeout: undefined,
      name: undefined,
    });
  });

  it('takes the parts of a connection from a URI', async () => {
    const { run, computers } = await open({ session: false });
    run('Invoke-Command -ConnectionUri https://srv.test:7443/wsman2 { 1 }');
    const { computerName, port, useSsl, applicationName } = computers.openedSpecs[0]!;
    assert.deepEqual([computerName, port, useSsl, applicationName], ['srv.test', 7443, true, 'wsman2']);
  });

  it('is nothing for what is not the name of a computer', async () => {
    const { run } = await open({ session: false });
    assert.match(run("Invoke-Command -ComputerName 'http://x/' { 1 }").join(), /PSSessionInvalidComputerName/);
  });
});

describe('what comes back', () => {
  it('carries where it came from, whatever the server says', async () => {
    const { run } = await open();
    assert.deepEqual(
      run(`$o = Invoke-Command $s { [pscustomobject]@{ PSComputerName = 'mine'; A = 1 } }
        $o.PSObject.Properties.Name -join ','
        $o.PSComputerName; $o.RunspaceId -eq $s.InstanceId; $o.PSShowComputerName`),
      ['A,PSComputerName,RunspaceId,PSShowComputerName', 'localhost', 'True', 'True'],
    );
    assert.deepEqual(run('$n = Invoke-Command $s { 5 } -HideComputerName; $n + 1; $n.PSShowComputerName'), [
      '6',
      'False',
    ]);
    assert.deepEqual(run('$null -eq (Invoke-Command $s { $null })'), ['True']);
  });

  it('is a remoting error with its origin and its own place, which a try does not catch', async () => {
    const { run } = await open({ currentDirectory: '/' });
    assert.deepEqual(
      run(`try { Invoke-Command $s { Get-Item ./nosuch; 'went on' } -ErrorVariable ev -ErrorAction SilentlyContinue } catch { 'caught' }
        $ev[0].GetType().Name; $ev[0].OriginInfo.PSComputerName; "$($ev[0].OriginInfo.RunspaceID)" -eq $s.InstanceId
        $ev[0].FullyQualifiedErrorId; $ev[0].InvocationInfo.MyCommand.Name; $ev[0].Exception.GetType().Name; "$($ev[0].CategoryInfo)"`),
      [
        'went on',
        'RemotingErrorRecord',
        'localhost',
        'True',
        'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
        'Get-Item',
        'RemoteException',
        'ObjectNotFound: (/nosuch:String) [Get-Item], ItemNotFoundException',
      ],
    );
  });

  it('ends the local script for a throw of one target, and for one target only', async () => {
    const { run } = await open({ session: false });
    assert.deepEqual(
      run('try { Invoke-Command -Cn A { 1; throw \'boom\' } } catch { "caught $_ $($_.Exception.GetType().Name)" }'),
      ['1', 'caught boom RemoteException'],
    );
    assert.deepEqual(run("try { Invoke-Command -Cn A, B { throw 'boom' } } catch { 'caught' }"), [
      'error boom: boom',
      'error boom: boom',
    ]);
  });

  it('leaves warnings to the host but for a variable, and forwards information', async () => {
    const { run } = await open();
    assert.deepEqual(
      run('Invoke-Command $s { Write-Warning w; Write-Verbose v -Verbose; 1 } -WarningVariable wv; "$wv"'),
      ['1', 'w'],
    );
    assert.deepEqual(run('$i = Invoke-Command $s { Write-Host h } 6>&1; "$i"; $i.Tags -join ","'), [
      'h',
      'PSHOST,FORWARDED',
    ]);
  });

  it('is one clear error for a computer that cannot be reached, beside what the others gave', async () => {
    const { run } = await open({ session: false, down: ['B'] });
    const message =
      'Connecting to remote server B failed with the following error message : Access is denied. For more information, see the about_Remote_Troubleshooting Help topic.';
    assert.deepEqual(run('Invoke-Command -ComputerName A, B, C { 1 } -ErrorVariable ev'), [
      '1',
      `error AccessDenied,PSSessionStateBroken: [B] ${message}`,
      '1',
    ]);
    assert.deepEqual(
      run(
        '$ev[0].Exception.GetType().Name; $ev[0].Exception.Message; $ev[0].Exception.ErrorCode; "$($ev[0].CategoryInfo)"',
      ),
      ['PSRemotingTransportException', message, '5', 'OpenError: (B:String) [], PSRemotingTransportException'],
    );
    assert.deepEqual(run('try { Invoke-Command -Cn B { 1 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }'), [
      'AccessDenied,PSSessionStateBroken',
    ]);
  });
});

describe('ending early', () => {
  it('stops the targets when nobody reads on', async () => {
    const { run, computers } = await open();
    assert.deepEqual(run('Invoke-Command $s { 1..10 } | Select-Object -First 2'), ['1', '2']);
    assert.equal(computers.stopped(), 1);
    assert.deepEqual(run('"$($s.Availability)"'), ['Available']);
  });

  it('lets a second command into a session whose first one is still being read', async () => {
    const { run } = await open();
    assert.deepEqual(
      run('Invoke-Command $s { 1..3 } | ForEach-Object { $n = $_; Invoke-Command $s { $using:n * 10 } }'),
      ['10', '20', '30'],
    );
  });
});

describe('-FilePath', () => {
  it('wants a script file that exists', async () => {
    const { run } = await open();
    assert.match(
      run('Invoke-Command $s -FilePath ./none.ps1')[0]!,
      /^error PathNotFound,Microsoft.*InvokeCommandCommand: Cannot find path '.*none\.ps1'/,
    );
    assert.match(
      run('Invoke-Command $s -FilePath ./none.txt')[0]!,
      /^error System\.ArgumentException,.*must be a PowerShell script file/,
    );
  });
});
