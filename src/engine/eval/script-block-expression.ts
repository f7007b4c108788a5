// ScriptBlockExpressionAst: `{ ... }` as a value.
import type { ScriptBlockExpressionAst } from '../../language/ast/expressions.ts';
import { BlockCode, ScriptBlock } from '../script-block.ts';
import type { Expr } from './frame.ts';

export function compileScriptBlockExpression(ast: ScriptBlockExpressionAst): Expr {
  const code = new BlockCode(ast.scriptBlock, ast.extent.text.slice(1, -1));
  return (f) => new ScriptBlock(code, f.session);
}
