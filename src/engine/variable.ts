// A variable that has more than a value: options, attributes, or somebody holding on to it (System.Management.Automation.PSVariable).
// Plain variables are bare values in the slots of their scope; a slot is promoted to a Variable when one of these is needed.
import { automationNull } from '../psobject/automation-null.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';

/** Bits of ScopedItemOptions. */
export const itemOptions = { None: 0, ReadOnly: 1, Constant: 2, Private: 4, AllScope: 8, Unspecified: 16 } as const;

/** What an attribute of a variable or parameter does to a value on its way in: a type constraint, a validation, a transformation. */
export interface ArgumentAttribute {
  /** Full .NET name of the attribute; a type constraint is ArgumentTypeConverterAttribute. */
  readonly attributeType: string;
  transform?(value: unknown): unknown;
  /** Throws ValidationMetadataException when the value is not allowed. */
  validate?(value: unknown): void;
  /** The attribute as a script sees it. */
  readonly instance?: unknown;
}

/** System.Management.Automation.PSVariable. */
export class Variable {
  readonly name: string;
  options: number;
  description: string;
  attributes: ArgumentAttribute[];
  module: unknown = null;
  #value: unknown;

  constructor(name: string, value: unknown = null, options: number = itemOptions.None, description = '') {
    this.name = name;
    this.#value = value;
    this.options = options;
    this.description = description;
    this.attributes = [];
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.PSVariable';
  }
  get value(): unknown {
    return this.#value;
  }
  /** Assigns as a script does: refuses read-only variables, then converts and validates. */
  set value(value: unknown) {
    if ((this.options & (itemOptions.ReadOnly | itemOptions.Constant)) !== 0) notWritable(this.name);
    this.#value = this.attributes.length === 0 ? value : this.accept(value);
  }
  /** Replaces the value whatever the options say (Set-Variable -Force on a read-only variable). */
  force(value: unknown): void {
    this.#value = this.accept(value);
  }
  /** The value as the attributes let it in. */
  accept(value: unknown): unknown {
    let accepted = value === automationNull ? null : value;
    for (const attribute of this.attributes) if (attribute.transform) accepted = attribute.transform(accepted);
    for (const attribute of this.attributes) {
      if (!attribute.validate) continue;
      try {
        attribute.validate(accepted);
      } catch (cause) {
        invalidValue(this.name, accepted, cause);
      }
    }
    return accepted;
  }
  get isPrivate(): boolean {
    return (this.options & itemOptions.Private) !== 0;
  }
}

/** A variable whose value is computed when it is read, such as $PWD or $?. */
export class ComputedVariable extends Variable {
  readonly #read: () => unknown;
  readonly #write: ((value: unknown) => void) | undefined;
  constructor(name: string, read: () => unknown, write?: (value: unknown) => void, options: number = itemOptions.None) {
    super(name, null, options);
    this.#read = read;
    this.#write = write;
  }
  override get value(): unknown {
    return this.#read();
  }
  override set value(value: unknown) {
    if (this.#write === undefined) notWritable(this.name);
    this.#write(value);
  }
}

function notWritable(name: string): never {
  throwNet(
    'System.Management.Automation.SessionStateUnauthorizedAccessException',
    `Cannot overwrite variable ${name} because it is read-only or constant.`,
    { errorId: 'VariableNotWritable', category: 'WriteError', targetObject: name },
  );
}

function invalidValue(name: string, value: unknown, cause: unknown): never {
  const shown =
    value === null ? '' : typeof value === 'string' || typeof value === 'number' ? String(value) : describe(value);
  throwNet(
    'System.Management.Automation.ValidationMetadataException',
    `The variable cannot be validated because the value ${shown} is not a valid value for the ${name} variable.`,
    { errorId: 'ValidateSetFailure', category: 'MetadataError', properties: [['Cause', cause]] },
  );
}

function describe(value: unknown): string {
  return (value as { [netTypeName]?: string })[netTypeName] ?? String(value);
}
