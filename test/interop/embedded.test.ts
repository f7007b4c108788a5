// PowerShell's own client against `psremoting -s`: the engine, its streams, errors, input, stop, host and values.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { findPeer, type PeerMessage, PeerProcess } from './peer.ts';

const root = resolve(import.meta.dirname, '..', '..');
const bundle = join(root, 'dist', 'psremoting.cjs');
const program = existsSync(bundle) ? bundle : join(root, 'src', 'cli', 'main.ts');
const path = findPeer();
const missing = path === undefined && 'the C# peer is missing: run test/interop/build-peer.sh, or set PSREMOTING_PEER';

type Fields = Readonly<Record<string, unknown>>;

/** One session for all tests: each runs pipelines of its own. */
let peer: PeerProcess | undefined;
let lastId = 0;

async function session(): Promise<PeerProcess> {
  if (peer === undefined) {
    peer = new PeerProcess(path!, ['client', `'${process.execPath}' '${program}' -s`]);
    assert.equal((await peer.next())['event'], 'opened');
  }
  return peer;
}

/** Runs a script and answers host calls by method name; gives every line up to the end. */
async function run(script: string, options: { input?: readonly unknown[]; answers?: Fields } = {}) {
  const client = await session();
  const id = ++lastId;
  client.send({ run: id, script, ...(options.input && { input: options.input }) });
  const lines: PeerMessage[] = [];
  for (;;) {
    const line = await client.next();
    lines.push(line);
    if (line['event'] === 'host' && line['call'] !== null) {
      client.send({ answer: line['call'], value: options.answers?.[String(line['method'])] });
    }
    if (line['id'] === id && line['event'] === 'completed') break;
  }
  const records = (stream: string) =>
    lines.filter((line) => line['stream'] === stream).map((line) => line['record'] as Fields);
  return {
    end: lines.at(-1)!,
    records,
    texts: (stream: string) => records(stream).map((record) => record['text']),
    told: lines.filter((line) => line['event'] === 'host').map((line) => [line['method'], line['arguments']]),
  };
}

