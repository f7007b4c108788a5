// System.Random. With a seed it gives .NET's own sequence: Knuth's subtractive generator as Random.Net5CompatSeedImpl has it.

import { makeArray } from '../conversion/convert-array.ts';
import type { NetType } from '../conversion/net-type.ts';
import { construct, defineType, method, property } from '../conversion/type-definition.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { argumentNull, outOfRange } from './arguments.ts';
import { arrayLength, itemsOfArray, type NetArray } from './array.ts';

const maxInt = 0x7fffffff;

export class Random {
  readonly #seeds = new Int32Array(56);
  #next = 0;
  #nextP = 21;

  constructor(seed: number = Math.floor(Math.random() * maxInt)) {
    const seeds = this.#seeds;
    let mj = 161803398 - (seed === -2147483648 ? maxInt : Math.abs(seed));
    let mk = 1;
    seeds[55] = mj;
    for (let i = 1, at = 0; i < 55; i++) {
      at = (at + 21) % 55;
      seeds[at] = mk;
      mk = (mj - mk) | 0;
      if (mk < 0) mk += maxInt;
      mj = seeds[at]!;
    }
    for (let round = 1; round < 5; round++) {
      for (let i = 1; i < 56; i++) {
        const n = (i + 30) % 55;
        seeds[i]! -= seeds[1 + n]!;
        if (seeds[i]! < 0) seeds[i]! += maxInt;
      }
    }
  }
  get [netTypeName](): string {
    return 'System.Random';
  }
  /** An integer in [0, 2^31 - 1). */
  sample(): number {
    if (++this.#next >= 56) this.#next = 1;
    if (++this.#nextP >= 56) this.#nextP = 1;
    let value = (this.#seeds[this.#next]! - this.#seeds[this.#nextP]!) | 0;
    if (value === maxInt) value--;
    if (value < 0) value += maxInt;
    this.#seeds[this.#next] = value;
    return value;
  }
  /** A real in [0, 1). */
  real(): number {
    return this.sample() * (1 / maxInt);
  }
  /** An integer in [min, max). */
  between(min: number, max: number): number {
    const range = max - min;
    if (range <= maxInt) return Math.trunc(this.real() * range) + min;
    const magnitude = this.sample();
    const value = this.sample() % 2 === 0 ? -magnitude : magnitude;
    return Math.trunc(((value + maxInt - 1) / (2 * maxInt - 1)) * range) + min;
  }
  #bits64(): bigint {
    return (
      BigInt(this.between(0, 1 << 22)) |
      (BigInt(this.between(0, 1 << 22)) << 22n) |
      (BigInt(this.between(0, 1 << 20)) << 44n)
    );
  }
  longBetween(min: bigint, max: bigint): bigint {
    const range = max - min;
    if (range <= 1n) return min;
    const bits = BigInt((range - 1n).toString(2).length);
    for (;;) {
      const value = this.#bits64() >> (64n - bits);
      if (value < range) return value + min;
    }
  }
  long(): bigint {
    for (;;) {
      const value = this.#bits64() >> 1n;
      if (value !== 0x7fffffffffffffffn) return value;
    }
  }
}

function checkMax(max: number | bigint): void {
  if (max < 0) outOfRange('maxValue', `maxValue ('${max}') must be a non-negative value.`, String(max));
}
function checkRange(min: number | bigint, max: number | bigint): void {
  if (min > max) outOfRange('minValue', "'minValue' cannot be greater than maxValue.");
}

function shuffle(self: Random, values: NetArray | null): void {
  if (values === null) argumentNull('values');
  const items = values instanceof Uint8Array ? values : (itemsOfArray(values) as unknown[]);
  for (let i = 0; i < items.length - 1; i++) {
    const j = self.between(i, items.length);
    [items[i], items[j]] = [items[j] as never, items[i] as never];
  }
}

function getItems(
  self: Random,
  choices: NetArray | null,
  length: number,
  typeArguments: ReadonlyMap<string, NetType>,
): unknown {
  if (choices === null) argumentNull('choices');
  const items = itemsOfArray(choices);
  return makeArray(
    typeArguments.get('T')!,
    Array.from({ length }, () => items[self.between(0, arrayLength(choices))]),
  );
}

const shared = new Random();

export const randomType = defineType<Random>({
  name: 'System.Random',
  members: [
    construct('System.Random new()', () => new Random()),
    construct('System.Random new(int Seed)', (seed: number) => new Random(seed)),
    property('static System.Random Shared {get;}', () => shared),
    method('int Next()', (self: Random) => self.sample()),
    method('int Next(int maxValue)', (self: Random, max: number) => {
      checkMax(max);
      return Math.trunc(self.real() * max);
    }),
    method('int Next(int minValue, int maxValue)', (self: Random, min: number, max: number) => {
      checkRange(min, max);
      return self.between(min, max);
    }),
    method('long NextInt64()', (self: Random) => self.long()),
    method('long NextInt64(long maxValue)', (self: Random, max: bigint) => {
      checkMax(max);
      return self.longBetween(0n, max);
    }),
    method('long NextInt64(long minValue, long maxValue)', (self: Random, min: bigint, max: bigint) => {
      checkRange(min, max);
      return self.longBetween(min, max);
    }),
    method('double NextDouble()', (self: Random) => self.real()),
    method('float NextSingle()', (self: Random) => {
      let value = 1;
      while (value >= 1) value = Math.fround(self.real());
      return value;
    }),
    method('void NextBytes(byte[] buffer)', (self: Random, buffer: Uint8Array | null) => {
      if (buffer === null) argumentNull('buffer');
      for (let i = 0; i < buffer.length; i++) buffer[i] = self.sample();
    }),
    method('void Shuffle[T](T[] values)', shuffle),
    method('T[] GetItems[T](T[] choices, int length)', getItems),
  ],
});
