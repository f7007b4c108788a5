// System.Version and System.Management.Automation.SemanticVersion.
import { defineType, method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { Version } from '../psobject/values.ts';
import { argumentError, argumentNull, outOfRange } from './arguments.ts';

function badNumber(part: string): never {
  throwNet('System.FormatException', `The input string '${part}' was not in a correct format.`, {
    hResult: -2146233033,
  });
}

function parse(text: string | null): Version {
  if (text === null) argumentNull('input');
  const parts = text.split('.');
  if (parts.length < 2 || parts.length > 4) argumentError('Version string portion was too short or too long.', 'input');
  const numbers = parts.map((part) => {
    if (!/^\s*\+?\d+\s*$/.test(part)) badNumber(part);
    const value = Number(part);
    if (value > 2147483647)
      throwNet('System.OverflowException', 'Value was either too large or too small for an Int32.', {
        hResult: -2146233066,
      });
    return value;
  });
  return new Version(numbers[0]!, numbers[1]!, numbers[2], numbers[3]);
}

function compare(a: Version, b: Version): number {
  for (const part of ['major', 'minor', 'build', 'revision'] as const)
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return 0;
}
function build(...numbers: number[]): Version {
  const names = ['major', 'minor', 'build', 'revision'];
  numbers.forEach((n, i) => {
    if (n < 0) outOfRange(names[i]!, "Version's parameters must be greater than or equal to zero.");
  });
  return new Version(numbers[0]!, numbers[1]!, numbers[2], numbers[3]);
}
function fields(self: Version, count: number): string {
  const all = [self.major, self.minor, self.build, self.revision].filter((n) => n >= 0);
  if (count < 0 || count > all.length) argumentError(`Argument must be between 0 and ${all.length}.`, 'fieldCount');
  return all.slice(0, count).join('.');
}

const versionType = defineType<Version>({
  name: 'System.Version',
  interfaces: ['System.ICloneable', 'System.IComparable', 'System.IComparable[version]'],
  toText: (self) => self.toString(),
  compare,
  members: [
    {
      kind: 'constructor',
      texts: ['version new(int major, int minor, int build, int revision)'],
      body: (a: number, b: number, c: number, d: number) => build(a, b, c, d),
    },
    {
      kind: 'constructor',
      texts: ['version new(int major, int minor, int build)'],
      body: (a: number, b: number, c: number) => build(a, b, c),
    },
    { kind: 'constructor', texts: ['version new(int major, int minor)'], body: (a: number, b: number) => build(a, b) },
    { kind: 'constructor', texts: ['version new(string version)'], body: parse },
    { kind: 'constructor', texts: ['version new()'], body: () => new Version(0, 0) },
    property('int Major {get;}', (self: Version) => self.major),
    property('int Minor {get;}', (self: Version) => self.minor),
    property('int Build {get;}', (self: Version) => self.build),
    property('int Revision {get;}', (self: Version) => self.revision),
    property('short MajorRevision {get;}', (self: Version) => self.revision >> 16),
    property('short MinorRevision {get;}', (self: Version) => (self.revision << 16) >> 16),
    method('System.Object Clone()', (self: Version) => new Version(self.major, self.minor, self.build, self.revision)),
    method(
      ['int CompareTo(System.Object version)', 'int CompareTo(version value)'],
      (self: Version, other: Version | null) => (other === null ? 1 : compare(self, other)),
    ),
    method(
      'bool Equals(version obj)',
      (self: Version, other: Version | null) => other !== null && compare(self, other) === 0,
    ),
    method('string ToString()', (self: Version) => self.toString()),
    method('string ToString(int fieldCount)', fields),
    method('static version Parse(string input)', parse),
    method('static bool TryParse(string input, [ref] version result)', (text: string, result: PSReference) => {
      try {
        result.value = parse(text);
        return true;
      } catch (error) {
        if (!(error instanceof ThrownException)) throw error;
        result.value = null;
        return false;
      }
    }),
    method('static bool op_Equality(version v1, version v2)', (a: Version, b: Version) => compare(a, b) === 0),
    method('static bool op_LessThan(version v1, version v2)', (a: Version, b: Version) => compare(a, b) < 0),
    method('static bool op_GreaterThan(version v1, version v2)', (a: Version, b: Version) => compare(a, b) > 0),
  ],
});

/** SemanticVersion (semver.org 2.0): build labels play no part in order. */
export class SemanticVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly preRelease: string | null;
  readonly build: string | null;
  constructor(major: number, minor = 0, patch = 0, preRelease: string | null = null, buildLabel: string | null = null) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.preRelease = preRelease;
    this.build = buildLabel;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.SemanticVersion';
  }
  get valueKey(): string {
    return `SemanticVersion ${this}`;
  }
  toString(): string {
    return `${this.major}.${this.minor}.${this.patch}${this.preRelease === null ? '' : `-${this.preRelease}`}${this.build === null ? '' : `+${this.build}`}`;
  }
}

