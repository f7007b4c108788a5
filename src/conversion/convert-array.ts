// Conversions to arrays: from other arrays element by element, from anything enumerable, and from one value.
import { arrayOf } from '../psobject/array.ts';
import { type Byte, Char } from '../psobject/numbers.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { type Conversion, convertTo, figureConversion, rethrowAsCast } from './convert.ts';
import { netEnumerationOf } from './enumerate.ts';
import { MultiDimensionalArray } from './multi-dimensional-array.ts';
import type { NetType } from './net-type.ts';

/** An array of rank one of this element type with these items, which are converted already. */
export function makeArray(elementType: NetType, items: unknown[]): unknown[] | Uint8Array {
  const name = elementType.toString();
  if (name === 'System.Byte') return Uint8Array.from(items, (item) => (item as Byte).value);
  return name === 'System.Object' ? items : arrayOf(name, items);
}

/** True for types whose values PowerShell enumerates (IEnumerable, but not string, dictionary or XmlNode). */
export function isEnumerableType(type: NetType): boolean {
  if (type.isArray) return true;
  const { name } = type.definition;
  if (name === 'System.String' || type.implements('System.Collections.IDictionary')) return false;
  return type.implements('System.Collections.IEnumerable') || type.implements('System.Collections.IEnumerator');
}

function convertItems(items: Iterable<unknown>, to: NetType, original: unknown, errorId: string): unknown {
  const element = to.elementType!;
  const result: unknown[] = [];
  try {
    for (const item of items) result.push(convertTo(item, element));
  } catch (error) {
    if (errorId === '') throw error;
    rethrowAsCast(errorId, original, to, error);
  }
  return makeArray(element, result);
}

/** A conversion to an array type, or `{ scalar }` for one that other attempts may better. */
export function figureArrayConversion(
  from: NetType,
  to: NetType,
): Conversion | { readonly scalar: Conversion } | undefined {
  if (to.definition.name === 'System.Array') {
    const object = to.registry.get('System.Object');
    const toObjects = to.registry.array(object);
    if (isEnumerableType(from)) {
      return { rank: rank.Language, run: (value) => convertItems(netEnumerationOf(value)!, toObjects, value, '') };
    }
    return { scalar: { rank: rank.AssignableS2A, run: (value) => [value] } };
  }
  if (!to.isArray || to.rank !== 1) return undefined;
  const element = to.elementType!;
  if (from.definition.name === 'System.String' && element.definition.name === 'System.Char') {
    return {
      rank: rank.StringToCharArray,
      run: (value) =>
        makeArray(
          element,
          Array.from({ length: (value as string).length }, (_, i) => new Char((value as string).charCodeAt(i))),
        ),
    };
  }
  if (from.isArray) {
    const related = element.isAssignableFrom(from.elementType!);
    return {
      rank: related ? rank.Language : rank.UnrelatedArrays,
      run: (value) =>
        convertItems(value instanceof MultiDimensionalArray ? value : netEnumerationOf(value)!, to, value, ''),
    };
  }
  if (isEnumerableType(from)) {
    return {
      rank: rank.Language,
      run: (value) => convertItems(netEnumerationOf(value)!, to, value, 'InvalidCastExceptionEnumerableToArray'),
    };
  }
  const inner = figureConversion(from, element);
  if (inner.rank === rank.None) return undefined;
  return { scalar: { rank: inner.rank & rank.ValueDependent, run: (value) => convertItems([value], to, value, '') } };
}
