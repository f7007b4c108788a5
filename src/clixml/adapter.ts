// What the serializer must know of live objects. The engine gives its own, which knows type data and .NET types; the default
// one knows the value model alone.
import type { ErrorCategoryInfo, ErrorRecord } from '../psobject/error-record.ts';
import type { InstanceMember, PSObject } from '../psobject/ps-object.ts';
import type { EnumValue } from '../psobject/values.ts';
import { naturalPropertiesOf } from './natural-properties.ts';
import { naturalTextOf } from './natural-text.ts';
import { naturalTypeNames } from './type-names.ts';

export type ContainerKind = 'dictionary' | 'list' | 'queue' | 'stack' | 'enumerable';

/** A collection that the value model does not know; its items come in the order of enumeration (a stack's top first). */
export type Container =
  | { readonly kind: 'dictionary'; readonly entries: Iterable<readonly [unknown, unknown]> }
  | { readonly kind: Exclude<ContainerKind, 'dictionary'>; readonly items: Iterable<unknown> };

/** A property: its name and its value. Properties that fail when read are left out, as PowerShell leaves them out. */
export type PropertyValue = readonly [name: string, value: unknown];

/** `base` is a value without its PSObject; `value` may be a PSObject. */
export interface ClixmlAdapter {
  /** Type names of the base object alone, most derived first. */
  typeNamesOf(base: unknown): readonly string[];
  /** Properties that the type of the base object gives (Props). */
  propertiesOf(base: object): Iterable<PropertyValue>;
  /** ToString() of the base object or of a property bag; null when that fails. */
  textOf(value: unknown): string | null;
  /** Properties that type data adds to a value (alias, script, note properties of types.ps1xml), written into MS. */
  typeMembersOf?(value: unknown): Iterable<PropertyValue>;
  /** The value of an instance member other than a note (alias, script property, property); undefined to leave it out. */
  memberValueOf?(object: PSObject, member: InstanceMember): { readonly value: unknown } | undefined;
  /** Collections besides arrays, ArrayList, Stack, Queue and Dictionary. */
  containerOf?(base: object): Container | undefined;
  /** SerializationDepth of the value's type data; undefined where it says nothing. */
  serializationDepthOf?(value: object): number | undefined;
  /** SerializationMethod String: the text that stands for the value; undefined to write the value itself. */
  stringFormOf?(value: object): string | null | undefined;
  /** The number of an enumeration value in its underlying type; Int32 (or wider where it must be) by default. */
  enumNumberOf?(value: EnumValue): unknown;
  /** FullyQualifiedErrorId of a record that did not come over the wire. */
  errorIdOf?(record: ErrorRecord): string;
  /** The CategoryInfo of a record with what is computed from the command, the exception and the target filled in. */
  errorCategoryOf?(record: ErrorRecord): ErrorCategoryInfo;
}

/** The adapter for values of src/psobject. */
export const defaultAdapter: ClixmlAdapter = {
  typeNamesOf: naturalTypeNames,
  propertiesOf: naturalPropertiesOf,
  textOf: naturalTextOf,
};
