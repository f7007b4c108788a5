// ConstantExpressionAst and StringConstantExpressionAst.
import type { ConstantExpressionAst, StringConstantExpressionAst } from '../../language/ast/expressions.ts';
import type { Expr } from './frame.ts';

export function compileConstant(ast: ConstantExpressionAst): Expr {
  const { value } = ast;
  return () => value;
}

export function compileStringConstant(ast: StringConstantExpressionAst): Expr {
  const { value } = ast;
  return () => value;
}