describe("PowerShell's client on the embedded engine", { skip: missing }, () => {
  after(() => peer?.[Symbol.dispose]());

  it('gets every stream', async () => {
    const { records, texts, end } = await run(`
      Write-Output 1
      Write-Error 'wrong' -ErrorId MyId -Category InvalidData
      Write-Warning 'careful'
      Write-Verbose 'wordy' -Verbose
      Write-Debug 'deep' -Debug
      Write-Information 'noted' -Tags a, b
      Write-Host 'hello'
      Write-Progress -Activity 'busy' -Status 'so far' -PercentComplete 40`);
    assert.equal(end['state'], 'Completed');
    for (const [stream, expected] of Object.entries({
      output: ['1'],
      error: ['wrong'],
      warning: ['careful'],
      verbose: ['wordy'],
      debug: ['deep'],
      information: ['noted', 'hello'],
    })) {
      assert.deepEqual(texts(stream), expected, stream);
    }
    const [error] = records('error');
    assert.match(String(error!['id']), /^MyId/);
    assert.equal(error!['category'], 'InvalidData: (:) [Write-Error], WriteErrorException');
    assert.deepEqual(
      records('information').map(({ tags }) => tags),
      [['a', 'b'], ['PSHOST']],
    );
    const [progress] = records('progress');
    assert.deepEqual([progress!['activity'], progress!['percent'], progress!['type']], ['busy', 40, 'Processing']);
  });

  it('goes on after an error and learns where it happened', async () => {
    const { records, texts, end } = await run("Get-Nothing\n[int]'x'\n'after'");
    assert.deepEqual([end['state'], end['hadErrors']], ['Completed', true]);
    assert.deepEqual(texts('output'), ['after']);
    const [missingCommand, cast] = records('error');
    assert.equal(missingCommand!['id'], 'CommandNotFoundException');
    assert.equal(missingCommand!['category'], 'ObjectNotFound: (Get-Nothing:String) [], CommandNotFoundException');
    assert.equal(missingCommand!['position'], 'At line:1 char:1\n+ Get-Nothing\n+ ~~~~~~~~~~~');
    assert.equal(cast!['id'], 'InvalidCastFromStringToInteger');
    assert.equal(
      cast!['text'],
      'Cannot convert value "x" to type "System.Int32". Error: "The input string \'x\' was not in a correct format."',
    );
    assert.equal(cast!['position'], "At line:2 char:1\n+ [int]'x'\n+ ~~~~~~~~");
  });

  for (const [script, reason, id] of [
    ["'before'; throw 'boom'", 'boom', 'boom'],
    [
      "'before'; Get-Item /nonexistent -ErrorAction Stop",
      "Cannot find path '/nonexistent' because it does not exist.",
      'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
    ],
    ["'before'; throw [InvalidOperationException]::new('not now')", 'not now', 'not now'],
  ] as const) {
    it(`is told why this ended: ${script}`, async () => {
      const { end, texts } = await run(script);
      assert.deepEqual(texts('output'), ['before']);
      assert.deepEqual([end['state'], end['reason'], end['reasonId']], ['Failed', reason, id]);
    });
  }

  it('sends input, all at once and bit by bit', async () => {
    const { texts } = await run('$input | ForEach-Object { $_ * 2 }', { input: [1, 2.5, 'ab'] });
    assert.deepEqual(texts('output'), ['2', '5', 'abab']);
    const client = await session();
    const id = ++lastId;
    client.send({ run: id, script: 'process { "<$_>" }', input: ['one'], keepInputOpen: true });
    const text = async () => ((await client.next())['record'] as Fields)['text'];
    assert.equal(await text(), '<one>');
    client.send({ input: id, values: ['two'] });
    assert.equal(await text(), '<two>');
    client.send({ endInput: id });
    assert.equal((await client.next())['state'], 'Completed');
  });

  it('stops loops, sleeps and what writes without end', async () => {
    const client = await session();
    for (const script of [
      "'begun'; while ($true) { }",
      "'begun'; Start-Sleep 60",
      "'begun'; [System.Threading.Thread]::Sleep(60000)",
      "'begun'; while ($true) { 'more' }",
    ]) {
      const id = ++lastId;
      client.send({ run: id, script });
      await client.next();
      client.send({ stop: id });
      const lines = await client.until((line) => line['id'] === id && line['event'] === 'completed');
      assert.equal(lines.at(-1)!['state'], 'Stopped', script);
    }
    assert.deepEqual((await run("'alive'")).texts('output'), ['alive']);
  });

  it('is asked and told by scripts', async () => {
    const answers = {
      ReadLine: 'typed',
      ReadLineAsSecureString: 'secret',
      Prompt: { Name: 'Ann' },
      PromptForChoice: 1,
      PromptForCredential: { userName: 'me', password: 'pw' },
    };
    const { texts, told } = await run(
      `
      Read-Host
      Read-Host 'Name'
      $Host.UI.ReadLineAsSecureString().Length
      $Host.UI.PromptForChoice('Caption', 'Message', [System.Management.Automation.Host.ChoiceDescription[]]('&Yes', '&No'), 0)
      $Host.UI.PromptForCredential('Caption', 'Message', 'me', 'target').UserName
      $field = [System.Management.Automation.Host.FieldDescription]::new('Name'); $field.SetParameterType([string])
      $Host.UI.Prompt('Caption', 'Message', $field)['Name']
      $Host.UI.RawUI.WindowTitle
      "$($Host.UI.RawUI.BufferSize)"
      $Host.UI.WriteLine('a line')
      $Host.UI.WriteErrorLine('an error')
      $Host.UI.Write('Red', 'Blue', 'coloured')`,
      { answers },
    );
    assert.deepEqual(texts('output'), ['typed', 'Ann', '6', '1', 'me', 'Ann', 'peer', '120,300']);
    assert.deepEqual(told.slice(-3), [
      ['WriteLine', ['a line']],
      ['WriteErrorLine', ['an error']],
      ['Write', ['Red', 'Blue', 'coloured']],
    ]);
  });

  it('gets values of many types as themselves', async () => {
    const rows: readonly (readonly [script: string, clixml: string])[] = [
      ['$null', '<Nil />'],
      ['42', '<I32>42</I32>'],
      ['[long]::MaxValue', '<I64>9223372036854775807</I64>'],
      ['[byte]7', '<By>7</By>'],
      ['1.5', '<Db>1.5</Db>'],
      ['1.10d', '<D>1.10</D>'],
      ["'é😀'", '<S>é_xD83D__xDE00_</S>'],
      ["[char]'x'", '<C>120</C>'],
      ['$true', '<B>true</B>'],
      ["[guid]'01234567-89ab-cdef-0123-456789abcdef'", '<G>01234567-89ab-cdef-0123-456789abcdef</G>'],
      ["[datetime]::SpecifyKind('2020-01-02T03:04:05', 'Utc')", '<DT>2020-01-02T03:04:05Z</DT>'],
      ["[timespan]'00:00:01.5'", '<TS>PT1.5S</TS>'],
      ["[version]'1.2.3'", '<Version>1.2.3</Version>'],
      ["[uri]'http://x/'", '<URI>http://x/</URI>'],
      [',[byte[]](1, 2, 255)', '<BA>AQL/</BA>'],
    ];
    const { records } = await run(rows.map(([script]) => script).join('\n'));
    const inner = (text: unknown) => /<Objs[^>]*>\s*(.*?)\s*<\/Objs>/s.exec(String(text))?.[1];
    assert.deepEqual(
      records('output').map(({ clixml }) => inner(clixml)),
      rows.map(([, clixml]) => clixml),
    );
  });

  it('gets the types of objects and two hundred of them in order', async () => {
    const { records } = await run(`
      [pscustomobject]@{ Name = 'n'; Inner = [pscustomobject]@{ X = 1 } }
      @{ a = 1 }
      ,(1, 2, 3)
      [DayOfWeek]::Friday
      Get-Item /`);
    assert.deepEqual(
      records('output').map(({ type }) => type),
      [
        'Deserialized.System.Management.Automation.PSCustomObject',
        'Deserialized.System.Collections.Hashtable',
        'Deserialized.System.Object[]',
        'Deserialized.System.DayOfWeek',
        'Deserialized.System.IO.DirectoryInfo',
      ],
    );
    const { texts } = await run('1..200 | ForEach-Object { "number $_" }');
    assert.deepEqual(
      texts('output'),
      Array.from({ length: 200 }, (_, at) => `number ${at + 1}`),
    );
  });

  it('is told of exit, keeps its variables and closes', async () => {
    await run('$kept = 5');
    const { told } = await run('exit 3');
    assert.deepEqual(told, [['SetShouldExit', [3]]]);
    assert.deepEqual((await run('$kept')).texts('output'), ['5']);
    peer!.send({ close: true });
    assert.deepEqual(await peer!.next(), { event: 'closed' });
  });
});
