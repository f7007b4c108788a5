// TryStatementAst and CatchClauseAst. Which clause catches is decided as PowerShell does: by the inner exception first, then by
// the outer one, the most specific clause winning (ExceptionHandlingOps.FindMatchingHandler).
import type { TryStatementAst } from '../../language/ast/statements.ts';
import type { NetException } from '../../psobject/exception.ts';
import type { ThrownException } from '../../psobject/thrown.ts';
import { isInstanceOfException, makeErrorRecord, noteError, toThrown } from '../errors.ts';
import { slot } from '../scope.ts';
import type { Unit } from './compiler.ts';
import { ControlSignal } from './control.ts';
import { type Exec, type Flow, type Frame, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';
import { resolveTypeName, type TypeReference } from './type-reference.ts';

interface Clause {
  /** Empty for a catch-all. */
  readonly types: readonly TypeReference[];
  readonly body: Exec;
}

export function compileTry(ast: TryStatementAst, unit: Unit): Exec {
  const body = compileStatementBlock(ast.body, unit);
  const clauses: Clause[] = ast.catchClauses.map((clause) => ({
    types: clause.catchTypes.map((type) => resolveTypeName(type.typeName)),
    body: compileStatementBlock(clause.body, unit),
  }));
  const last = ast.finally && compileStatementBlock(ast.finally, unit);
  const guarded = clauses.length === 0 ? body : withCatch(body, clauses);
  return last === undefined ? guarded : withFinally(guarded, last, clauses.length === 0);
}

function withCatch(body: Exec, clauses: readonly Clause[]): Exec {
  return (f) => {
    const { runspace, out, scope } = f;
    const depth = runspace.propagate;
    runspace.propagate = depth + 1;
    let thrown: ThrownException;
    try {
      const ended = body(f);
      runspace.propagate = depth;
      return ended;
    } catch (error) {
      runspace.propagate = depth;
      if (error instanceof ControlSignal) throw error;
      f.out = out;
      f.scope = scope;
      f.session.scope = scope;
      thrown = toThrown(f, error);
    }
    noteError(f, thrown);
    const handler = find(f, clauses, thrown);
    if (handler === undefined) throw thrown;
    return handle(f, handler.clause, thrown, handler.exception);
  };
}

function handle(f: Frame, clause: Clause, thrown: ThrownException, exception: NetException): Flow {
  const { runspace } = f;
  const before = f.scope.slots[slot.underbar];
  f.scope.slots[slot.underbar] = makeErrorRecord(thrown.errorRecord!, exception);
  const { handledErrors } = runspace;
  const handling = handledErrors.length;
  try {
    handledErrors.push(thrown);
    return clause.body(f);
  } finally {
    handledErrors.length = handling;
    f.scope.slots[slot.underbar] = before;
  }
}

interface Found {
  readonly clause: Clause;
  readonly exception: NetException;
}

function find(f: Frame, clauses: readonly Clause[], thrown: ThrownException): Found | undefined {
  const candidates: NetException[] = [];
  const outer = thrown.exception;
  const wrapper = thrown.errorRecord!.exception;
  for (const exception of [outer.inner, wrapper.inner, outer, wrapper, outer.inner?.inner]) {
    if (exception !== undefined && !candidates.includes(exception)) candidates.push(exception);
  }
  let best: Found | undefined;
  let bestAt = clauses.length;
  for (const exception of candidates) {
    const at = clauses.findIndex((clause) => clause.types.some((type) => isInstanceOfException(f, exception, type)));
    if (at >= 0 && at < bestAt) {
      best = { clause: clauses[at]!, exception };
      bestAt = at;
    }
  }
  if (best !== undefined) return best;
  const all = clauses.find((clause) => clause.types.length === 0);
  return all && { clause: all, exception: wrapper };
}

function withFinally(body: Exec, last: Exec, propagates: boolean): Exec {
  return (f) => {
    const { runspace, out, scope } = f;
    const depth = runspace.propagate;
    if (propagates) runspace.propagate = depth + 1;
    try {
      return body(f);
    } finally {
      runspace.propagate = depth;
      f.out = out;
      f.scope = scope;
      f.session.scope = scope;
      const { label, pending } = f;
      const stopping = runspace.suspendStop();
      try {
        const ended = last(f);
        if (ended === flow.next) {
          f.label = label;
          f.pending = pending;
        }
      } finally {
        runspace.resumeStop(stopping);
      }
    }
  };
}
