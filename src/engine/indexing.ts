// `target[index]` and its slices, for arrays, strings, dictionaries and what has an indexer.

import { convertTo, tryConvertTo } from '../conversion/convert.ts';
import { dictionaryOf } from '../conversion/dictionary.ts';
import { getIndexed as getNetIndexed, setIndexed as setNetIndexed } from '../conversion/members.ts';
import { MultiDimensionalArray } from '../conversion/multi-dimensional-array.ts';
import { instanceType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import { typeOf } from '../conversion/type-of.ts';
import { elementTypeOf } from '../psobject/array.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { ArrayList, OrderedDictionary } from '../psobject/collections.ts';
import { Byte, Char } from '../psobject/numbers.ts';
import { baseOf, PSObject } from '../psobject/ps-object.ts';
import { throwNet } from '../psobject/thrown.ts';
import { runtimeError } from './errors.ts';
import type { Frame } from './eval/frame.ts';
import { enumerate } from './members.ts';

type Sequence = { readonly length: number; at(index: number): unknown; put?(index: number, value: unknown): void };

function sequenceOf(base: unknown): Sequence | undefined {
  if (Array.isArray(base)) {
    return {
      length: base.length,
      at: (i) => base[i],
      put: (i, value) => {
        base[i] = convertItem(base, value);
      },
    };
  }
  if (base instanceof ArrayList) {
    return {
      length: base.items.length,
      at: (i) => base.items[i],
      put: (i, value) => {
        base.items[i] = value;
      },
    };
  }
  if (base instanceof Uint8Array) {
    return {
      length: base.length,
      at: (i) => new Byte(base[i]!),
      put: (i, value) => {
        base[i] = (convertTo(value, types().get('System.Byte')) as Byte).value;
      },
    };
  }
  if (typeof base === 'string') return { length: base.length, at: (i) => new Char(base.charCodeAt(i)) };
  return undefined;
}

function convertItem(array: unknown[], value: unknown): unknown {
  const element = elementTypeOf(array);
  if (element === 'System.Object') return value;
  return convertTo(value, types().find(element) ?? types().get('System.Object'));
}

export function getIndexed(f: Frame, target: unknown, index: unknown): unknown {
  const base = baseOf(target);
  if (base === null || base === automationNull) {
    throw runtimeError('NullArray', 'Cannot index into a null array.');
  }
  const at = baseOf(index);
  const dictionary = dictionaryOf(base);
  if (dictionary !== undefined) {
    if (Array.isArray(at) && !dictionary.has(at)) return at.map((key) => one(base, key)).filter((v) => v !== undefined);
    return one(base, at) ?? null;
  }
  if (base instanceof MultiDimensionalArray) return base.get(dimensionsOf(base, at));
  const sequence = sequenceOf(base);
  if (sequence !== undefined) {
    if (at === null || at === automationNull)
      throw runtimeError('NullArrayIndex', 'Index operation failed; the array index evaluated to null.');
    const many = Array.isArray(at) || at instanceof ArrayList ? [...enumerate(at)!] : undefined;
    if (many !== undefined) return slice(f, sequence, many);
    const position = f.runspace.isStrict(f.scope, 3) ? integerIndex(at) : looseIndex(at);
    if (position === undefined) return null;
    const real = position < 0 ? position + sequence.length : position;
    if (real >= 0 && real < sequence.length) return sequence.at(real);
    if (f.runspace.isStrict(f.scope, 3)) throw outOfRange();
    return null;
  }
  const found = getNetIndexed(target, Array.isArray(at) ? at : [at]);
  if (found !== undefined) return found.value;
  if (Array.isArray(at)) {
    const single = at.map((each) => getNetIndexed(target, [each]));
    if (single.every((each) => each !== undefined)) return single.map((each) => each!.value);
  }
  // A scalar has one item: itself, at 0 and -1.
  if (at === 0 || at === -1) return target;
  if (typeof at === 'number' && !f.runspace.isStrict(f.scope, 3)) return null;
  throw cannotIndex(base);
}

/** A dictionary's entry: by key, an ordered one by position too. */
function one(base: unknown, key: unknown): unknown {
  const dictionary = dictionaryOf(base)!;
  const plain = key instanceof PSObject ? key.baseObject : key;
  if (base instanceof OrderedDictionary && typeof plain === 'number') {
    const values = [...base.values()];
    return plain < 0 ? values[values.length + plain] : values[plain];
  }
  if (dictionary.has(plain)) return dictionary.get(plain);
  return undefined;
}

function slice(f: Frame, sequence: Sequence, indexes: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const index of indexes) {
    const position = integerIndex(index);
    const real = position < 0 ? position + sequence.length : position;
    if (real >= 0 && real < sequence.length) found.push(sequence.at(real));
    else if (f.runspace.isStrict(f.scope, 3)) throw outOfRange();
  }
  return found;
}

