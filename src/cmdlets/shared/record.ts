// Objects that cmdlets make, as instances of the .NET types that PowerShell's cmdlets make: a type name and named values.
import type { TypeDefinition } from '../../conversion/type-definition.ts';
import { property } from '../../conversion/type-definition.ts';
import { netTypeName } from '../../psobject/type-name.ts';

/** An instance of such a type; its properties are described by defineRecord. */
export class CmdletRecord {
  readonly #typeName: string;
  readonly values: Map<string, unknown>;
  /** ToString, where the type has one of its own. */
  readonly #text: (() => string) | undefined;

  constructor(typeName: string, values: Readonly<Record<string, unknown>>, text?: () => string) {
    this.#typeName = typeName;
    this.values = new Map(Object.entries(values));
    this.#text = text;
  }
  get [netTypeName](): string {
    return this.#typeName;
  }
  get(name: string): unknown {
    return this.values.get(name) ?? null;
  }
  toString(): string {
    return this.#text?.() ?? this.#typeName;
  }
}

/** A type of such records; each property is its type and name: `int Count`. */
export function defineRecord(
  name: string,
  properties: readonly string[],
  options: { readonly base?: string; readonly settable?: boolean } = {},
): TypeDefinition {
  return {
    name,
    ...(options.base === undefined ? {} : { base: options.base }),
    members: properties.map((text) => {
      const propertyName = text.slice(text.lastIndexOf(' ') + 1);
      const get = (self: CmdletRecord): unknown => self.get(propertyName);
      return options.settable
        ? property(`${text} {get;set;}`, get, (self: CmdletRecord, value: unknown) =>
            self.values.set(propertyName, value),
          )
        : property(`${text} {get;}`, get);
    }),
    toText: ((self: CmdletRecord) => self.toString()) as (value: never) => string,
  };
}
