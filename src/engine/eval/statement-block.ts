// Lists of statements: NamedBlockAst and StatementBlockAst. Each statement ends for itself, so that one that fails does not end
// the block unless a try, a trap or a preference says so.
import type { StatementAst } from '../../language/ast/ast.ts';
import type { StatementBlockAst } from '../../language/ast/script-block.ts';
import type { TrapStatementAst } from '../../language/ast/statements.ts';
import { statementFailed } from '../errors.ts';
import { compileStatement, type Unit } from './compiler.ts';
import { ControlSignal } from './control.ts';
import { type Exec, flow } from './frame.ts';
import { compileTraps } from './trap.ts';

/** Compiles the statements of a block. */
export function compileStatementBlock(ast: StatementBlockAst, unit: Unit): Exec {
  return compileStatements(ast.statements, ast.traps, unit);
}

export function compileStatements(asts: readonly StatementAst[], traps: readonly TrapStatementAst[], unit: Unit): Exec {
  // The types of a block exist before its first statement runs.
  const isType = (ast: StatementAst): boolean => ast.kind === 'TypeDefinitionAst';
  const ordered = asts.some(isType) ? [...asts.filter(isType), ...asts.filter((ast) => !isType(ast))] : asts;
  const statements = ordered.map((ast) => compileStatement(ast, unit));
  return traps.length === 0 ? recovering(statements) : compileTraps(traps, statements, unit);
}

function recovering(statements: readonly Exec[]): Exec {
  const count = statements.length;
  if (count === 0) return () => flow.next;
  return (f) => {
    let i = 0;
    for (;;) {
      try {
        while (i < count) {
          const ended = statements[i]!(f);
          if (ended !== flow.next) return ended;
          i++;
        }
        return flow.next;
      } catch (error) {
        if (error instanceof ControlSignal) throw error;
        const ended = statementFailed(f, error);
        if (ended !== flow.next) return ended;
        i++;
      }
    }
  };
}
