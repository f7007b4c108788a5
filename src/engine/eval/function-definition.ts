// FunctionDefinitionAst: `function name { }` and `filter name { }`.
import type { FunctionDefinitionAst } from '../../language/ast/definitions.ts';
import type { ScopeName } from '../scope.ts';
import { BlockCode, ScriptBlock } from '../script-block.ts';
import type { Exec } from './frame.ts';
import { flow } from './frame.ts';

const scopeNames = new Set(['global', 'script', 'local', 'private']);

export function compileFunctionDefinition(ast: FunctionDefinitionAst): Exec {
  const code = new BlockCode(ast.body, functionText(ast), ast.isFilter, ast.parameters);
  const colon = ast.name.indexOf(':');
  const qualifier = colon > 0 ? ast.name.slice(0, colon).toLowerCase() : '';
  const scope = scopeNames.has(qualifier) ? (qualifier as ScopeName) : undefined;
  const name = scope === undefined ? ast.name : ast.name.slice(colon + 1);
  const { isFilter } = ast;
  return (f) => {
    f.session.setFunction(name, new ScriptBlock(code, f.session), scope, undefined, isFilter);
    return flow.next;
  };
}

/** The function's text: its body, with the parameters of the header as a param block in front. */
function functionText(ast: FunctionDefinitionAst): string {
  const body = ast.body.extent.text.replace(/^\{/, '').replace(/\}$/, '');
  if (ast.parameters === undefined) return body;
  return `param(${ast.parameters.map((parameter) => parameter.extent.text).join(', ')})\n${body}`;
}
