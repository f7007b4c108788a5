// The methods .Where() and .ForEach() that every value has in the language.
import { convertTo } from '../conversion/convert.ts';
import { NetType } from '../conversion/net-type.ts';
import { types } from '../conversion/thread-context.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { throwNet } from '../psobject/thrown.ts';
import { EnumValue } from '../psobject/values.ts';
import type { Frame } from './eval/frame.ts';
import { readMember } from './eval/member.ts';
import { GenericCollection } from './generic-collection.ts';
import { enumerate, getProperty, setProperty } from './members.ts';
import { invokeInstance } from './method-invocation.ts';
import { isTrue } from './operations.ts';
import { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';

const modes = ['Default', 'First', 'Last', 'SkipUntil', 'Until', 'Split'];

export function whereMethod(f: Frame, target: unknown, args: readonly unknown[]): unknown {
  const block = baseOf(args[0]);
  if (!(block instanceof ScriptBlock)) {
    throwNet(
      'System.Management.Automation.MethodException',
      `Cannot find an overload for "Where" and the argument count: "${args.length}".`,
      {
        errorId: 'MethodCountCouldNotFindBest',
      },
    );
  }
  const mode = modeOf(args[1]);
  const limit = args[2] === undefined ? 0 : (convertTo(args[2], types().get('System.Int32')) as number);
  const items = [...(enumerate(target) ?? [target])];
  const test = (item: unknown): boolean => {
    const results = f.runspace.invokeBlock(block, { dollarUnder: item });
    return isTrue(results.length === 0 ? null : results.length === 1 ? results[0] : results);
  };
  switch (mode) {
    case 'Default':
      return wrap(take(items, test, limit));
    case 'First':
      return wrap(take(items, test, limit || 1));
    case 'Last': {
      const found = items.filter(test);
      return wrap(found.slice(-(limit || 1)));
    }
    case 'SkipUntil': {
      const at = items.findIndex(test);
      const rest = at < 0 ? [] : items.slice(at);
      return wrap(limit > 0 ? rest.slice(0, limit) : rest);
    }
    case 'Until': {
      const at = items.findIndex(test);
      const first = at < 0 ? items : items.slice(0, at);
      return wrap(limit > 0 ? first.slice(0, limit) : first);
    }
    default: {
      const yes: unknown[] = [];
      const no: unknown[] = [];
      for (const item of items) ((limit === 0 || yes.length < limit) && test(item) ? yes : no).push(item);
      return wrap([wrap(yes), wrap(no)]);
    }
  }
}

function take(items: readonly unknown[], test: (item: unknown) => boolean, limit: number): unknown[] {
  const found: unknown[] = [];
  for (const item of items) {
    if (test(item)) found.push(item);
    if (limit > 0 && found.length === limit) break;
  }
  return found;
}

function modeOf(value: unknown): string {
  if (value === undefined || value === null) return 'Default';
  if (value instanceof EnumValue) return value.text;
  if (typeof value === 'number') return modes[value] ?? 'Default';
  const text = toText(value).toLowerCase();
  return modes.find((mode) => mode.toLowerCase() === text) ?? 'Default';
}

/** Collection[PSObject], which these methods give. */
function wrap(items: unknown[]): unknown {
  return new GenericCollection(items);
}

export function forEachMethod(f: Frame, target: unknown, args: readonly unknown[]): unknown {
  const what = baseOf(args[0]);
  const items = [...(enumerate(target) ?? [target])];
  const results: unknown[] = [];
  if (what instanceof ScriptBlock) {
    for (const item of items) {
      results.push(...f.runspace.invokeBlock(what, { dollarUnder: item, arguments: args.slice(1) }));
    }
    return wrap(results);
  }
  if (what instanceof NetType) {
    for (const item of items) results.push(convertTo(item, what));
    return wrap(results);
  }
  const name = toText(what);
  for (const item of items) {
    if (args.length > 1 && getProperty(item, name) !== undefined) {
      setProperty(item, name, args[1]);
      continue;
    }
    const value = getProperty(item, name);
    const result =
      value === undefined && hasMethodArgs(args)
        ? invokeInstance(f, item, { name, args: args.slice(1) })
        : (value ?? readMember(f, item, name));
    if (result !== automationNull) results.push(result);
  }
  return wrap(results);
}

function hasMethodArgs(args: readonly unknown[]): boolean {
  return args.length >= 1;
}
