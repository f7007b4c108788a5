// Turning what statements write into a value: nothing is AutomationNull, one object is itself, more are an array.
import type { PipelineBaseAst, StatementAst } from '../../language/ast/ast.ts';
import type { StatementBlockAst } from '../../language/ast/script-block.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { Collector } from '../streams.ts';
import { compileAssignmentValue } from './assignment.ts';
import { compileExpression, compileStatement, type Unit } from './compiler.ts';
import { LoopSignal, ReturnSignal } from './control.ts';
import { type Exec, type Expr, type Flow, type Frame, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';

/** The value of what was collected. */
export function collected(items: unknown[]): unknown {
  return items.length === 0 ? automationNull : items.length === 1 ? items[0] : items;
}

/** Runs a statement with its output collected. */
export function capture(f: Frame, exec: Exec): unknown[] {
  const { out } = f;
  const collector = new Collector();
  f.out = collector;
  let ended: Flow;
  try {
    ended = exec(f);
  } finally {
    f.out = out;
  }
  if (ended !== flow.next) leave(f, ended, collector.items);
  return collector.items;
}

/** A statement within an expression that ends its block or loop: the expression has no value any more. */
function leave(f: Frame, ended: Flow, items: unknown[]): never {
  for (const item of items) f.out.write(item);
  if (ended === flow.return) throw new ReturnSignal();
  throw new LoopSignal(ended === flow.break ? 'break' : 'continue', f.label);
}

/** True for a pipeline that is one expression: its value needs no collecting. */
export function expressionOf(ast: StatementAst | PipelineBaseAst) {
  if (ast.kind === 'PipelineAst' && ast.pipelineElements.length === 1 && !ast.background) {
    const element = ast.pipelineElements[0]!;
    if (element.kind === 'CommandExpressionAst' && element.redirections.length === 0) return element.expression;
  }
  if (ast.kind === 'CommandExpressionAst' && ast.redirections.length === 0) return ast.expression;
  return undefined;
}

/** Compiles a statement or pipeline to its value: right sides of assignments, conditions, `( )`. */
export function compileValue(ast: StatementAst | PipelineBaseAst, unit: Unit): Expr {
  const expression = expressionOf(ast);
  if (expression !== undefined) {
    return compileExpression(expression, unit);
  }
  if (ast.kind === 'AssignmentStatementAst') return compileAssignmentValue(ast, unit);
  const exec = compileStatement(ast, unit);
  return (f) => collected(capture(f, exec));
}

/** Compiles the statements of `$( )` or `@( )` to a collector of what they write. */
export function compileCollecting(ast: StatementBlockAst, unit: Unit): (f: Frame) => unknown[] {
  const exec = compileStatementBlock(ast, unit);
  return (f) => capture(f, exec);
}
