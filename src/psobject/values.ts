// Value types that travel as CLIXML primitives besides numbers and strings. Parsing, arithmetic and formatting are in src/dotnet.
import { netTypeName } from './type-name.ts';

export type DateTimeKind = 'Unspecified' | 'Utc' | 'Local';

/** System.DateTime: 100 ns ticks since 0001-01-01, in the clock that `kind` names. */
export class DateTime {
  readonly ticks: bigint;
  readonly kind: DateTimeKind;
  constructor(ticks: bigint, kind: DateTimeKind = 'Unspecified') {
    this.ticks = ticks;
    this.kind = kind;
  }
  get [netTypeName](): string {
    return 'System.DateTime';
  }
  /** Equality as dictionaries see it: .NET compares ticks alone. */
  get valueKey(): string {
    return `DateTime ${this.ticks}`;
  }
}

/** System.DateTimeOffset: local ticks and the offset from UTC in minutes. */
export class DateTimeOffset {
  readonly ticks: bigint;
  readonly offsetMinutes: number;
  constructor(ticks: bigint, offsetMinutes: number) {
    this.ticks = ticks;
    this.offsetMinutes = offsetMinutes;
  }
  get [netTypeName](): string {
    return 'System.DateTimeOffset';
  }
}

/** System.TimeSpan in 100 ns ticks. */
export class TimeSpan {
  readonly ticks: bigint;
  constructor(ticks: bigint) {
    this.ticks = ticks;
  }
  get [netTypeName](): string {
    return 'System.TimeSpan';
  }
  get valueKey(): string {
    return `TimeSpan ${this.ticks}`;
  }
}

/** System.Guid; `text` is the lower-case "D" form. */
export class Guid {
  readonly text: string;
  constructor(text: string) {
    this.text = text.toLowerCase();
  }
  get [netTypeName](): string {
    return 'System.Guid';
  }
  get valueKey(): string {
    return `Guid ${this.text}`;
  }
  toString(): string {
    return this.text;
  }
}

/** System.Version; build and revision are -1 where absent. */
export class Version {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  readonly revision: number;
  constructor(major: number, minor: number, build = -1, revision = -1) {
    this.major = major;
    this.minor = minor;
    this.build = build;
    this.revision = revision;
  }
  get [netTypeName](): string {
    return 'System.Version';
  }
  get valueKey(): string {
    return `Version ${this.toString()}`;
  }
  toString(): string {
    const parts = [this.major, this.minor];
    if (this.build >= 0) parts.push(this.build);
    if (this.revision >= 0) parts.push(this.revision);
    return parts.join('.');
  }
}

/** System.Uri; `text` as it was given. */
export class Uri {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  get [netTypeName](): string {
    return 'System.Uri';
  }
  get valueKey(): string {
    return `Uri ${this.text}`;
  }
  toString(): string {
    return this.text;
  }
}

/** System.Xml.XmlDocument as its text; the document model is in src/dotnet. */
export class XmlDocument {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  get [netTypeName](): string {
    return 'System.Xml.XmlDocument';
  }
}

/** A script block as it travels: its text. The engine's ScriptBlock extends it. */
export class ScriptBlockText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.ScriptBlock';
  }
}

/** System.Management.Automation.SwitchParameter. */
export class SwitchParameter {
  readonly isPresent: boolean;
  constructor(isPresent: boolean) {
    this.isPresent = isPresent;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.SwitchParameter';
  }
}

/** A value of an enum type: its underlying number and the name that .NET prints (comma-joined for flags). */
export class EnumValue {
  readonly typeName: string;
  readonly value: bigint;
  readonly text: string;
  constructor(typeName: string, value: number | bigint, text: string) {
    this.typeName = typeName;
    this.value = BigInt(value);
    this.text = text;
  }
  get [netTypeName](): string {
    return this.typeName;
  }
  get valueKey(): string {
    return `${this.typeName} ${this.value}`;
  }
  toString(): string {
    return this.text;
  }
}

/** System.Security.SecureString. The text is in memory only, never in logs, and never in `toString` or JSON. */
export class SecureString {
  #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  get [netTypeName](): string {
    return 'System.Security.SecureString';
  }
  get length(): number {
    return this.#text.length;
  }
  /** The text in the clear; callers must not keep or print it. */
  reveal(): string {
    return this.#text;
  }
}

/** System.Management.Automation.PSCredential. */
export class PSCredential {
  readonly userName: string;
  readonly password: SecureString;
  constructor(userName: string, password: SecureString) {
    this.userName = userName;
    this.password = password;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.PSCredential';
  }
}
