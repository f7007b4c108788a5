// What the formatter asks about objects. The engine answers (engine-object-access.ts); tests answer with a few lines.

export interface PropertyName {
  readonly name: string;
  /** True for properties of the .NET type (or those a deserialized object carried as such), false for added ones. */
  readonly adapted: boolean;
}

export interface ObjectAccess {
  /** PSTypeNames, most derived first. */
  typeNamesOf(value: unknown): readonly string[];
  /** Visible properties: added ones first, then those of type data, then the type's own. */
  propertiesOf(value: unknown): readonly PropertyName[];
  /** A property's value; undefined where there is none. May throw what the property throws. */
  getProperty(value: unknown, name: string): unknown;
  /** Names in a property set of the object. */
  propertySet(value: unknown, name: string): readonly string[] | undefined;
  /** PSStandardMembers.DefaultDisplayPropertySet; undefined where there is none. */
  defaultDisplayPropertySet(value: unknown): readonly string[] | undefined;
  /** PSStandardMembers.DefaultDisplayProperty. */
  defaultDisplayProperty(value: unknown): string | undefined;
  /** The items of a collection, entries of a dictionary included; undefined for anything else. */
  enumerate(value: unknown): Iterable<unknown> | undefined;
  /** PSObject.ToString() in the session's culture. */
  toText(value: unknown): string;
  /** ToString(format) of a value that takes a format; ToString() of another. */
  toFormattedText(value: unknown, format: string): string;
  /** String.Format(format, value). */
  composite(format: string, value: unknown): string;
  /** Runs a script block with the object as `$_` and gives what it returned. */
  invoke(scriptBlock: unknown, value: unknown): unknown;
  /** Equality of group keys: LanguagePrimitives.TryCompare without case, else the texts. */
  areEqual(left: unknown, right: unknown): boolean;
  isTrue(value: unknown): boolean;
}
