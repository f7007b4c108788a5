// Values of every type in two forms: a PowerShell expression for the peer, and the same value of src/psobject.
import { arrayOf } from '../../src/psobject/array.ts';
import { ArrayList, Hashtable, OrderedDictionary, Queue, Stack } from '../../src/psobject/collections.ts';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import {
  BigInteger,
  Byte,
  Char,
  Decimal,
  Double,
  Int16,
  Int64,
  SByte,
  Single,
  UInt16,
  UInt32,
  UInt64,
} from '../../src/psobject/numbers.ts';
import { PSObject } from '../../src/psobject/ps-object.ts';
import { InformationalRecord, ProgressRecord } from '../../src/psobject/records.ts';
import {
  DateTime,
  DateTimeOffset,
  EnumValue,
  Guid,
  PSCredential,
  ScriptBlockText,
  SecureString,
  SwitchParameter,
  TimeSpan,
  Uri,
  Version,
  XmlDocument,
} from '../../src/psobject/values.ts';

export interface Sample {
  readonly script: string;
  readonly value: unknown;
}

const sample = (script: string, value: unknown): Sample => ({ script, value });

/** A PowerShell literal of any string, all but plain ASCII by code. */
function literal(text: string): string {
  const codes = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return codes.length === 0 ? "''" : `[string]::new([char[]](${codes.join(',')}))`;
}

const strings = [
  '',
  ' ',
  '  two  blanks  ',
  'plain',
  'a\tb\nc\rd\r\ne',
  '\0\x01\x1f\x7f\x80\x9f\xa0',
  '<tag a="b">\'x\' & y</tag>',
  ']]>',
  '_',
  '_x',
  '_X',
  '_x0041_',
  '__x0041_',
  '_X0041_',
  '_x12_',
  '_x000A',
  '_x00000041_',
  '_x0001F600_',
  'a_b_c_x',
  'naïve Ünïcödé',
  '日本語',
  'emoji 😀 pair',
  '\ud800',
  'tail \udbff',
  '\udc00 head',
  '\u2028\u2029\ufeff\u00ad',
  'nonchar \ufffe \uffff \ufdd0',
  '\ue000private\uf8ff',
  '\u0085next line',
  `${'long '.repeat(500)}end`,
  'quote"quote',
  '&amp;&#10;&lt;',
  '<![CDATA[x]]>',
  '<!-- c -->',
  '$(1+1) `n',
].map((text) => sample(literal(text), text));

const int32s = [0, 1, -1, 7, 10, 100, -100, 65536, 2147483647, -2147483648].map((n) => sample(`[int]${n}`, n));

const integers: Sample[] = [
  ...[0, 1, 127, 255].map((n) => sample(`[byte]${n}`, new Byte(n))),
  ...[-128, -1, 0, 127].map((n) => sample(`[sbyte]${n}`, new SByte(n))),
  ...[-32768, -1, 0, 32767].map((n) => sample(`[int16]${n}`, new Int16(n))),
  ...[0, 1, 65535].map((n) => sample(`[uint16]${n}`, new UInt16(n))),
  ...[0, 1, 4294967295].map((n) => sample(`[uint32]${n}`, new UInt32(n))),
  ...[0n, 1n, -1n, 9223372036854775807n, -9223372036854775808n].map((n) => sample(`[long]'${n}'`, new Int64(n))),
  ...[0n, 1n, 18446744073709551615n].map((n) => sample(`[uint64]'${n}'`, new UInt64(n))),
];

const finite = [
  0,
  1,
  -1,
  0.1,
  1.5,
  -2.25,
  100,
  1e14,
  1e15,
  123456789012345,
  1234567890123456,
  1.2345678901234568e17,
  1e16,
  1e21,
  1e22,
  1e-4,
  1e-5,
  1.5e-5,
  0.00012345,
  1e100,
  1e300,
  5e-324,
  1.7976931348623157e308,
  2.2250738585072014e-308,
  0.1 + 0.2,
  1 / 3,
  9007199254740992,
  4.35,
  999999999999999.9,
  9999999999999998,
];
const bits = (n: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, n);
  return `[BitConverter]::Int64BitsToDouble([long]'${view.getBigInt64(0)}')`;
};
const singleBits = (n: number): string => {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, n);
  return `[BitConverter]::Int32BitsToSingle(${view.getInt32(0)})`;
};
const floats: Sample[] = [
  ...finite.map((n) => sample(bits(n), new Double(n))),
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0].map((n) => sample(bits(n), new Double(n))),
  ...[
    0,
    1,
    -1,
    0.1,
    1.5,
    16777216,
    1e6,
    1e7,
    12345678,
    1e-4,
    1e-5,
    3.4028234663852886e38,
    1e-45,
    1 / 3,
    2 / 3,
    9.5e9,
  ].map((n) => sample(singleBits(n), new Single(n))),
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0].map((n) =>
    sample(singleBits(n), new Single(n)),
  ),
];

