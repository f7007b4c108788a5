// Our client against PowerShell's own server over stdio (the C# peer's `serve`).
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ClientError } from '../../src/client/client-error.ts';
import { PowerShell } from '../../src/client/power-shell.ts';
import { RunspacePool, type RunspacePoolOptions } from '../../src/client/runspace-pool.ts';
import { toPlain } from '../../src/client/to-plain.ts';
import { isPropertyBag } from '../../src/psobject/ps-object.ts';
import { PSCredential, SecureString } from '../../src/psobject/values.ts';
import { childProcessChannel } from '../../src/transport/out-of-process/child-process-channel.ts';
import { peerEnvironment, peerOrSkip } from './peer.ts';

async function openPeer(t: TestContext, options: Partial<RunspacePoolOptions> = {}): Promise<RunspacePool | undefined> {
  const command = peerOrSkip(t);
  if (command === undefined) return undefined;
  const channel = childProcessChannel({ command, arguments: ['serve'], environment: peerEnvironment() });
  const pool = await RunspacePool.open({ channel, timeoutMs: 60_000, ...options });
  t.after(() => pool.close());
  return pool;
}

// The peer has no Utility module: a function with CmdletBinding writes to every stream itself.
const everyStream = `function f { [CmdletBinding()] param()
  $PSCmdlet.WriteObject('output')
  $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([InvalidOperationException]::new('error'), 'MyId', 'InvalidData', 'target'))
  $PSCmdlet.WriteWarning('warning')
  $PSCmdlet.WriteVerbose('verbose')
  $PSCmdlet.WriteDebug('debug')
  $PSCmdlet.WriteInformation('information', [string[]]@('tag'))
  $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(3, 'activity', 'status'))
}
$VerbosePreference = $DebugPreference = 'Continue'
f`;

test('every stream of a real PowerShell arrives typed', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  assert.equal(pool.protocolVersion, '2.4');
  const { records } = await pool.run(everyStream);
  const of = (stream: string) => records.find((record) => record.stream === stream)!.value as never;
  assert.equal(of('output'), 'output');
  const error = of('error') as import('../../src/psobject/error-record.ts').ErrorRecord;
  assert.equal(error.exception.message, 'error');
  assert.equal(error.fullyQualifiedErrorIdOverride, 'MyId,f');
  assert.equal(error.categoryInfo.category, 'InvalidData');
  assert.equal(error.targetObject, 'target');
  for (const stream of ['warning', 'verbose', 'debug']) {
    assert.equal((of(stream) as { message: string }).message, stream);
  }
  const information = of('information') as import('../../src/psobject/records.ts').InformationRecord;
  assert.equal(information.messageData, 'information');
  assert.deepEqual(information.tags, ['tag']);
  const progress = of('progress') as import('../../src/psobject/records.ts').ProgressRecord;
  assert.deepEqual([progress.activityId, progress.activity], [3, 'activity']);
});

test('terminating errors of a real PowerShell end the pipeline and not the pool', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  for (const [script, message] of [
    ['throw "boom"', /^boom$/],
    ['1 +', /value expression following the '\+' operator/],
  ] as const) {
    await assert.rejects(pool.run(script), (error: ClientError) => {
      assert.equal(error.code, 'PipelineFailed');
      assert.match(error.message, message);
      return true;
    });
  }
  const { records, state } = await pool.run('[int]"x"; "still here"');
  assert.equal(state, 'completed');
  assert.deepEqual(
    records.map(({ stream }) => stream),
    ['error', 'output'],
  );
});

test('input, arguments, merged streams and statements reach a real PowerShell', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  const doubled = await pool.run('$input | ForEach-Object { $_ * 2 }', { input: [1, 2.5, 3n, 'ab'] });
  assert.deepEqual(toPlain(doubled.output), [2, 5, 6n, 'abab']);

  const pipeline = pool.start('$input | ForEach-Object { "got $_" }', { openInput: true });
  const results = pipeline.output();
  await pipeline.write('one');
  assert.equal((await results.next()).value, 'got one');
  await pipeline.write('two');
  assert.equal((await results.next()).value, 'got two');
  await pipeline.endInput();
  assert.equal((await results.next()).done, true);

  const bound = await pool.run('param($Name, [switch]$Loud) "$Name $Loud"', { parameters: { Name: 'x', Loud: true } });
  assert.deepEqual(bound.output, ['x True']);
  const merged = await pool.run(PowerShell.script('Get-NoSuchThing').mergeStreams(['error']));
  assert.equal(merged.records[0]!.stream, 'output');
  const two = await pool.run(PowerShell.script('"first"').addStatement().addScript('"second"'));
  assert.deepEqual(two.output, ['first', 'second']);
});

