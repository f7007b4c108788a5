// ForStatementAst, WhileStatementAst, DoWhileStatementAst, DoUntilStatementAst, and how a loop answers break and continue.

import type { PipelineBaseAst } from '../../language/ast/ast.ts';
import type {
  DoUntilStatementAst,
  DoWhileStatementAst,
  ForStatementAst,
  WhileStatementAst,
} from '../../language/ast/statements.ts';
import { compileValue } from './capture.ts';
import type { Unit } from './compiler.ts';
import { type Condition, compileCondition } from './condition.ts';
import { LoopSignal } from './control.ts';
import { type Exec, type Flow, type Frame, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';

/** What a loop does after its body ended in some way: go round, stop looping, or leave the statement. */
const again = 0;
const done = 1;
const leave = 2;

/** True when a break or continue with this label (lower case) is meant for a loop with that label. */
const meant = (label: string | undefined, own: string | undefined): boolean => label === undefined || label === own;

/** Runs a body once and tells how the loop goes on. */
export type LoopBody = (f: Frame) => typeof again | typeof done | typeof leave;

/** Wraps a loop's body: break and continue of this loop are answered here, those of called blocks as well. */
export function loopBody(body: Exec, label: string | undefined): LoopBody {
  const own = label?.toLowerCase();
  return (f) => {
    let ended: Flow;
    try {
      ended = body(f);
    } catch (error) {
      if (!(error instanceof LoopSignal) || !meant(error.label, own)) throw error;
      return error.kind === 'break' ? done : again;
    }
    f.runspace.checkStop();
    if (ended === flow.next) return again;
    if (ended === flow.return) {
      f.pending = flow.return;
      return leave;
    }
    if (meant(f.label, own)) {
      f.label = undefined;
      return ended === flow.break ? done : again;
    }
    f.pending = ended;
    return leave;
  };
}

function compileStep(ast: PipelineBaseAst, unit: Unit): (f: Frame) => void {
  return compileValue(ast, unit);
}

export function compileFor(ast: ForStatementAst, unit: Unit): Exec {
  const initializer = ast.initializer && compileStep(ast.initializer, unit);
  const condition: Condition = ast.condition ? compileCondition(ast.condition, unit) : () => true;
  const iterator = ast.iterator && compileStep(ast.iterator, unit);
  const body = loopBody(compileStatementBlock(ast.body, unit), ast.label);
  return (f) => {
    initializer?.(f);
    while (condition(f)) {
      const next = body(f);
      if (next === done) break;
      if (next === leave) return f.pending;
      iterator?.(f);
    }
    return flow.next;
  };
}

export function compileWhile(ast: WhileStatementAst, unit: Unit): Exec {
  const condition = compileCondition(ast.condition, unit);
  const body = loopBody(compileStatementBlock(ast.body, unit), ast.label);
  return (f) => {
    while (condition(f)) {
      const next = body(f);
      if (next === done) break;
      if (next === leave) return f.pending;
    }
    return flow.next;
  };
}

function compileDo(ast: DoWhileStatementAst | DoUntilStatementAst, unit: Unit, goOn: boolean): Exec {
  const condition = compileCondition(ast.condition, unit);
  const body = loopBody(compileStatementBlock(ast.body, unit), ast.label);
  return (f) => {
    do {
      const next = body(f);
      if (next === done) break;
      if (next === leave) return f.pending;
    } while (condition(f) === goOn);
    return flow.next;
  };
}

export function compileDoWhile(ast: DoWhileStatementAst, unit: Unit): Exec {
  return compileDo(ast, unit, true);
}

export function compileDoUntil(ast: DoUntilStatementAst, unit: Unit): Exec {
  return compileDo(ast, unit, false);
}
