// ExpandableStringExpressionAst: "text $variable $(statements)".
import type { ExpandableStringExpressionAst } from '../../language/ast/expressions.ts';
import { textInString } from '../text.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr } from './frame.ts';

export function compileExpandableString(ast: ExpandableStringExpressionAst, unit: Unit): Expr {
  const { literals } = ast;
  const nested = ast.nestedExpressions.map((expression) => compileExpression(expression, unit));
  const first = literals[0]!;
  if (nested.length === 1) {
    const only = nested[0]!;
    const last = literals[1]!;
    return (f) => first + textInString(only(f), f) + last;
  }
  return (f) => {
    let text = first;
    for (let i = 0; i < nested.length; i++) text += textInString(nested[i]!(f), f) + literals[i + 1]!;
    return text;
  };
}