const decimals = (
  [
    ['0', 0n, 0],
    ['0.0', 0n, 1],
    ['1', 1n, 0],
    ['-1.50', -150n, 2],
    ['0.0001', 1n, 4],
    ['-0.0000000000000000000000000001', -1n, 28],
    ['79228162514264337593543950335', 79228162514264337593543950335n, 0],
    ['-79228162514264337593543950335', -79228162514264337593543950335n, 0],
    ['7.9228162514264337593543950335', 79228162514264337593543950335n, 28],
    ['12345678.90', 1234567890n, 2],
  ] as const
).map(([text, unscaled, scale]) =>
  sample(`[decimal]::Parse('${text}', [cultureinfo]::InvariantCulture)`, new Decimal(unscaled, scale)),
);

const characters = [0, 9, 32, 65, 0x20ac, 0xd800, 0xfffe, 0xffff].map((n) => sample(`[char]${n}`, new Char(n)));

const ticks = [
  0n,
  1n,
  10n,
  3155378975999999999n,
  637135310450000000n,
  637185807060070000n,
  630823248000000000n,
  621355968000000000n,
  638000000000000001n,
  599266080000000000n,
];
const dates = ticks.flatMap((n) => [
  sample(`[datetime]::new(${n}, 'Unspecified')`, new DateTime(n)),
  sample(`[datetime]::new(${n}, 'Utc')`, new DateTime(n, 'Utc')),
  sample(`[datetime]::new(${n}, 'Local')`, new DateTime(n, 'Local')),
]);

const spans = [
  0n,
  1n,
  -1n,
  10_000_000n,
  -10_000_000n,
  600_000_000n,
  36_000_000_000n,
  864_000_000_000n,
  -864_000_000_000n,
  937_840_050_000n,
  1_234_567_890_123n,
  9223372036854775807n,
  -9223372036854775808n,
].map((n) => sample(`[timespan]::new([long]'${n}')`, new TimeSpan(n)));

const others: Sample[] = [
  sample('$null', null),
  sample('$true', true),
  sample('$false', false),
  sample("[guid]'0123456789abcdef0123456789abcdef'", new Guid('01234567-89ab-cdef-0123-456789abcdef')),
  sample('[guid]::Empty', new Guid('00000000-0000-0000-0000-000000000000')),
  sample("[uri]'http://h/a b?c=<d>'", new Uri('http://h/a b?c=<d>')),
  sample("[uri]::new('a/b', [UriKind]::Relative)", new Uri('a/b')),
  sample("[version]'1.2'", new Version(1, 2)),
  sample("[version]'1.2.3'", new Version(1, 2, 3)),
  sample("[version]'1.2.3.4'", new Version(1, 2, 3, 4)),
  sample('[xml]\'<r a="1"><b>t&amp;</b></r>\'', new XmlDocument('<r a="1"><b>t&amp;</b></r>')),
  sample('{ $x + 1 <# & #> }', new ScriptBlockText(' $x + 1 <# & #> ')),
  sample(',[byte[]]@()', new Uint8Array()),
  sample(',[byte[]](1,2,253)', Uint8Array.of(1, 2, 253)),
  sample(
    ',[byte[]](0..255)',
    Uint8Array.from({ length: 256 }, (_, at) => at),
  ),
  sample(
    "$p = [System.Management.Automation.ProgressRecord]::new(3,'act','sta'); $p.CurrentOperation='o_x'; $p",
    progress('o_x'),
  ),
  sample("[System.Management.Automation.ProgressRecord]::new(3,'act','sta')", progress(null)),
];

function progress(operation: string | null): ProgressRecord {
  const record = new ProgressRecord('act', 'sta');
  record.activityId = 3;
  record.currentOperation = operation;
  return record;
}

const enums: Sample[] = [
  sample('[DayOfWeek]::Friday', new EnumValue('System.DayOfWeek', 5, 'Friday')),
  sample('[ConsoleColor]::Red', new EnumValue('System.ConsoleColor', 12, 'Red')),
  sample("[System.IO.FileAttributes]'Hidden,System'", new EnumValue('System.IO.FileAttributes', 6, 'Hidden, System')),
];

