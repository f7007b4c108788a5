// An instance of a .NET type that has no class of its own here.
import { netTypeName } from '../psobject/type-name.ts';

/** Looks to a serializer like a live object of its type: type names, text and properties, evaluated when it is written. */
export class ForeignObject {
  readonly typeNames: readonly string[];
  readonly text: string;
  readonly properties: Iterable<readonly [string, unknown]>;

  constructor(typeNames: readonly string[], text: string, properties: Iterable<readonly [string, unknown]>) {
    this.typeNames = typeNames;
    this.text = text;
    this.properties = properties;
  }
  get [netTypeName](): string {
    return this.typeNames[0]!;
  }
}
