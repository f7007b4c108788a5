// DataStatementAst: `data name { }`. The parser has already refused what a data section may not hold.
import type { DataStatementAst } from '../../language/ast/statements.ts';
import { parseVariablePath } from '../../language/variable-path.ts';
import { capture, collected } from './capture.ts';
import type { Unit } from './compiler.ts';
import { type Exec, flow } from './frame.ts';
import { compileStatementBlock } from './statement-block.ts';
import { compileVariableWrite } from './variable.ts';

export function compileData(ast: DataStatementAst, unit: Unit): Exec {
  const body = compileStatementBlock(ast.body, unit);
  if (ast.variable === undefined) return body;
  const write = compileVariableWrite(parseVariablePath(ast.variable));
  return (f) => {
    write(f, collected(capture(f, body)));
    return flow.next;
  };
}