const collections: Sample[] = [
  sample(',@()', []),
  sample(',@(1)', [1]),
  sample(",@(1,'a',$null,$true)", [1, 'a', null, true]),
  sample(',@(1,@(2,@(3)))', [1, [2, [3]]]),
  sample(',[int[]](1,2)', arrayOf('System.Int32', [1, 2])),
  sample(",[string[]]('a','b')", arrayOf('System.String', ['a', 'b'])),
  sample(",[char[]]'ab'", arrayOf('System.Char', [new Char(97), new Char(98)])),
  sample(',[System.Collections.ArrayList]@(1,2)', new ArrayList([1, 2])),
  sample('$q = [System.Collections.Queue]::new(); $q.Enqueue(1); $q.Enqueue(2); ,$q', new Queue([1, 2])),
  sample('$s = [System.Collections.Stack]::new(); $s.Push(1); $s.Push(2); ,$s', new Stack([1, 2])),
  sample('@{}', new Hashtable()),
  sample('@{ 5 = $null }', Hashtable.of([[5, null]])),
  sample("@{ Key = 'v' }", Hashtable.of([['Key', 'v']])),
  sample(
    '[ordered]@{ b = 1; a = 2 }',
    ordered([
      ['b', 1],
      ['a', 2],
    ]),
  ),
  sample(
    '@{ a = @{ b = @{ c = @(1, @{ d = 2 }) } } }',
    Hashtable.of([['a', Hashtable.of([['b', Hashtable.of([['c', [1, Hashtable.of([['d', 2]])]]])]])]]),
  ),
];

function ordered(entries: readonly (readonly [unknown, unknown])[]): OrderedDictionary {
  const result = new OrderedDictionary();
  for (const [key, value] of entries) result.set(key, value);
  return result;
}

const shared = (): Sample => {
  const inner = PSObject.of([['N', 1]]);
  return sample('$o = [pscustomobject]@{ N = 1 }; ,@($o, $o)', [inner, inner]);
};
const cycle = (): Sample => {
  const own = PSObject.of([['Name', 'me']]);
  own.members.setNote('Self', own);
  return sample(
    "$o = [pscustomobject]@{ Name = 'me' }; $o.psobject.Properties.Add([psnoteproperty]::new('Self', $o)); $o",
    own,
  );
};
const decorated = (base: unknown, notes: readonly (readonly [string, unknown])[]): PSObject => {
  const result = new PSObject(base);
  for (const [name, value] of notes) result.members.setNote(name, value);
  return result;
};
const nested = (levels: number): PSObject =>
  levels === 0 ? PSObject.of([['N', 0]]) : PSObject.of([['N', nested(levels - 1)]]);

const objects: Sample[] = [
  sample(
    "[pscustomobject]@{ A = 1; B = $null; C = 'x' }",
    PSObject.of([
      ['A', 1],
      ['B', null],
      ['C', 'x'],
    ]),
  ),
  sample('[pscustomobject]@{}', PSObject.of([])),
  sample('[pscustomobject]@{ "a<b`n&`"_x" = 1 }', PSObject.of([['a<b\n&"_x', 1]])),
  sample(
    "[pscustomobject]@{ '__proto__' = 1; 'constructor' = 2 }",
    PSObject.of([
      ['__proto__', 1],
      ['constructor', 2],
    ]),
  ),
  sample(
    "[pscustomobject]@{ PSTypeName = 'Mine.Ore'; A = 1 }",
    PSObject.of([['A', 1]], ['Mine.Ore', 'System.Management.Automation.PSCustomObject', 'System.Object']),
  ),
  sample(
    '[pscustomobject]@{ A = [pscustomobject]@{ B = [pscustomobject]@{ C = 1 } } }',
    PSObject.of([['A', PSObject.of([['B', PSObject.of([['C', 1]])]])]]),
  ),
  sample(
    '$o = [pscustomobject]@{ N = 0 }; for ($i = 0; $i -lt 55; $i++) { $o = [pscustomobject]@{ N = $o } }; $o',
    nested(55),
  ),
  sample("$o = [psobject]::AsPSObject('txt'); $o.psobject.Properties.Add([psnoteproperty]::new('Tag', 5)); ,@(,$o)", [
    decorated('txt', [['Tag', 5]]),
  ]),
  sample("$o = [psobject]::AsPSObject(5); $o.psobject.Properties.Add([psnoteproperty]::new('Tag', 'x')); ,@(,$o)", [
    decorated(5, [['Tag', 'x']]),
  ]),
  sample(
    "$o = [psobject]@{ a = 1 }; $o.psobject.Properties.Add([psnoteproperty]::new('Tag', 'x')); $o",
    decorated(Hashtable.of([['a', 1]]), [['Tag', 'x']]),
  ),
  sample('[switch]$true', new SwitchParameter(true)),
  sample("[System.DateTimeOffset]'2020-01-02T03:04:05+02:00'", new DateTimeOffset(637135310450000000n, 120)),
  sample(
    "[System.DateTimeOffset]::new(638000000000000123, [timespan]'-03:30')",
    new DateTimeOffset(638000000000000123n, -210),
  ),
  sample('[bigint]::Pow(2, 70)', new BigInteger(2n ** 70n)),
  sample('[bigint]-3', new BigInteger(-3n)),
  sample(
    "$s = [securestring]::new(); foreach ($c in 'pässword'.ToCharArray()) { $s.AppendChar($c) }; [pscredential]::new('dom\\user', $s)",
    new PSCredential('dom\\user', new SecureString('pässword')),
  ),
  sample("$s = [securestring]::new(); $s.AppendChar('x'); $s", new SecureString('x')),
];

