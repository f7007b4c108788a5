// LanguagePrimitives.ConvertTo: how any value becomes a value of any type. A conversion is figured out once for each pair of
// types, with its rank, and then applied; the order of the attempts is LanguagePrimitives.FigureConversion's.
import { automationNull } from '../psobject/automation-null.ts';
import { baseOf, isPropertyBag, PSObject } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { figureArrayConversion } from './convert-array.ts';
import { figureEnum, figureLanguage } from './convert-language.ts';
import { figureNull, figureNumeric, figureScalarConvertible } from './convert-number.ts';
import {
  figureCast,
  figureConstructor,
  figureDictionary,
  figureEnumerableConstructor,
  figureParse,
  figureProperties,
} from './convert-object.ts';
import { enumNameList } from './enum-values.ts';
import { castError } from './errors.ts';
import type { NetType } from './net-type.ts';
import { toBoolean } from './to-boolean.ts';
import { netToString } from './to-string.ts';
import { typeNamesOf, typeOf } from './type-of.ts';

/** A way from one type to another. `original` is the PSObject around the value, where there was one. */
export interface Conversion {
  readonly rank: number;
  readonly run: (value: unknown, to: NetType, original: unknown) => unknown;
}

export const noConversion: Conversion = { rank: rank.None, run: (value, to) => throwInvalidCast(value, to) };
export const asItIs = (conversionRankValue: number): Conversion => ({
  rank: conversionRankValue,
  run: (value) => value,
});

const cache = new WeakMap<NetType, Map<NetType | null, Conversion>>();

/** The conversion from a type (null: from $null) to another; rank None when there is none. */
export function figureConversion(from: NetType | null, to: NetType): Conversion {
  let byFrom = cache.get(to);
  if (!byFrom) cache.set(to, (byFrom = new Map()));
  let found = byFrom.get(from);
  if (!found) byFrom.set(from, (found = figure(from, to)));
  return found;
}

const isPSObject = (type: NetType): boolean => type.definition.name === 'System.Management.Automation.PSObject';
const isBag = (type: NetType): boolean => type.definition.name === 'System.Management.Automation.PSCustomObject';

function figure(from: NetType | null, to: NetType): Conversion {
  if (from === null) return figureNull(to);
  const numeric = figureNumeric(from, to);
  if (numeric) return numeric;
  if (to.isAssignableFrom(from)) return asItIs(to === from ? rank.Identity : rank.Assignable);
  // A value that is asked for as PSObject stays bare: the wrapper exists only where members were added.
  if (isPSObject(to)) return asItIs(isBag(from) ? rank.Identity : rank.PSObject);

  const language = figureLanguage(from, to) ?? figureArrayConversion(from, to);
  if (language && !('scalar' in language)) return language;
  const scalar = language?.scalar;
  const found =
    figureEnum(from, to) ??
    figureParse(from, to) ??
    figureConstructor(from, to) ??
    figureCast(from, to) ??
    figureScalarConvertible(from, to) ??
    figureDictionary(from, to) ??
    figureEnumerableConstructor(from, to) ??
    (isBag(from) ? figureProperties(to) : undefined);
  if (scalar && found) return scalar.rank > found.rank ? scalar : { ...scalar, rank: found.rank };
  return scalar ?? found ?? noConversion;
}

/** Converts, or throws a PSInvalidCastException in PowerShell's words. */
export function convertTo(value: unknown, to: NetType): unknown {
  const name = to.definition.name;
  // The hot cases first; figureConversion would come to the same.
  if (typeof value === 'number' && name === 'System.Int32' && !to.isArray) return value;
  if (typeof value === 'string' && name === 'System.String' && !to.isArray) return value;
  if (!to.isArray) {
    if (name === 'System.Object') return value === automationNull ? null : value;
    if (name === 'System.Boolean') return toBoolean(value);
  }
  if (value === automationNull || value === undefined) return figureConversion(null, to).run(null, to, null);
  if (value instanceof PSObject && (isPSObject(to) || (isBag(to) && isPropertyBag(value)))) return value;
  const base = baseOf(value);
  return figureConversion(typeOf(base), to).run(base, to, value);
}

/** The converted value in an object, or undefined where there is no conversion or it failed (`-as`). */
export function tryConvertTo(value: unknown, to: NetType): { readonly value: unknown } | undefined {
  try {
    return { value: convertTo(value, to) };
  } catch (error) {
    if (error instanceof ThrownException) return undefined;
    throw error;
  }
}

/** How well this value converts to the type, for overload resolution. */
export function conversionRankOf(value: unknown, to: NetType): number {
  if (value === automationNull || value === undefined) return figureConversion(null, to).rank;
  if (value instanceof PSObject && isPSObject(to)) return rank.Identity;
  return figureConversion(typeOf(baseOf(value)), to).rank;
}

/** The PSInvalidCastException for a value that nothing converts. */
export function throwInvalidCast(value: unknown, to: NetType): never {
  const [errorId, message] = invalidCastMessage(value, to);
  castError(errorId, message);
}

/** Id and text of that error. */
export function invalidCastMessage(value: unknown, to: NetType): [errorId: string, message: string] {
  if (value === null) {
    return to.isEnum
      ? [
          'nullToEnumInvalidCast',
          `Cannot convert null to type "${to}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${enumNameList(to)}".`,
        ]
      : ['nullToObjectInvalidCast', `Cannot convert null to type "${to}".`];
  }
  const typeName = typeNamesOf(value)[0] ?? 'null';
  const secret = ['System.Security.SecureString', 'System.Management.Automation.PSCredential'].includes(to.toString());
  return [
    'ConvertToFinalInvalidCastException',
    secret
      ? `Cannot convert the value of type "${typeName}" to type "${to}".`
      : `Cannot convert the "${netToString(value)}" value of type "${typeName}" to type "${to}".`,
  ];
}

/** `Cannot convert value "abc" to type "System.Int32". Error: "..."` around an exception; other errors pass through. */
export function rethrowAsCast(errorId: string, value: unknown, to: NetType, error: unknown): never {
  if (!(error instanceof ThrownException)) throw error;
  castError(
    errorId,
    `Cannot convert value "${netToString(value)}" to type "${to}". Error: "${error.message}"`,
    error.exception,
  );
}
