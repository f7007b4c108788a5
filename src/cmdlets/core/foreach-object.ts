// ForEach-Object: a script block, or a member, for each input object.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { getProperty, invokeMethod, membersOf, propertiesOf } from '../../engine/members.ts';
import type { ScriptBlock } from '../../engine/script-block.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';

interface Blocks {
  readonly begin: ScriptBlock | undefined;
  readonly process: readonly ScriptBlock[];
  readonly end: ScriptBlock | undefined;
}

/** Positional blocks: the first of several is begin, the last of three or more is end, unless these are named. */
function blocksOf(
  begin: ScriptBlock | undefined,
  process: readonly (ScriptBlock | null)[],
  remaining: readonly (ScriptBlock | null)[],
  end: ScriptBlock | undefined,
  endIsBound: boolean,
): Blocks {
  const scripts = [...process, ...remaining].filter((block): block is ScriptBlock => block !== null);
  let first = 0;
  let last = scripts.length;
  let beginBlock = begin;
  let endBlock = end;
  if (begin === undefined && scripts.length > 1) beginBlock = scripts[first++];
  if (!endIsBound && last - first > 1) endBlock = scripts[--last];
  return { begin: beginBlock, process: scripts.slice(first, last), end: endBlock };
}

function notResolved(context: CmdletContext, name: string, target: unknown, matches: readonly string[]): never {
  const ambiguous = matches.length > 1;
  context.throwTerminating(
    context.error(
      'System.Management.Automation.PSArgumentException',
      ambiguous
        ? `Input name "${name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include: ${matches.join(' ')}.`
        : `The input name "${name}" cannot be resolved to a member.`,
      ambiguous ? 'AmbiguousPropertyOrMethodName' : 'PropertyOrMethodNotFound',
      'InvalidArgument',
      target,
    ),
  );
}

/** Reads the property, or calls the method, of this name; gives undefined where there is neither. */
function memberValue(context: CmdletContext, target: unknown, asked: string, args: readonly unknown[]): unknown {
  let name = asked;
  if (hasWildcard(asked)) {
    const pattern = wildcardPattern(asked);
    const names = [...new Set(membersOf(target).map((member) => member.name))].filter((each) => pattern.test(each));
    if (names.length !== 1) notResolved(context, asked, target, names);
    name = names[0] as string;
  }
  const base = baseOf(target);
  if (args.length === 0) {
    if (base instanceof Dictionary && base.has(name)) return base.get(name);
    const lower = name.toLowerCase();
    if (propertiesOf(target).some((property) => property.name.toLowerCase() === lower))
      return getProperty(target, name);
  }
  const isMethod = membersOf(target).some(
    (member) => /Method$/.test(member.memberType) && member.name.toLowerCase() === name.toLowerCase(),
  );
  if (isMethod) return invokeMethod(target, name, args);
  return getProperty(target, name);
}

export const forEachObject = defineCmdlet({
  name: 'ForEach-Object',
  aliases: ['foreach', '%'],
  defaultParameterSet: 'ScriptBlockSet',
  synopsis: 'Performs an operation against each item in a collection of input objects.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    Begin: { type: 'scriptblock', sets: { ScriptBlockSet: {} } },
    Process: {
      type: 'scriptblock[]',
      sets: { ScriptBlockSet: { position: 0, mandatory: true } },
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyCollection' }],
    },
    End: { type: 'scriptblock', sets: { ScriptBlockSet: {} } },
    RemainingScripts: {
      type: 'scriptblock[]',
      sets: { ScriptBlockSet: { remaining: true } },
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyCollection' }],
    },
    MemberName: {
      type: 'string',
      sets: { PropertyAndMethodSet: { position: 0, mandatory: true } },
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    ArgumentList: { type: 'object[]', aliases: ['Args'], sets: { PropertyAndMethodSet: { remaining: true } } },
  },
  examples: [
    { code: "(1..3 | ForEach-Object { $_ * 10 }) -join ','", description: 'A script block.', output: '10,20,30' },
    { code: "'ab' | ForEach-Object ToUpper", description: 'A method.', output: 'AB' },
  ],
  begin(context, p): Blocks {
    const blocks = blocksOf(p.Begin, p.Process ?? [], p.RemainingScripts ?? [], p.End, context.isBound('End'));
    if (blocks.begin) context.invoke(blocks.begin, { newScope: false, toOutput: true });
    return blocks;
  },
  process(context, p, { process }) {
    const input = p.InputObject ?? null;
    if (p.MemberName === undefined) {
      for (const block of process) {
        context.invoke(block, { dollarUnder: input, input: [input], newScope: false, toOutput: true });
      }
      return;
    }
    if (input === null || input === automationNull) return;
    const value = memberValue(context, input, p.MemberName, p.ArgumentList ?? []);
    if (value !== undefined) context.writeObject(value, true);
    else if (isStrict(context)) notResolved(context, p.MemberName, input, []);
  },
  end(context, _p, { end }) {
    if (end) context.invoke(end, { newScope: false, toOutput: true });
  },
});

/** Set-StrictMode makes a missing member an error. */
function isStrict(context: CmdletContext): boolean {
  return (context.session.scope.strictMode ?? 0) >= 2;
}
