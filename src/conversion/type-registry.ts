// Finds types by the names that scripts use. Built-in definitions come from src/dotnet and the engine; a session adds its classes.
import { EnumValue } from '../psobject/values.ts';
import { accelerators, shortNames } from './accelerators.ts';
import { enumText, enumValueNamed } from './enum-values.ts';
import { NetType } from './net-type.ts';
import type { TypeDefinition } from './type-definition.ts';
import { type ParsedTypeName, parseTypeNameText } from './type-name-text.ts';

export class TypeRegistry {
  /** Definitions by full name in lower case. */
  readonly #definitions = new Map<string, TypeDefinition>();
  readonly #types = new Map<TypeDefinition, NetType>();
  /** Generic instances and arrays by what they are made of. */
  readonly #made = new Map<NetType, Map<string, NetType>>();
  readonly #ids = new Map<NetType, number>();
  readonly #accelerators = new Map<string, string>();
  readonly #opaque = new Map<string, NetType>();
  /** What `get` found, by the name as it was asked for. */
  readonly #byFullName = new Map<string, NetType>();
  #byText = new Map<string, NetType | null>();

  constructor(definitions: Iterable<TypeDefinition> = []) {
    // Each becomes a NetType when it is first asked for: a session uses few of the hundreds.
    for (const definition of definitions) this.#definitions.set(definition.name.toLowerCase(), definition);
  }

  /** Adds a type, or replaces one of the same name (a script may define its class again). */
  define(definition: TypeDefinition): NetType {
    this.#definitions.set(definition.name.toLowerCase(), definition);
    this.#byFullName.delete(definition.name);
    this.#byText = new Map();
    return this.#typeOf(definition);
  }
  /** Adds an accelerator of this session. */
  addAccelerator(name: string, fullName: string): void {
    this.#accelerators.set(name.toLowerCase(), fullName);
    this.#byText = new Map();
  }
  get accelerators(): ReadonlyMap<string, string> {
    return new Map([...accelerators, ...this.#accelerators]);
  }
  /** All definitions, for completion and Get-TypeData like listings. */
  definitions(): IterableIterator<TypeDefinition> {
    return this.#definitions.values();
  }

  /** The type of this exact full name, which must be known. */
  get(fullName: string): NetType {
    const known = this.#byFullName.get(fullName);
    if (known) return known;
    const definition = this.#definitions.get(fullName.toLowerCase());
    if (!definition) throw new Error(`the type ${fullName} is not defined`);
    const type = this.#typeOf(definition);
    this.#byFullName.set(fullName, type);
    return type;
  }
  #typeOf(definition: TypeDefinition): NetType {
    let type = this.#types.get(definition);
    if (!type) this.#types.set(definition, (type = new NetType(this, definition)));
    return type;
  }

  /** A type that nothing is known of but its name: values of the engine that have no definition, interfaces in signatures. */
  opaque(name: string): NetType {
    let type = this.#opaque.get(name);
    if (!type) this.#opaque.set(name, (type = new NetType(this, { name })));
    return type;
  }

  array(element: NetType, rank = 1): NetType {
    return this.#make(element, `array ${rank}`, () => new NetType(this, { name: 'array' }, [], element, rank));
  }
  generic(definition: NetType, args: readonly NetType[]): NetType {
    const key = args.map((type) => this.#idOf(type)).join(' ');
    return this.#make(definition, key, () => new NetType(this, definition.definition, args));
  }
  #idOf(type: NetType): number {
    let id = this.#ids.get(type);
    if (id === undefined) this.#ids.set(type, (id = this.#ids.size));
    return id;
  }
  #make(from: NetType, key: string, create: () => NetType): NetType {
    let made = this.#made.get(from);
    if (!made) this.#made.set(from, (made = new Map()));
    let type = made.get(key);
    if (!type) made.set(key, (type = create()));
    return type;
  }

  /**
   * The type that a script means by this text, or undefined. `namespaces` are those of `using namespace`, tried after the name
   * itself and before `System`.
   */
  find(text: string, namespaces: readonly string[] = []): NetType | undefined {
    const key = namespaces.length === 0 ? text : `${text}\n${namespaces.join('\n')}`;
    let type = this.#byText.get(key);
    if (type === undefined) {
      const parsed = parseTypeNameText(text);
      type = (parsed && this.build(parsed, namespaces)) ?? null;
      if (this.#byText.size > 5000) this.#byText = new Map();
      this.#byText.set(key, type);
    }
    return type ?? undefined;
  }
  /** A type text in a definition, in which generic parameters are names too. */
  resolve(text: string, parameters: ReadonlyMap<string, NetType>): NetType | undefined {
    const direct = parameters.get(text);
    if (direct) return direct;
    if (parameters.size === 0) return this.find(text);
    const parsed = parseTypeNameText(text);
    return parsed && this.build(parsed, [], parameters);
  }
  /** Makes a type of a name taken apart (by parseTypeNameText or by the script's parser). */
  build(
    parsed: ParsedTypeName,
    namespaces: readonly string[] = [],
    parameters?: ReadonlyMap<string, NetType>,
  ): NetType | undefined {
    switch (parsed.kind) {
      case 'simple':
        return parameters?.get(parsed.name) ?? this.#named(parsed.name, namespaces);
      case 'array': {
        const element = this.build(parsed.element, namespaces, parameters);
        return element && this.array(element, parsed.rank);
      }
      case 'generic': {
        const definition = this.#named(`${parsed.name}\`${parsed.arguments.length}`, namespaces);
        if (!definition) return undefined;
        const args: NetType[] = [];
        for (const argument of parsed.arguments) {
          const type = this.build(argument, namespaces, parameters);
          if (!type) return undefined;
          args.push(type);
        }
        return this.generic(definition, args);
      }
    }
  }
  #named(name: string, namespaces: readonly string[]): NetType | undefined {
    const lower = name.toLowerCase();
    const full = this.#accelerators.get(lower) ?? accelerators.get(lower);
    const candidates = [
      name,
      ...(full === undefined ? [] : [full]),
      ...namespaces.map((space) => `${space}.${name}`),
      `System.${name}`,
    ];
    // A script's own class hides an accelerator of the same name; System.X comes last.
    for (const candidate of candidates) {
      const definition = this.#definitions.get(candidate.toLowerCase());
      if (definition) return this.#typeOf(definition);
    }
    return undefined;
  }

  /** A value of an enum type from a name, a number, or a bigint. */
  enumValue(type: NetType, value: string | number | bigint): EnumValue {
    if (typeof value === 'string') {
      const found = enumValueNamed(type, value);
      if (found === undefined) throw new Error(`${type} has no ${value}`);
      return new EnumValue(type.toString(), found, enumText(type, found));
    }
    return new EnumValue(type.toString(), value, enumText(type, BigInt(value)));
  }

  /** How PowerShell shows a type in member lists: `int`, `System.Collections.Generic.List[string]`, `char[]`. */
  shortName(type: NetType): string {
    if (type.elementType) return `${this.shortName(type.elementType)}[${','.repeat(type.rank - 1)}]`;
    const args =
      type.genericArguments.length > 0
        ? type.genericArguments.map((arg) => this.shortName(arg))
        : type.definition.parameters;
    if (args && args.length > 0) return `${type.definition.name.replace(/`\d+/, '')}[${args.join(',')}]`;
    return shortNames.get(type.definition.name) ?? type.definition.name;
  }
}
