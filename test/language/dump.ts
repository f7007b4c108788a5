// A tree as one line of text, for tests: kinds without Ast, and of each node what tells it apart.
import type { Ast } from '../../src/language/ast/ast.ts';
import { parse } from '../../src/language/parser/parse.ts';
import { childrenOf } from '../../src/language/walk.ts';

function detail(node: Ast): string {
  switch (node.kind) {
    case 'BinaryExpressionAst':
    case 'AssignmentStatementAst':
      return `:${node.operator}`;
    case 'UnaryExpressionAst':
      return `:${node.tokenKind}`;
    case 'StringConstantExpressionAst':
      return `'${node.value}'`;
    case 'ExpandableStringExpressionAst':
      return `"${node.literals.join('|')}"`;
    case 'ConstantExpressionAst':
      return ` ${typeof node.value === 'object' ? `${node.value.constructor.name} ${node.extent.text}` : node.value}`;
    case 'VariableExpressionAst':
      return `${node.splatted ? '@' : '$'}${node.variablePath.userPath}`;
    case 'CommandParameterAst':
      return `-${node.parameterName}`;
    case 'TypeConstraintAst':
    case 'TypeExpressionAst':
    case 'AttributeAst':
      return `[${node.typeName.extent.text}]`;
    case 'FunctionDefinitionAst':
    case 'TypeDefinitionAst':
    case 'PropertyMemberAst':
    case 'FunctionMemberAst':
      return ` ${node.name}`;
  }
  return '';
}

/** `Kind detail(child child)`, children in order. */
export function dump(node: Ast): string {
  const children = childrenOf(node).map(dump);
  return `${node.kind.replace(/Ast$/, '')}${detail(node)}${children.length > 0 ? `(${children.join(' ')})` : ''}`;
}

/** The statements of a script, without the blocks around them. */
export function dumpScript(text: string): string {
  const { ast } = parse(text);
  return (ast.endBlock?.statements ?? []).map(dump).join('; ');
}

/** ErrorIds with their offsets. */
export function errorsOf(text: string): string[] {
  return parse(text).errors.map((error) => `${error.errorId} ${error.extent.startOffset}-${error.extent.endOffset}`);
}
