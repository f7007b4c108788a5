// Conditions: an expression or pipeline as a JavaScript boolean, without making a PowerShell value where it can be avoided.
import type { ExpressionAst, PipelineBaseAst } from '../../language/ast/ast.ts';
import { isTrue } from '../operations.ts';
import { compileValue, expressionOf } from './capture.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Frame } from './frame.ts';

export type Condition = (f: Frame) => boolean;

export function conditionOf(ast: ExpressionAst, unit: Unit): Condition {
  const value = compileExpression(ast, unit);
  return (f) => {
    const result = value(f);
    return typeof result === 'boolean' ? result : isTrue(result);
  };
}

export function compileCondition(ast: PipelineBaseAst, unit: Unit): Condition {
  const { extent } = ast;
  const expression = expressionOf(ast);
  const value = expression === undefined ? compileValue(ast, unit) : compileExpression(expression, unit);
  return (f) => {
    f.at = extent;
    const result = value(f);
    return typeof result === 'boolean' ? result : isTrue(result);
  };
}
