// SwitchStatementAst with -Regex, -Wildcard, -Exact, -CaseSensitive and -File.

import { NetEnumerator as Enumerator } from '../../dotnet/enumerator.ts';
import type { SwitchStatementAst } from '../../language/ast/statements.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { enumerate } from '../members.ts';
import { compareOperator, isTrue } from '../operations.ts';
import { slot } from '../scope.ts';
import { ScriptBlock } from '../script-block.ts';
import { toText } from '../text.ts';
import { compileValue } from './capture.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { LoopSignal } from './control.ts';
import { type Exec, type Flow, type Frame, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';
import { matchOperator, wildcardOf } from './text-operators.ts';
import { compileVariableWrite } from './variable.ts';

export function compileSwitch(ast: SwitchStatementAst, unit: Unit): Exec {
  const condition = compileValue(ast.condition, unit);
  const clauses = ast.clauses.map((clause) => ({
    condition: compileExpression(clause.condition, unit),
    block:
      clause.condition.kind === 'ScriptBlockExpressionAst' && clause.condition.scriptBlock.endBlock
        ? clause.condition
        : undefined,
    body: compileStatementBlock(clause.body, unit),
  }));
  const otherwise = ast.default && compileStatementBlock(ast.default, unit);
  const { flags } = ast;
  const own = ast.label?.toLowerCase();
  const ignoreCase = !flags.caseSensitive;
  const writeSwitch = compileVariableWrite({
    userPath: 'switch',
    unqualifiedPath: 'switch',
    scope: undefined,
    driveName: undefined,
    isVariable: true,
  });

  const matches = (f: Frame, item: unknown, pattern: unknown): boolean => {
    const base = pattern instanceof PSObject ? pattern.baseObject : pattern;
    if (base instanceof ScriptBlock) {
      const results = f.runspace.invokeBlock(base, { dollarUnder: item, dotted: true });
      return isTrue(results.length === 1 ? results[0] : results);
    }
    if (flags.regex) return matchOperator(f, toText(item), pattern, ignoreCase, false) === true;
    if (flags.wildcard) return wildcardOf(toText(pattern), ignoreCase).test(toText(item));
    return compareOperator('eq', flags.exact ? item : item, pattern === automationNull ? null : pattern, ignoreCase);
  };

  /** Runs the clauses for one item; tells how. */
  const runItem = (f: Frame, item: unknown): Flow => {
    let matched = false;
    const { slots } = f.scope;
    slots[slot.underbar] = item;
    for (const clause of clauses) {
      slots[slot.underbar] = item;
      if (!matches(f, item, clause.condition(f))) continue;
      matched = true;
      slots[slot.underbar] = item;
      const ended = clause.body(f);
      if (ended !== flow.next) return ended;
    }
    if (matched || otherwise === undefined) return flow.next;
    slots[slot.underbar] = item;
    return otherwise(f);
  };

  return (f) => {
    const value = condition(f);
    const items = flags.file ? f.runspace.linesOf(toText(value)) : switchItems(value);
    const enumerator = new Enumerator(items);
    writeSwitch(f, enumerator);
    const before = f.scope.slots[slot.underbar];
    try {
      while (enumerator.moveNext()) {
        f.runspace.checkStop();
        let ended: Flow;
        try {
          ended = runItem(f, enumerator.current);
        } catch (error) {
          if (!(error instanceof LoopSignal) || (error.label !== undefined && error.label !== own)) throw error;
          ended = error.kind === 'break' ? flow.break : flow.continue;
          f.label = undefined;
        }
        if (ended === flow.next) continue;
        if (ended === flow.return) return ended;
        if (f.label !== undefined && f.label !== own) return ended;
        f.label = undefined;
        if (ended === flow.break) break;
      }
      return flow.next;
    } finally {
      f.scope.slots[slot.underbar] = before;
    }
  };
}

function switchItems(value: unknown): Iterable<unknown> {
  if (value === automationNull) return [];
  return enumerate(value) ?? [value];
}