function integerIndex(value: unknown): number {
  if (typeof value === 'number') return value;
  return convertTo(value, types().get('System.Int32')) as number;
}

/** Text that is no number indexes nothing, quietly. */
function looseIndex(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return tryConvertTo(value, types().get('System.Int32'))?.value as number | undefined;
}

function outOfRange(): Error {
  return runtimeError(
    'System.IndexOutOfRangeException',
    'Index was outside the bounds of the array.',
    'OperationStopped',
  );
}

function cannotIndex(base: unknown): Error {
  return runtimeError('CannotIndex', `Unable to index into an object of type "${typeOf(base) ?? 'null'}".`);
}

export function setIndexed(_f: Frame, target: unknown, index: unknown, given: unknown): void {
  const value = given === automationNull ? null : given;
  const base = baseOf(target);
  const at = baseOf(index);
  const dictionary = dictionaryOf(base);
  if (dictionary !== undefined) {
    if (at === null || at === automationNull) {
      throw runtimeError('NullArrayIndex', 'Index operation failed; the array index evaluated to null.');
    }
    if (base instanceof OrderedDictionary && typeof at === 'number') {
      const key = [...base.keys()][at];
      if (key === undefined) rangeError('index');
      base.set(key, value);
    } else dictionary.set(at, value);
    return;
  }
  if (base instanceof MultiDimensionalArray) {
    base.set(dimensionsOf(base, at), convertTo(value, base[instanceType].elementType!));
    return;
  }
  const sequence = sequenceOf(base);
  if (sequence !== undefined) {
    if (at === null || at === automationNull)
      throw runtimeError('NullArrayIndex', 'Index operation failed; the array index evaluated to null.');
    if (Array.isArray(at)) {
      throw runtimeError(
        'ArraySliceAssignmentFailed',
        `Array assignment to [${at.join(',')}] failed because assignment to slices is not supported.`,
      );
    }
    if (sequence.put === undefined)
      throw runtimeError('CannotIndex', `Unable to index into an object of type "${typeOf(base)}".`);
    const position = integerIndex(at);
    const real = position < 0 ? position + sequence.length : position;
    if (real < 0 || real >= sequence.length) {
      if (base instanceof ArrayList) rangeError('index');
      throw outOfRange();
    }
    sequence.put(real, value);
    return;
  }
  if (setNetIndexed(target, Array.isArray(at) ? at : [at], value)) return;
  throw cannotIndex(base);
}

function rangeError(name: string): never {
  throwNet(
    'System.ArgumentOutOfRangeException',
    `Index was out of range. Must be non-negative and less than the size of the collection. (Parameter '${name}')`,
  );
}

/** One index for each dimension. */
function dimensionsOf(array: MultiDimensionalArray, index: unknown): number[] {
  const given = Array.isArray(index) ? index : [index];
  if (given.length !== array.lengths.length) {
    throw runtimeError(
      'NeedMultidimensionalIndex',
      `You cannot index into a ${array.lengths.length} dimensional array with index [${given.map((each) => String(each)).join(',')}].`,
    );
  }
  return given.map(integerIndex);
}
