// Which expressions are constant: for arguments of attributes, `#requires` and the indexes of `$using:`.
import type { Ast, ExpressionAst } from '../ast/ast.ts';
import type { VariableExpressionAst } from '../ast/expressions.ts';
import type { TypeName } from '../ast/types.ts';
import { hasFlag, tokenFlag } from '../token-kind.ts';

export interface ConstantRules {
  /** Arrays and types are constants for attributes. */
  readonly attributeArgument?: boolean;
  /** On classes a script block is none. */
  readonly classAttribute?: boolean;
  /** Arrays and hashtables are constants for #requires. */
  readonly requires?: boolean;
}

/** The types whose conversions are safe to do at once. */
const primitives = new Set(
  'bool boolean char string byte sbyte int16 short uint16 ushort int int32 uint uint32 long int64 ulong uint64 float single double decimal bigint'.split(
    ' ',
  ),
);

function simpleName(type: TypeName): string {
  return type.kind === 'TypeName' ? type.name.toLowerCase().replace(/^system\.(numerics\.)?/, '') : '';
}

/** True for the types that PowerShell calls safe primitives. */
export function isPrimitive(type: TypeName): boolean {
  return primitives.has(simpleName(type));
}

/** The types that a data section may name: those that have a TypeCode, and arrays of them. */
export function isDataType(type: TypeName): boolean {
  const element = type.kind === 'ArrayTypeName' ? type.elementType : type;
  const name = simpleName(element);
  return (name !== 'bigint' && primitives.has(name)) || name === 'datetime' || name === 'dbnull';
}

/** `$true`, `$false`, `$null`. */
export function isConstantVariable(variable: VariableExpressionAst): boolean {
  const { isVariable, unqualifiedPath, scope } = variable.variablePath;
  return isVariable && scope === undefined && /^(true|false|null)$/i.test(unqualifiedPath);
}

/** Whether the value of an expression is known without running anything. */
export function isConstant(node: Ast, rules: ConstantRules): boolean {
  const all = (...nodes: (Ast | undefined)[]) =>
    nodes.every((child) => child !== undefined && isConstant(child, rules));
  switch (node.kind) {
    case 'ConstantExpressionAst':
    case 'StringConstantExpressionAst':
      return true;
    case 'VariableExpressionAst':
      return isConstantVariable(node);
    case 'PipelineAst':
      return all(pureExpression(node));
    case 'StatementBlockAst':
      return node.traps.length === 0 && node.statements.length === 1 && all(node.statements[0]);
    case 'ParenExpressionAst':
      return all(node.pipeline);
    case 'SubExpressionAst':
    case 'UsingExpressionAst':
      return all(node.subExpression);
    case 'TernaryExpressionAst':
      return all(node.condition, node.ifTrue, node.ifFalse);
    case 'BinaryExpressionAst':
      return hasFlag(node.operator, tokenFlag.CanConstantFold) && all(node.left, node.right) && !dividesByNothing(node);
    case 'UnaryExpressionAst':
      return hasFlag(node.tokenKind, tokenFlag.CanConstantFold) && all(node.child);
    case 'ConvertExpressionAst':
      return isPrimitive(node.type.typeName) && all(node.child);
    case 'TypeExpressionAst':
      return true;
    case 'MemberExpressionAst':
      // A literal of an enum; which members are, only the type knows.
      return (
        node.static &&
        node.expression.kind === 'TypeExpressionAst' &&
        node.member.kind === 'StringConstantExpressionAst'
      );
    case 'ArrayLiteralAst':
      return (rules.attributeArgument === true || rules.requires === true) && all(...node.elements);
    case 'HashtableAst':
      return rules.requires === true && node.keyValuePairs.every(({ key, value }) => all(key, value));
    case 'ScriptBlockExpressionAst':
      return rules.attributeArgument === true && rules.classAttribute !== true;
  }
  return false;
}

function dividesByNothing(node: Extract<Ast, { kind: 'BinaryExpressionAst' }>): boolean {
  const { operator, right } = node;
  if (right.kind !== 'VariableExpressionAst' || (operator !== 'Divide' && operator !== 'Rem')) return false;
  return /^(false|null)$/i.test(right.variablePath.unqualifiedPath);
}

/** The expression of a pipeline that is nothing else. */
export function pureExpression(node: Ast): ExpressionAst | undefined {
  if (node.kind !== 'PipelineAst' || node.pipelineElements.length !== 1) return undefined;
  const [element] = node.pipelineElements;
  return element!.kind === 'CommandExpressionAst' && element!.redirections.length === 0
    ? element!.expression
    : undefined;
}