function parseSemantic(text: string | null): SemanticVersion {
  if (text === null) argumentNull('version');
  const match = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/.exec(text);
  if (!match)
    throwNet(
      'System.FormatException',
      'Cannot process argument because the value of argument "version" is not valid. Change the value of the "version" argument and run the operation again.',
      { hResult: -2146233033 },
    );
  return new SemanticVersion(
    Number(match[1]),
    Number(match[2] ?? 0),
    Number(match[3] ?? 0),
    match[4] ?? null,
    match[5] ?? null,
  );
}

function compareSemantic(a: SemanticVersion, b: SemanticVersion): number {
  for (const part of ['major', 'minor', 'patch'] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  if (a.preRelease === b.preRelease) return 0;
  if (a.preRelease === null) return 1;
  if (b.preRelease === null) return -1;
  const [x, y] = [a.preRelease.split('.'), b.preRelease.split('.')];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p, q] = [x[i], y[i]];
    if (p === undefined) return -1;
    if (q === undefined) return 1;
    if (p === q) continue;
    const [n, m] = [/^\d+$/.test(p), /^\d+$/.test(q)];
    if (n && m) return Number(p) < Number(q) ? -1 : 1;
    if (n !== m) return n ? -1 : 1;
    return p < q ? -1 : 1;
  }
  return 0;
}

const semanticVersionType = defineType<SemanticVersion>({
  name: 'System.Management.Automation.SemanticVersion',
  assembly: 'System.Management.Automation',
  interfaces: ['System.IComparable', 'System.IComparable[semver]'],
  toText: (self) => self.toString(),
  compare: compareSemantic,
  members: [
    { kind: 'constructor', texts: ['semver new(string version)'], body: parseSemantic },
    { kind: 'constructor', texts: ['semver new(int major)'], body: (a: number) => new SemanticVersion(a) },
    {
      kind: 'constructor',
      texts: ['semver new(int major, int minor)'],
      body: (a: number, b: number) => new SemanticVersion(a, b),
    },
    {
      kind: 'constructor',
      texts: ['semver new(int major, int minor, int patch)'],
      body: (a: number, b: number, c: number) => new SemanticVersion(a, b, c),
    },
    {
      kind: 'constructor',
      texts: ['semver new(int major, int minor, int patch, string preReleaseLabel, string buildLabel)'],
      body: (a: number, b: number, c: number, p: string, l: string) =>
        new SemanticVersion(a, b, c, p || null, l || null),
    },
    property('int Major {get;}', (self: SemanticVersion) => self.major),
    property('int Minor {get;}', (self: SemanticVersion) => self.minor),
    property('int Patch {get;}', (self: SemanticVersion) => self.patch),
    property('string PreReleaseLabel {get;}', (self: SemanticVersion) => self.preRelease),
    property('string BuildLabel {get;}', (self: SemanticVersion) => self.build),
    method('string ToString()', (self: SemanticVersion) => self.toString()),
    method('int CompareTo(semver value)', (a: SemanticVersion, b: SemanticVersion | null) =>
      b === null ? 1 : compareSemantic(a, b),
    ),
    method('static int Compare(semver versionA, semver versionB)', compareSemantic),
    method('static semver Parse(string version)', parseSemantic),
    method('static bool TryParse(string version, [ref] semver result)', (text: string, result: PSReference) => {
      try {
        result.value = parseSemantic(text);
        return true;
      } catch (error) {
        if (!(error instanceof ThrownException)) throw error;
        result.value = null;
        return false;
      }
    }),
    method(
      'static version op_Implicit(semver semver)',
      (self: SemanticVersion) => new Version(self.major, self.minor, self.patch),
    ),
    method(
      'static semver op_Implicit(version version)',
      (self: Version) => new SemanticVersion(self.major, self.minor, Math.max(self.build, 0)),
    ),
  ],
});

export const versionTypes: readonly TypeDefinition[] = [versionType, semanticVersionType];