test('a real PowerShell stops, again and again', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  // Stopped before it has begun, PowerShell's server sometimes keeps the runspace for ever; so each says first that it runs.
  for (const script of [
    '"begun"; while ($true) { }',
    '1..10000000',
    '"begun"; [Threading.Thread]::Sleep(100); while (1) { $x++ }',
  ]) {
    const pipeline = pool.start(script);
    let count = 0;
    for await (const _ of pipeline) if (++count === 1) void pipeline.stop();
    assert.equal((await pipeline.finished).state, 'stopped');
  }
  assert.deepEqual((await pool.run('"alive"')).output, ['alive']);
});

test('a real PowerShell calls our host', async (t) => {
  const lines: unknown[] = [];
  const pool = await openPeer(t, {
    host: {
      defaultData: {
        foregroundColor: 'White',
        backgroundColor: 'DarkBlue',
        cursorPosition: { x: 1, y: 2 },
        windowPosition: { x: 0, y: 0 },
        cursorSize: 25,
        bufferSize: { width: 120, height: 300 },
        windowSize: { width: 120, height: 50 },
        maxWindowSize: { width: 120, height: 60 },
        maxPhysicalWindowSize: { width: 200, height: 100 },
        windowTitle: 'title',
      },
      methods: {
        ReadLine: () => 'a line',
        ReadLineAsSecureString: () => new SecureString('secret line'),
        WriteLine2: (text) => void lines.push(text),
        WriteLine3: (foreground, background, text) => void lines.push([foreground, background, text]),
        WriteProgress: (_source, record) => void lines.push(record.activity),
        SetShouldExit: (code) => void lines.push(['exit', code]),
        PromptForChoice: (caption, message, choices, chosen) => {
          lines.push([caption, message, choices.map(({ label }) => label), chosen]);
          return 2;
        },
        PromptForChoiceMultipleSelection: () => [0, 2],
        PromptForCredential1: (_caption, _message, user) => new PSCredential(user, new SecureString('pw')),
        PromptForCredential2: (_caption, _message, user) => new PSCredential(user, new SecureString('pw')),
        Prompt: (_caption, _message, fields) =>
          new Map(fields.map(({ name, parameterTypeName }) => [name, `${name} of ${parameterTypeName}`])),
        ReadKey: () => ({ virtualKeyCode: 65, character: 'a', controlKeyState: 0, keyDown: true }),
        GetCursorPosition: () => ({ x: 7, y: 8 }),
        SetCursorPosition: ({ x, y }) => void lines.push({ x, y }),
        GetBufferContents: () => {
          throw new Error('never called: PowerShell asks before it shows a screen');
        },
      },
    },
  });
  if (pool === undefined) return;
  const choices = `[System.Management.Automation.Host.ChoiceDescription[]]('&Yes', '&No', '&Maybe')`;
  const { output } = await pool.run(`
    $ui = $Host.UI
    $ui.ReadLine()
    [System.Net.NetworkCredential]::new('', $ui.ReadLineAsSecureString()).Password
    $ui.WriteLine('plain')
    $ui.WriteLine('Red', 'Blue', 'coloured')
    $ui.PromptForChoice('Caption', 'Message', ${choices}, 1)
    "$($ui.PromptForChoice('Caption', 'Message', ${choices}, [int[]](0, 1)))"
    $c = $ui.PromptForCredential('Caption', 'Message', 'me', 'target')
    $c.UserName + ':' + $c.GetNetworkCredential().Password
    $field = [System.Management.Automation.Host.FieldDescription]::new('Field'); $field.SetParameterType([string])
    $ui.Prompt('Caption', 'Message', $field)['Field']
    $ui.RawUI.WindowTitle
    "$($ui.RawUI.BufferSize)"
    "$($ui.RawUI.ForegroundColor)"
    $ui.RawUI.ReadKey('NoEcho, IncludeKeyDown').Character
    $ui.RawUI.CursorPosition = [System.Management.Automation.Host.Coordinates]::new(3, 4)
    $Host.SetShouldExit(5)`);
  assert.deepEqual(toPlain(output), [
    'a line',
    'secret line',
    2,
    '0 2',
    'me:pw',
    'Field of String',
    'title',
    '120,300',
    'White',
    'a',
  ]);
  assert.deepEqual(lines, [
    'plain',
    ['Red', 'Blue', 'coloured'],
    ['Caption', 'Message', ['&Yes', '&No', '&Maybe'], 1],
    { x: 3, y: 4 },
    ['exit', 5],
  ]);
});

