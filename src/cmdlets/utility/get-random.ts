// Get-Random: numbers within bounds, or objects of a list; with a seed always the same ones.
import { Random } from '../../dotnet/random.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { Double, Int64 } from '../../psobject/numbers.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { convert, tryConvert } from '../shared/values.ts';

/** The generator that -SetSeed leaves to the commands after it, by runspace. */
const seeded = new WeakMap<object, Random>();
const maximumInt = 0x7fffffff;

function generatorOf({ session: { runspace } }: CmdletContext, seed: number | undefined): Random {
  let random = seed === undefined ? seeded.get(runspace) : new Random(seed);
  random ??= new Random();
  seeded.set(runspace, random);
  return random;
}

function isReal(value: unknown): boolean {
  const base = baseOf(value);
  return base instanceof Double || (typeof base === 'string' && /[.e]/i.test(base));
}

/** A number from -Minimum up to but not including -Maximum: a Double, an Int64 or an Int32, as the bounds need it. */
function numberBetween(context: CmdletContext, random: Random, minimum: unknown, maximum: unknown): unknown {
  const checked = <T extends number | bigint>(low: T, high: T): void => {
    if (low < high) return;
    context.throwTerminating(
      context.error(
        'System.ArgumentException',
        `The Minimum value (${low}) cannot be greater than or equal to the Maximum value (${high}).`,
        'MinGreaterThanOrEqualMax',
        'InvalidArgument',
      ),
    );
  };
  if (isReal(minimum) || isReal(maximum)) {
    const low = (convert(minimum ?? 0, 'System.Double') as Double).value;
    const high = maximum === undefined ? Number.MAX_VALUE : (convert(maximum, 'System.Double') as Double).value;
    checked(low, high);
    return new Double(low + random.real() * (high - low));
  }
  const [low, high] = [minimum ?? 0, maximum ?? maximumInt].map((value) => tryConvert(value, 'System.Int32'));
  if (typeof low === 'number' && typeof high === 'number') {
    checked(low, high);
    return random.between(low, high);
  }
  const [longLow, longHigh] = [minimum ?? 0, maximum ?? 0x7fffffff].map(
    (value) => (convert(value, 'System.Int64') as Int64).value,
  ) as [bigint, bigint];
  checked(longLow, longHigh);
  return new Int64(random.longBetween(longLow, longHigh));
}

export const getRandom = defineCmdlet({
  name: 'Get-Random',
  defaultParameterSet: 'RandomNumberParameterSet',
  synopsis: 'Gets a random number, or selects objects randomly from a collection.',
  parameters: {
    SetSeed: { type: 'int', validate: [{ kind: 'notNull' }] },
    Maximum: { type: 'object', sets: { RandomNumberParameterSet: { position: 0 } } },
    Minimum: { type: 'object', sets: { RandomNumberParameterSet: {} } },
    InputObject: {
      type: 'object[]',
      sets: {
        RandomListItemParameterSet: { position: 0, mandatory: true, pipeline: true },
        ShuffleParameterSet: { position: 0, mandatory: true, pipeline: true },
      },
      validate: [{ kind: 'allowNull' }],
    },
    Count: {
      type: 'int',
      sets: { RandomNumberParameterSet: {}, RandomListItemParameterSet: {} },
      validate: [{ kind: 'range', min: 1, max: maximumInt }],
    },
    Shuffle: { type: 'switch', sets: { ShuffleParameterSet: { mandatory: true } } },
  },
  examples: [
    {
      code: '$n = Get-Random -Minimum 5 -Maximum 8; $n -ge 5 -and $n -lt 8',
      description: 'A number within bounds.',
      output: 'True',
    },
    {
      code: '(1..9 | Get-Random -Shuffle | Sort-Object) -join ""',
      description: 'A list in another order.',
      output: '123456789',
    },
    {
      code: '(Get-Random -SetSeed 5) -eq (Get-Random -SetSeed 5)',
      description: 'The same seed gives the same number.',
      output: 'True',
    },
  ],
  begin: (): unknown[] => [],
  process(_context, p, items) {
    if (p.InputObject !== undefined) for (const item of p.InputObject ?? [null]) items.push(item);
  },
  end(context, p, items) {
    const random = generatorOf(context, p.SetSeed);
    if (context.parameterSet === 'RandomNumberParameterSet') {
      for (let left = p.Count ?? 1; left > 0; left--) {
        context.writeObject(numberBetween(context, random, p.Minimum, p.Maximum));
      }
      return;
    }
    // Each place gets one of those that are left; as many as were asked for.
    const count = p.Shuffle ? items.length : Math.min(p.Count ?? 1, items.length);
    for (let at = 0; at < count; at++) {
      const chosen = random.between(at, items.length);
      [items[at], items[chosen]] = [items[chosen], items[at]];
      context.writeObject(items[at]);
    }
  },
});
