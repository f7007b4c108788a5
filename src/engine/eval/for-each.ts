// ForEachStatementAst.

import { NetEnumerator as Enumerator } from '../../dotnet/enumerator.ts';
import type { ForEachStatementAst } from '../../language/ast/statements.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { enumerate } from '../members.ts';
import { compileValue } from './capture.ts';
import type { Unit } from './compiler.ts';
import { type Exec, type Frame, flow } from './frame.ts';
import { loopBody } from './loops.ts';
import { compileStatementBlock } from './statement-block.ts';
import { compileVariableWrite } from './variable.ts';

const none: readonly unknown[] = [];

function itemsOf(value: unknown): Iterable<unknown> {
  // A foreach over $null runs no time, but over @($null) once.
  if (value === null || value === automationNull) return none;
  return enumerate(value) ?? [value];
}

export function compileForEach(ast: ForEachStatementAst, unit: Unit): Exec {
  const write = compileVariableWrite(ast.variable.variablePath);
  const condition = compileValue(ast.condition, unit);
  const body = loopBody(compileStatementBlock(ast.body, unit), ast.label);
  const writeForeach = compileVariableWrite({
    userPath: 'foreach',
    unqualifiedPath: 'foreach',
    scope: undefined,
    driveName: undefined,
    isVariable: true,
  });
  const usesForeach = /\$foreach\b/i.test(ast.extent.text);
  const { extent } = ast.condition;
  return (f: Frame) => {
    f.at = extent;
    const items = itemsOf(condition(f));
    if (usesForeach) {
      const enumerator = new Enumerator(items);
      writeForeach(f, enumerator);
      while (enumerator.moveNext()) {
        write(f, enumerator.current);
        const next = body(f);
        if (next === 1) break;
        if (next === 2) return f.pending;
      }
      writeForeach(f, null);
      return flow.next;
    }
    if (Array.isArray(items)) {
      for (let i = 0; i < items.length; i++) {
        write(f, items[i]);
        const next = body(f);
        if (next === 1) break;
        if (next === 2) return f.pending;
      }
      return flow.next;
    }
    for (const item of items) {
      write(f, item);
      const next = body(f);
      if (next === 1) break;
      if (next === 2) return f.pending;
    }
    return flow.next;
  };
}
