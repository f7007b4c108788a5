// Writes objects as JSON with PowerShell's rules: which properties count, and what happens beyond the depth.
import { invariantCulture, netEnumerationOf, netToString } from '../../conversion/index.ts';
import { propertiesOf } from '../../engine/members.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { Dictionary } from '../../psobject/collections.ts';
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
} from '../../psobject/numbers.ts';
import { baseOf, isPropertyBag, PSObject } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { DateTime, DateTimeOffset, EnumValue, Guid, Uri } from '../../psobject/values.ts';
import { toText } from './values.ts';

export type EscapeHandling = 'Default' | 'EscapeNonAscii' | 'EscapeHtml';

export interface JsonOptions {
  readonly maxDepth: number;
  readonly compress: boolean;
  readonly enumsAsStrings: boolean;
  readonly escapeHandling: EscapeHandling;
  readonly checkStop: () => void;
  /** Called once when something lay beyond the depth. */
  readonly truncated: () => void;
  /** Called for a dictionary with a key that is no string. */
  readonly badKey: (dictionary: unknown) => never;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

const escaped: Readonly<Record<EscapeHandling, RegExp>> = {
  Default: /[\u0000-\u001f"\\\u0085\u2028\u2029]/g,
  EscapeNonAscii: /[\u0000-\u001f"\\\u007f-\uffff]/g,
  EscapeHtml: /[\u0000-\u001f"\\<>&'\u0085\u2028\u2029]/g,
};

function quoted(text: string, handling: EscapeHandling): string {
  const body = text.replace(escaped[handling], (unit) => {
    const short = handling === 'EscapeHtml' && unit === '"' ? undefined : shortEscapes[unit];
    return short ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${body}"`;
}

const integers = [Byte, SByte, Int16, UInt16, UInt32, Int64, UInt64, BigInteger] as const;

/** A number in Newtonsoft's form: reals always show that they are. */
function realText(value: Double | Single | Decimal): string {
  const text = netToString(value, value instanceof Decimal ? null : 'R', invariantCulture);
  if (/^(NaN|-?∞|-?Infinity)$/.test(text)) return `"${text.replace('∞', 'Infinity')}"`;
  return /[.eE]/.test(text) ? text : `${text}.0`;
}

export class JsonWriter {
  readonly #options: JsonOptions;
  #warned = false;
  #nodes = 0;

  constructor(options: JsonOptions) {
    this.#options = options;
  }

  write(value: unknown): string {
    return this.#value(value, 0, '');
  }

  #quoted(text: string): string {
    return quoted(text, this.#options.escapeHandling);
  }

  /** The text of a value that is no container; undefined for one that is. */
  #scalar(base: unknown): string | undefined {
    if (base === null || base === undefined || base === automationNull) return 'null';
    if (typeof base === 'string') return this.#quoted(base);
    if (typeof base === 'number' || typeof base === 'boolean') return String(base);
    if (base instanceof Char || base instanceof Guid || base instanceof Uri) return this.#quoted(base.toString());
    if (base instanceof Double || base instanceof Single || base instanceof Decimal) return realText(base);
    if (integers.some((type) => base instanceof type)) return String((base as { value: number | bigint }).value);
    if (base instanceof EnumValue) return this.#options.enumsAsStrings ? this.#quoted(base.text) : String(base.value);
    if (base instanceof DateTime || base instanceof DateTimeOffset) {
      return this.#quoted(netToString(base, 'yyyy-MM-ddTHH:mm:ss.FFFFFFFK', invariantCulture));
    }
    return base.toString() === '' && (base as { isDBNull?: boolean }).isDBNull ? 'null' : undefined;
  }

  #value(value: unknown, depth: number, indent: string): string {
    if ((++this.#nodes & 0x3ff) === 0) this.#options.checkStop();
    const base = baseOf(value);
    const scalar = this.#scalar(base);
    if (scalar !== undefined) {
      const plain = base === null || typeof base === 'string' || base instanceof DateTime;
      const added = plain ? [] : this.#added(value);
      if (added.length === 0) return scalar;
      return this.#object([['value', () => scalar], ...this.#writers(added, depth, indent)], indent);
    }
    if (depth > this.#options.maxDepth) {
      if (!this.#warned) this.#options.truncated();
      this.#warned = true;
      return this.#quoted(toText(value));
    }
    if (base instanceof Dictionary) return this.#dictionary(value, base, depth, indent);
    const items = isPropertyBag(value) ? undefined : netEnumerationOf(base);
    if (items === undefined) return this.#object(this.#writers(this.#all(value), depth, indent), indent);
    const added = this.#added(value);
    if (added.length === 0) return this.#array(items, depth, indent);
    const inner = `${indent}  `;
    return this.#object(
      [['value', () => this.#array(items, depth, inner)], ...this.#writers(added, depth, indent)],
      indent,
    );
  }

  #dictionary(value: unknown, base: Dictionary, depth: number, indent: string): string {
    const entries: [string, unknown][] = [];
    for (const [key, item] of base.entries()) {
      const name = baseOf(key);
      if (typeof name !== 'string') this.#options.badKey(base);
      entries.push([name, item]);
    }
    const seen = new Set(entries.map(([name]) => name));
    const added = this.#added(value).filter(([name]) => !seen.has(name));
    return this.#object(this.#writers([...entries, ...added], depth, indent), indent);
  }

  /** Properties added to an object that is more than its properties. */
  #added(value: unknown): [string, unknown][] {
    if (!(value instanceof PSObject)) return [];
    return [...value.members.values()]
      .filter((member) => /Property$/.test(member.memberType) && member.memberType !== 'Property')
      .map((member) => [member.name, this.#read(value, member.name)]);
  }

  /** All properties of an object: those of its type, then those added. */
  #all(value: unknown): [string, unknown][] {
    const properties = propertiesOf(value);
    const own = properties.filter((property) => property.memberType === 'Property');
    const rest = properties.filter((property) => property.memberType !== 'Property');
    const ordered = value instanceof PSObject && value.isDeserialized ? properties : [...own, ...rest];
    return ordered.map((property) => [property.name, this.#read(value, property.name)]);
  }

  #read(value: unknown, name: string): unknown {
    try {
      return propertiesOf(value).find((property) => property.name === name)?.value ?? null;
    } catch (error) {
      if (error instanceof ThrownException) return null;
      throw error;
    }
  }

  #writers(entries: readonly (readonly [string, unknown])[], depth: number, indent: string): [string, () => string][] {
    return entries.map(([name, item]) => [name, () => this.#value(item, depth + 1, `${indent}  `)]);
  }

  #object(entries: readonly (readonly [string, () => string])[], indent: string): string {
    if (entries.length === 0) return '{}';
    const { compress } = this.#options;
    const parts = entries.map(([name, text]) => `${this.#quoted(name)}:${compress ? '' : ' '}${text()}`);
    return this.#enclosed('{', '}', parts, indent);
  }

  #array(items: Iterable<unknown>, depth: number, indent: string): string {
    const parts = [...items].map((item) => this.#value(item, depth + 1, `${indent}  `));
    return parts.length === 0 ? '[]' : this.#enclosed('[', ']', parts, indent);
  }

  #enclosed(open: string, close: string, parts: readonly string[], indent: string): string {
    if (this.#options.compress) return `${open}${parts.join(',')}${close}`;
    const inner = `\n${indent}  `;
    return `${open}${inner}${parts.join(`,${inner}`)}\n${indent}${close}`;
  }
}
