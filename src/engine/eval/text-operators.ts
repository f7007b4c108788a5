// -match, -replace, -split, -like: operators over text and patterns.
import { convertTo, types } from '../../conversion/index.ts';
import { type WildcardPattern, wildcardPattern } from '../../conversion/wildcard.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { Hashtable } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { runtimeError } from '../errors.ts';
import { enumerate } from '../members.ts';
import { isTrue } from '../operations.ts';
import { expandReplacement, type Pattern, patternOf, splitByPattern } from '../regex.ts';
import { ScriptBlock } from '../script-block.ts';
import { toText } from '../text.ts';
import type { Frame } from './frame.ts';

export function regexOf(pattern: string, ignoreCase: boolean): RegExp {
  return patternOf(pattern, ignoreCase).regex;
}

const wildcards = new Map<string, WildcardPattern>();

export function wildcardOf(pattern: string, ignoreCase: boolean): WildcardPattern {
  const key = `${ignoreCase ? 'i' : 'c'}${pattern}`;
  let found = wildcards.get(key);
  if (found === undefined) {
    if (wildcards.size > 500) wildcards.clear();
    wildcards.set(key, (found = wildcardPattern(pattern, ignoreCase)));
  }
  return found;
}

function itemsOf(value: unknown): Iterable<unknown> | undefined {
  return typeof value === 'object' && value !== null && value !== automationNull ? enumerate(value) : undefined;
}

export function likeOperator(_f: Frame, left: unknown, right: unknown, ignoreCase: boolean, negated: boolean): unknown {
  const pattern = wildcardOf(toText(right), ignoreCase);
  const items = itemsOf(left);
  if (items === undefined) return pattern.test(toText(left)) !== negated;
  const found: unknown[] = [];
  for (const item of items) if (pattern.test(toText(item)) !== negated) found.push(item);
  return found;
}

export function matchOperator(f: Frame, left: unknown, right: unknown, ignoreCase: boolean, negated: boolean): unknown {
  const pattern = asPattern(right, ignoreCase);
  const items = itemsOf(left);
  if (items === undefined) {
    const match = pattern.exec(toText(left));
    if (match !== null) f.scope.set('matches', 'Matches', matchesTable(pattern, match));
    return (match !== null) !== negated;
  }
  const found: unknown[] = [];
  for (const item of items) if ((pattern.exec(toText(item)) !== null) !== negated) found.push(item);
  return found;
}

/** $Matches: groups that took part, by number or name. */
function matchesTable(pattern: Pattern, match: RegExpExecArray): Hashtable {
  const table = new Hashtable();
  for (const group of pattern.groups(match)) table.set(group.key, group.text);
  return table;
}

function asPattern(value: unknown, ignoreCase: boolean): Pattern {
  const base = baseOf(value);
  if (typeof base === 'object' && base !== null && 'pattern' in base && typeof (base as Pattern).exec === 'function') {
    return base as Pattern;
  }
  return patternOf(toText(value), ignoreCase);
}

export function replaceOperator(f: Frame, left: unknown, right: unknown, ignoreCase: boolean): unknown {
  const parts = itemsOf(right);
  const [first, second, ...more] = parts === undefined ? [right] : [...parts];
  if (more.length > 0) {
    throw runtimeError(
      'BadReplaceArgument',
      'The -ireplace operator allows only two elements to follow it, not '.concat(`${2 + more.length}.`),
    );
  }
  const pattern = asPattern(first ?? '', ignoreCase);
  const replacement = baseOf(second ?? '');
  const replace = (value: unknown): string => {
    const text = toText(value);
    if (replacement instanceof ScriptBlock) {
      return pattern.replace(text, (match) => {
        const results = f.runspace.invokeBlock(replacement, {
          dollarUnder: pattern.matchObject(match, text),
          arguments: [],
        });
        return toText(results.length === 1 ? results[0] : results);
      });
    }
    const template = toText(replacement);
    return pattern.replace(text, (match) => expandReplacement(template, pattern, match, text));
  };
  const items = itemsOf(left);
  if (items === undefined) return replace(left);
  const results: unknown[] = [];
  for (const item of items) results.push(replace(item));
  return results;
}

export function splitOperator(f: Frame, left: unknown, right: unknown, ignoreCase: boolean): unknown {
  const inputs: string[] = [];
  const items = itemsOf(left);
  if (items === undefined) inputs.push(toText(left));
  else for (const item of items) inputs.push(toText(item));
  const results: unknown[] = [];
  if (right === null) {
    for (const text of inputs) results.push(...text.trim().split(/\s+/u));
    return results;
  }
  const [separator, countValue, optionsValue] = [...(itemsOf(right) ?? [right])];
  const limit = countValue === undefined ? 0 : (convertTo(countValue, types().get('System.Int32')) as number);
  const options = optionsValue === undefined ? '' : toText(optionsValue).toLowerCase();
  const block = baseOf(separator);
  for (const text of inputs) {
    if (block instanceof ScriptBlock) results.push(...splitByBlock(f, text, block, limit));
    else if (/simplematch/.test(options)) {
      const escaped = toText(separator).replace(/[\\^$.|?*+(){}[\]]/g, '\\$&');
      results.push(...splitByPattern(text, patternOf(escaped, ignoreCase || /ignorecase/.test(options)), limit));
    } else {
      const flags = `${/multiline/.test(options) ? 'm' : ''}${/singleline/.test(options) ? 's' : ''}${/ignorepatternwhitespace/.test(options) ? 'x' : ''}`;
      results.push(
        ...splitByPattern(text, patternOf(toText(separator), ignoreCase || /ignorecase/.test(options), flags), limit),
      );
    }
  }
  return results;
}

/** A script block that says of each character whether it separates. */
function splitByBlock(f: Frame, text: string, block: ScriptBlock, limit: number): string[] {
  const found: string[] = [];
  let current = '';
  const charType = types().get('System.Char');
  for (let i = 0; i < text.length; i++) {
    if (limit > 0 && found.length === limit - 1) {
      current += text.slice(i);
      break;
    }
    const results = f.runspace.invokeBlock(block, { dollarUnder: convertTo(text[i], charType), arguments: [text, i] });
    if (isTrue(results.length === 1 ? results[0] : results.length === 0 ? null : results)) {
      found.push(current);
      current = '';
    } else current += text[i];
  }
  found.push(current);
  return found;
}
