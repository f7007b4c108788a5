// TrapStatementAst: a handler for what fails in the statements of its block.
import type { TrapStatementAst } from '../../language/ast/statements.ts';
import type { ThrownException } from '../../psobject/thrown.ts';
import { isInstanceOfException, makeErrorRecord, noteError, reportError, toThrown } from '../errors.ts';
import { Scope, slot } from '../scope.ts';
import type { Unit } from './compiler.ts';
import { ControlSignal, LoopSignal } from './control.ts';
import { type Exec, type Frame, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';
import { resolveTypeName, type TypeReference } from './type-reference.ts';

interface Trap {
  readonly type: TypeReference | undefined;
  readonly body: Exec;
}

export function compileTraps(asts: readonly TrapStatementAst[], statements: readonly Exec[], unit: Unit): Exec {
  const traps: Trap[] = asts.map((ast) => ({
    type: ast.trapType && resolveTypeName(ast.trapType.typeName),
    body: compileStatementBlock(ast.body, unit),
  }));
  return (f) => {
    const { runspace } = f;
    for (let i = 0; i < statements.length; i++) {
      try {
        runspace.propagate++;
        let ended: number;
        try {
          ended = statements[i]!(f);
        } finally {
          runspace.propagate--;
        }
        if (ended !== flow.next) return ended as 1 | 2 | 3;
      } catch (error) {
        if (error instanceof ControlSignal) throw error;
        const thrown = toThrown(f, error);
        noteError(f, thrown);
        const trap = find(f, traps, thrown);
        if (trap === undefined) {
          thrown.unstoppable = true;
          throw thrown;
        }
        const answer = run(f, trap, thrown);
        f.runspace.succeeded = false;
        if (answer === 'stop') throw thrown;
        if (answer === 'return') return flow.return;
        if (answer === 'report') reportError(f, thrown);
      }
    }
    return flow.next;
  };
}

function find(f: Frame, traps: readonly Trap[], thrown: ThrownException): Trap | undefined {
  return (
    traps.find((trap) => trap.type && isInstanceOfException(f, thrown.exception, trap.type)) ??
    traps.find(
      (trap) => trap.type && thrown.exception.inner && isInstanceOfException(f, thrown.exception.inner, trap.type),
    ) ??
    traps.find((trap) => trap.type === undefined)
  );
}

/** Runs the trap's body in a scope of its own with `$_`; tells what becomes of the error. */
function run(f: Frame, trap: Trap, thrown: ThrownException): 'stop' | 'silent' | 'report' | 'return' {
  const outer = f.scope;
  const scope = new Scope(outer, outer.layout);
  scope.slots[slot.underbar] = makeErrorRecord(thrown.errorRecord!, thrown.exception);
  f.scope = scope;
  f.session.scope = scope;
  try {
    const ended = trap.body(f);
    if (ended === flow.continue) return 'silent';
    if (ended === flow.break) return 'stop';
    if (ended === flow.return) return 'return';
  } catch (error) {
    if (error instanceof LoopSignal) return error.kind === 'continue' ? 'silent' : 'stop';
    throw error;
  } finally {
    f.scope = outer;
    f.session.scope = outer;
  }
  const preference = f.runspace.preference(f, 'erroractionpreference');
  return preference === 'Stop' ? 'stop' : preference === 'Continue' ? 'report' : 'silent';
}
