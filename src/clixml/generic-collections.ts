// Generic .NET collections that records hold: written with the type names that PowerShell writes, read as any other list.
import { Hashtable } from '../psobject/collections.ts';
import { PSObject } from '../psobject/ps-object.ts';

const coreLibrary = 'System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e';

/** Type.ToString() of a generic type over types of the core library. */
export function genericName(name: string, ...parameters: readonly string[]): string {
  const list = parameters.map((parameter) => `[${parameter}, ${coreLibrary}]`).join(',');
  return `${name}\`${parameters.length}[${list}]`;
}

/** A list whose type is `typeName`. */
export function typedList(typeName: string, items: readonly unknown[]): PSObject {
  const result = new PSObject([...items]);
  result.typeNames = [typeName, 'System.Object'];
  return result;
}

/** A dictionary whose type is the first of `typeNames`. */
export function typedDictionary(
  typeNames: readonly string[],
  entries: Iterable<readonly [unknown, unknown]>,
): PSObject {
  const result = new PSObject(Hashtable.of(entries));
  result.typeNames = [...typeNames, 'System.Object'];
  return result;
}
