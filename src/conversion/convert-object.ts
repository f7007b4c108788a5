// Conversions that make an object: static Parse, one-argument constructors, cast operators, and filling properties.

import { NoteProperty, type PSObject } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { type Conversion, convertTo, figureConversion, rethrowAsCast } from './convert.ts';
import { isEnumerableType, makeArray } from './convert-array.ts';
import { invariantCulture } from './culture.ts';
import { dictionaryEntries } from './dictionary.ts';
import { netEnumerationOf } from './enumerate.ts';
import { castError } from './errors.ts';
import { createInstance, defaultOf, setNetMember } from './members.ts';
import type { MethodOverload } from './net-member.ts';
import type { NetType } from './net-type.ts';
import { isIntegerKind, kindOfTypeName } from './numeric.ts';
import { threadContext } from './thread-context.ts';
import { toStringValue } from './to-string.ts';

const parameterNames = (overload: MethodOverload): string =>
  overload.parameters.map((p) => p.type.toString()).join(' ');

/** Runs the body of an overload with plain arguments; the result is boxed. */
function call(overload: MethodOverload, args: readonly unknown[]): unknown {
  const plain = args.map((arg, index) => overload.parameters[index]!.marshal.unbox(arg));
  return overload.returnMarshal.box(
    overload.isConstructor ? overload.body(...plain, overload.declaringType) : overload.body(...plain),
  );
}

/** Text through the type's own static Parse. */
export function figureParse(from: NetType, to: NetType): Conversion | undefined {
  if (from.isArray || from.definition.name !== 'System.String' || to.isEnum) return undefined;
  const overloads = to.method('Parse', true)?.overloads ?? [];
  const withProvider = overloads.find((o) => parameterNames(o) === 'System.String System.IFormatProvider');
  const plain = overloads.find((o) => parameterNames(o) === 'System.String');
  const overload = withProvider ?? plain;
  if (!overload) return undefined;
  const errorId = withProvider
    ? 'InvalidCastParseTargetInvocationWithFormatProvider'
    : 'InvalidCastParseTargetInvocation';
  return {
    rank: rank.Parse,
    run: (value) => {
      try {
        return call(overload, withProvider ? [value, invariantCulture] : [value]);
      } catch (error) {
        rethrowAsCast(errorId, value, to, error);
      }
    },
  };
}

/** A constructor of one argument that takes the value as it is, or a wider number. */
export function figureConstructor(from: NetType, to: NetType): Conversion | undefined {
  if (to.isArray || to.isAbstract) return undefined;
  const kind = from.isArray ? undefined : kindOfTypeName(from.definition.name);
  if (kind && isIntegerKind(kind) && to.implements('System.Collections.ICollection')) return undefined;
  const candidates = to.constructors.overloads.filter((o) => o.parameters.length === 1);
  const takes = (o: MethodOverload): boolean => o.parameters[0]!.type === from;
  const widens = (o: MethodOverload): boolean => {
    const type = o.parameters[0]!.type;
    return type.isAssignableFrom(from) || figureConversion(from, type).rank === rank.NumericImplicit;
  };
  const overload = candidates.find(takes) ?? candidates.find(widens);
  if (!overload) return undefined;
  return {
    rank: rank.Constructor,
    run: (value) => {
      try {
        return call(overload, [convertTo(value, overload.parameters[0]!.type)]);
      } catch (error) {
        rethrowAsCast('InvalidCastConstructorTargetInvocationException', value, to, error);
      }
    },
  };
}

/** op_Implicit and op_Explicit of the target, then of the source. */
export function figureCast(from: NetType, to: NetType): Conversion | undefined {
  const attempts: [string, NetType][] = [
    ['op_Implicit', to],
    ['op_Explicit', to],
    ['op_Implicit', from],
    ['op_Explicit', from],
  ];
  for (const [name, owner] of attempts) {
    const cast = owner
      .method(name, true)
      ?.overloads.find((o) => to.isAssignableFrom(o.returnType) && o.parameters[0]!.type.isAssignableFrom(from));
    if (!cast) continue;
    return {
      rank: name === 'op_Implicit' ? rank.ImplicitCast : rank.ExplicitCast,
      run: (value) => {
        try {
          return call(cast, [value]);
        } catch (error) {
          rethrowAsCast(`InvalidCastTargetInvocationException${name}`, value, to, error);
        }
      },
    };
  }
  return undefined;
}