const exceptions: Sample[] = [
  sample(
    "[System.Management.Automation.RuntimeException]::new('x')",
    new NetException('System.Management.Automation.RuntimeException', 'x', { hResult: -2146233087 }),
  ),
  sample(
    "[System.InvalidOperationException]::new('bad')",
    new NetException('System.InvalidOperationException', 'bad', { hResult: -2146233079 }),
  ),
  sample("[Exception]::new('a<b')", new NetException('System.Exception', 'a<b')),
  sample(
    "[Exception]::new('out', [System.ArgumentException]::new('in', 'p'))",
    new NetException('System.Exception', 'out', {
      inner: new NetException('System.ArgumentException', "in (Parameter 'p')", {
        hResult: -2147024809,
        properties: [['ParamName', 'p']],
      }),
    }),
  ),
  sample(
    "[System.Management.Automation.ErrorRecord]::new([Exception]::new('msg'), 'MyId', 'InvalidData', 5)",
    errorRecord(),
  ),
  sample(
    "$e = [System.Management.Automation.ErrorRecord]::new([Exception]::new('msg'), 'MyId', 'InvalidData', 5); $e.ErrorDetails = [System.Management.Automation.ErrorDetails]::new('det'); $e.ErrorDetails.RecommendedAction = 'do'; $e",
    detailed(),
  ),
  ...(['Warning', 'Verbose', 'Debug'] as const).map((kind) =>
    sample(`[System.Management.Automation.${kind}Record]::new('w<')`, new InformationalRecord(kind, 'w<')),
  ),
];

function errorRecord(): ErrorRecord {
  const record = new ErrorRecord(new NetException('System.Exception', 'msg'), 'MyId', 'InvalidData', 5);
  record.categoryInfo.reason = 'Exception';
  record.categoryInfo.targetName = '5';
  record.categoryInfo.targetType = 'Int32';
  return record;
}

function detailed(): ErrorRecord {
  const record = errorRecord();
  record.errorDetails = { message: 'det', recommendedAction: 'do' };
  return record;
}

const mixed: Sample[] = Array.from({ length: 60 }, (_, seed) => {
  const pick = [
    ...strings.slice(0, 20),
    ...int32s,
    ...integers,
    ...floats.slice(0, 20),
    ...decimals,
    ...dates.slice(0, 12),
    ...spans,
  ];
  const chosen = Array.from({ length: 5 }, (__, at) => pick[(seed * 37 + at * 101) % pick.length]!);
  const script = chosen.map((one, at) => `P${at} = ${one.script}`).join('; ');
  return sample(`[pscustomobject]@{ ${script} }`, PSObject.of(chosen.map((one, at) => [`P${at}`, one.value])));
});

/** Everything above: more than three hundred values. */
export const samples: readonly Sample[] = [
  ...strings,
  ...int32s,
  ...integers,
  ...floats,
  ...decimals,
  ...characters,
  ...dates,
  ...spans,
  ...others,
  ...enums,
  ...collections,
  shared(),
  cycle(),
  ...objects,
  ...exceptions,
  ...mixed,
];