test('secure strings and credentials cross under version 2.4, and with a session key under 2.3', async (t) => {
  for (const protocolVersion of ['2.4', '2.3'] as const) {
    const pool = await openPeer(t, { protocolVersion });
    if (pool === undefined) return;
    assert.equal(pool.protocolVersion, protocolVersion);
    const { output } = await pool.run(
      '$input | ForEach-Object { $s = if ($_ -is [PSCredential]) { $_.Password } else { $_ }; [System.Net.NetworkCredential]::new("", $s).Password; $_ }',
      { input: [new SecureString('geheim ß'), new PSCredential('me', new SecureString('pw'))] },
    );
    const [first, secure, second, credential] = output;
    assert.deepEqual([first, second], ['geheim ß', 'pw']);
    assert.equal((secure as SecureString).reveal(), 'geheim ß');
    assert.equal((credential as PSCredential).password.reveal(), 'pw');
  }
});

test('values of many types come as themselves', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  const { output } = await pool.run(`
    42; [long]::MaxValue; 1.5; 1.10d; 'text'; [char]'x'; $true; $null; [guid]'01234567-89ab-cdef-0123-456789abcdef'
    [datetime]::SpecifyKind('2020-01-02T03:04:05', 'Utc'); [timespan]'00:00:01.5'; [version]'1.2.3'; [uri]'http://x/'
    ,(1, 2, 3); @{ a = 1 }; [pscustomobject]@{ Name = 'n'; Inner = [pscustomobject]@{ X = 1 } }
    [System.DayOfWeek]::Friday; ,[byte[]](1, 2, 255); [bigint]::Pow(2, 70)`);
  const bag = (entries: object) => Object.assign(Object.create(null) as object, entries);
  const plain = toPlain(output) as unknown[];
  assert.deepEqual(plain.slice(0, 16), [
    42,
    9223372036854775807n,
    1.5,
    '1.10',
    'text',
    'x',
    true,
    null,
    '01234567-89ab-cdef-0123-456789abcdef',
    new Date(Date.UTC(2020, 0, 2, 3, 4, 5)),
    1500,
    '1.2.3',
    'http://x/',
    [1, 2, 3],
    bag({ a: 1 }),
    bag({ Name: 'n', Inner: bag({ X: 1 }) }),
  ]);
  assert.deepEqual(Buffer.from(plain[17] as Uint8Array), Buffer.from([1, 2, 255]));
  assert.ok(isPropertyBag(output[15]));
});

test('a pool of three runs three pipelines at once, and answers about itself', async (t) => {
  const pool = await openPeer(t, { maxRunspaces: 3 });
  if (pool === undefined) return;
  const script = '[Threading.Thread]::Sleep(100); [runspace]::DefaultRunspace.InstanceId.ToString()';
  const runs = await Promise.all([1, 2, 3].map(() => pool.run(script)));
  assert.equal(new Set(runs.map(({ output }) => output[0])).size, 3);
  assert.equal(await pool.setMaxRunspaces(5), true);
  assert.equal(await pool.getAvailableRunspaces(), 5);
});

test('a request for the metadata of commands is understood', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  // PowerShell answers it with a pipeline of its own, for which the peer lacks one command of the Utility module.
  await assert.rejects(pool.getCommandMetadata(['Get-Command']).collect(), (error: ClientError) => {
    assert.equal(error.code, 'PipelineFailed');
    return /Measure-Object/.test(error.message);
  });
});

test('an object of several fragments and ten thousand small ones arrive whole', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  const { output } = await pool.run('"x" * 300000; 1..10000; $input', { input: ['y'.repeat(100_000)] });
  assert.equal((output[0] as string).length, 300_000);
  assert.equal(output.length, 10_002);
  assert.equal((output.at(-1) as string).length, 100_000);
});

test('a PowerShell that dies or is killed half-way is a typed error', async (t) => {
  const pool = await openPeer(t);
  if (pool === undefined) return;
  await assert.rejects(pool.run('"before"; [Environment]::Exit(3)'), (error: ClientError) => {
    assert.equal(error.code, 'PoolBroken');
    assert.equal((error.cause as { code: string }).code, 'ProcessExited');
    assert.match(error.message, /exit code 3/);
    return true;
  });
  assert.equal(pool.state, 'broken');
});
