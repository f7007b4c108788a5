// What a .NET type is made of, as data: the form in which src/dotnet writes types down, one file for each type.
// Members are given by the texts that PowerShell shows for them (Get-Member, OverloadDefinitions); signature.ts reads them.
import type { FormatProvider } from './culture.ts';

/**
 * The body of a member: `(self, ...arguments)`, or `(...arguments)` where the text begins with `static` or is a constructor.
 * Arguments whose type is written out in the signature arrive plain (see marshal.ts): small integers and reals as numbers,
 * 64-bit integers and BigInteger as bigint, char as a string of length one, string as string or null; others as they are.
 * What it returns is boxed by the declared return type in the same way.
 */
// biome-ignore lint/suspicious/noExplicitAny: the signature text types the arguments, which the compiler cannot see
export type MemberBody = (...args: any[]) => unknown;

export interface MethodDefinition {
  readonly kind: 'method' | 'constructor';
  /** One text for each overload that this body serves: `string Substring(int startIndex, int length)`. */
  readonly texts: readonly string[];
  readonly body: MemberBody;
  /** True for methods of script classes: what they throw passes without a MethodInvocationException around it. */
  readonly rethrows?: boolean;
}

export interface PropertyDefinition {
  readonly kind: 'property';
  /** `int Length {get;}`, `static double PI {get;}`, `char Chars(int index) {get;}` (an indexer). */
  readonly text: string;
  readonly get: MemberBody | undefined;
  readonly set: MemberBody | undefined;
  /** A field: shown as a property, by PowerShell too. */
  readonly hidden?: boolean;
}

export type MemberDefinition = MethodDefinition | PropertyDefinition;

export function method(text: string | readonly string[], body: MemberBody): MethodDefinition {
  return { kind: 'method', texts: typeof text === 'string' ? [text] : text, body };
}

/** A constructor; its texts say `new`: `string new(char c, int count)`. The body gets the type after its arguments. */
export function construct(text: string | readonly string[], body: MemberBody): MethodDefinition {
  return { kind: 'constructor', texts: typeof text === 'string' ? [text] : text, body };
}

export function property(text: string, get: MemberBody | undefined, set?: MemberBody): PropertyDefinition {
  return { kind: 'property', text, get, set };
}

export type TypeKind = 'class' | 'struct' | 'enum' | 'interface' | 'delegate';

export interface TypeDefinition {
  /** Full name; nested types with `+`, generic ones with their arity: System.Collections.Generic.List`1. */
  readonly name: string;
  /** Default class. */
  readonly kind?: TypeKind;
  /** Type text of the base; default System.Object, System.ValueType, System.Enum or System.MulticastDelegate by kind. */
  readonly base?: string;
  /** Type texts, which may name the generic parameters. */
  readonly interfaces?: readonly string[];
  /** Names of the generic parameters. */
  readonly parameters?: readonly string[];
  readonly isAbstract?: boolean;
  readonly isSealed?: boolean;
  /** Assembly's simple name where it is not System.Private.CoreLib. */
  readonly assembly?: string;
  readonly members?: readonly MemberDefinition[] | (() => readonly MemberDefinition[]);
  /** Enums: names with their values in the order of Enum.GetNames. */
  readonly values?: readonly (readonly [name: string, value: bigint])[];
  /** Enums: [Flags]. */
  readonly isFlags?: boolean;
  /** Enums: the underlying type, default System.Int32. */
  readonly underlying?: string;
  /** default(T) of a value type. */
  readonly defaultValue?: () => unknown;
  /** Object.ToString(), and with a format IFormattable.ToString(format, provider). */
  readonly toText?: (value: never, format: string | null, provider: FormatProvider | null) => string;
  /** Object.Equals; the default is identity, or `valueKey`. */
  readonly equals?: (a: never, b: unknown) => boolean;
  /** IComparable.CompareTo with a value of this same type. */
  readonly compare?: (a: never, b: never) => number;
  /** Marks of a delegate type: the text of its Invoke method. */
  readonly invoke?: string;
}

/** Checks nothing, but gives `toText`, `equals` and `compare` the type of the values. */
export function defineType<V>(
  definition: Omit<TypeDefinition, 'toText' | 'equals' | 'compare'> & {
    readonly toText?: (value: V, format: string | null, provider: FormatProvider | null) => string;
    readonly equals?: (a: V, b: unknown) => boolean;
    readonly compare?: (a: V, b: V) => number;
  },
): TypeDefinition {
  return definition as TypeDefinition;
}

/** An enum whose names count up from zero, or have the values given. */
export function defineEnum(
  name: string,
  values: readonly string[] | Readonly<Record<string, number | bigint>>,
  options: Pick<TypeDefinition, 'isFlags' | 'underlying' | 'assembly'> = {},
): TypeDefinition {
  const pairs = Array.isArray(values)
    ? values.map((name: string, index) => [name, BigInt(index)] as const)
    : Object.entries(values).map(([name, value]) => [name, BigInt(value)] as const);
  // .NET orders the names of an enum by the unsigned value.
  const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);
  const sorted = pairs.toSorted((a, b) =>
    unsigned(a[1]) < unsigned(b[1]) ? -1 : unsigned(a[1]) > unsigned(b[1]) ? 1 : 0,
  );
  return { name, kind: 'enum', values: sorted, ...options };
}