/** A dictionary fills the properties of a new object. */
export function figureDictionary(from: NetType, to: NetType): Conversion | undefined {
  if (!from.implements('System.Collections.IDictionary') || !canBeEmpty(to)) return undefined;
  return { rank: rank.Constructor, run: (value) => fill(to, value, dictionaryEntries(value)!) };
}

/** A [pscustomobject] fills the properties of a new object. */
export function figureProperties(to: NetType): Conversion | undefined {
  if (to.isAbstract || !canBeEmpty(to) || to.properties().every((p) => p.isIndexer)) return undefined;
  return {
    rank: rank.Constructor,
    run: (value) => {
      const notes = [...(value as PSObject).members.values()].filter((member) => member instanceof NoteProperty);
      return fill(
        to,
        value,
        notes.map((note) => [note.name, note.value] as const),
      );
    },
  };
}

function canBeEmpty(type: NetType): boolean {
  if (type.isArray || type.isEnum || kindOfTypeName(type.definition.name)) return false;
  return type.isValueType
    ? type.definition.defaultValue !== undefined
    : type.constructors.overloads.some((o) => o.parameters.length === 0);
}

function fill(to: NetType, _value: unknown, entries: Iterable<readonly [unknown, unknown]>): unknown {
  try {
    const result = to.isValueType ? defaultOf(to) : createInstance(to, [], { unwrapped: true });
    for (const [key, item] of entries) {
      const name = toStringValue(key);
      assign(to, result, name, item);
    }
    return result;
  } catch (error) {
    if (!(error instanceof ThrownException) || error.errorId === 'ObjectCreationError') throw error;
    const inner = error.exception.inner ?? error.exception;
    castError('ObjectCreationError', `Cannot create object of type "${to}". ${inner.message}`, inner);
  }
}

function assign(to: NetType, target: unknown, name: string, value: unknown): void {
  const property = to.property(name);
  if (!property?.canWrite) {
    const settable = to.properties().filter((p) => p.canWrite && !p.isIndexer);
    const list = settable.map((p) => `[${p.name} <${p.type}>]`).join(', ');
    const message =
      list === ''
        ? `The property '${name}' was not found for the '${to}' object. There is no settable property available.`
        : `The property '${name}' was not found for the '${to}' object. The settable properties are: ${list}.`;
    castError('ObjectCreationError', `Cannot create object of type "${to}". ${message}`);
  }
  const set = threadContext().setMember ?? setNetMember;
  set(target, name, value);
}

/** A generic collection of one argument from a value or an enumeration: [List[int]](1, 2). */
export function figureEnumerableConstructor(from: NetType, to: NetType): Conversion | undefined {
  if (to.isAbstract || to.genericArguments.length !== 1 || !to.implements('System.Collections.IEnumerable'))
    return undefined;
  const element = to.genericArguments[0]!;
  const overload = to.constructors.overloads.find(
    (o) =>
      o.parameters.length === 1 &&
      /^System\.Collections\.Generic\.I(Enumerable|Collection|List)`1$/.test(o.parameters[0]!.type.definition.name),
  );
  if (!overload) return undefined;
  const scalar = element.isAssignableFrom(from);
  return {
    rank: scalar ? rank.ConstructorS2A : rank.Constructor,
    run: (value) => {
      const items = isEnumerableType(from) && !(scalar && !from.isArray) ? netEnumerationOf(value)! : [value];
      try {
        const converted = [...items].map((item) => convertTo(item, element));
        return call(overload, [makeArray(element, converted)]);
      } catch (error) {
        rethrowAsCast('InvalidCastConstructorException', value, to, error);
      }
    },
  };
}
