// Methods of classes: what their bodies may be, that each path returns, and that their variables are their own.
import type { Ast, StatementAst } from '../ast/ast.ts';
import type { FunctionMemberAst } from '../ast/definitions.ts';
import type { VariableExpressionAst } from '../ast/expressions.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import { ScriptExtent } from '../extent.ts';
import { nodesOf } from '../walk.ts';
import { isVoidType } from './assignments.ts';
import type { CheckContext } from './check-context.ts';
import { isConstantVariable } from './constants.ts';

/** True without a return type too. */
export function returnsVoid(method: FunctionMemberAst): boolean {
  return method.returnType === undefined || isVoidType(method.returnType.typeName);
}

export function checkMethod(context: CheckContext, method: FunctionMemberAst): void {
  const { errors } = context;
  const { body } = method;
  if (body.paramBlock !== undefined) errors.report(body.paramBlock.extent, 'ParamBlockNotAllowedInMethod');
  const { endBlock } = body;
  const named = body.dynamicParamBlock ?? body.beginBlock ?? body.processBlock ?? endBlock ?? body.cleanBlock;
  if (endBlock === undefined || !endBlock.unnamed) {
    if (named !== undefined) errors.report(named.extent, 'NamedBlockNotAllowedInMethod');
    return;
  }
  if (method.isConstructor && method.returnType !== undefined) {
    errors.report(method.returnType.extent, 'ConstructorCantHaveReturnType');
  }
  if (!returnsVoid(method) && !endBlock.statements.some(leaves)) {
    errors.report(nameExtent(method), 'MethodHasCodePathNotReturn');
  }
  checkVariables(context, method);
}

/** Where a method's name stands: before its parameters; the extent of the whole when it cannot be told. */
function nameExtent(method: FunctionMemberAst): ScriptExtent {
  const { extent } = method;
  const from = method.returnType ?? method.attributes[method.attributes.length - 1];
  const start =
    from === undefined || from.extent.endOffset > extent.endOffset ? extent.startOffset : from.extent.endOffset;
  const text = extent.source.text.slice(start, extent.endOffset);
  const match = new RegExp(`(?<![\\p{L}\\p{Nd}_])${method.name}(?=\\s*(?:\\(|<#|#))`, 'iu').exec(text);
  if (match === null) return extent;
  const offset = start + match.index;
  return new ScriptExtent(extent.source, offset, offset + method.name.length);
}

function blockLeaves(block: StatementBlockAst | undefined): boolean {
  return block?.statements.some(leaves) ?? false;
}

/** True when control never goes on behind a statement: each way through it returns, throws, exits or loops for ever. */
function leaves(statement: StatementAst): boolean {
  switch (statement.kind) {
    case 'ReturnStatementAst':
    case 'ThrowStatementAst':
    case 'ExitStatementAst':
      return true;
    case 'IfStatementAst':
      return statement.clauses.every((clause) => blockLeaves(clause.body)) && blockLeaves(statement.elseClause);
    case 'SwitchStatementAst':
      return (
        statement.default !== undefined &&
        blockLeaves(statement.default) &&
        statement.clauses.every((clause) => blockLeaves(clause.body))
      );
    case 'TryStatementAst':
      return (
        blockLeaves(statement.finally) ||
        (blockLeaves(statement.body) && statement.catchClauses.every((clause) => blockLeaves(clause.body)))
      );
    case 'ForStatementAst':
      return statement.condition === undefined && !breaks(statement.body);
    case 'DoWhileStatementAst':
    case 'DoUntilStatementAst':
      return blockLeaves(statement.body);
  }
  return false;
}

function breaks(block: StatementBlockAst): boolean {
  for (const node of nodesOf(block, ownCode)) if (node.kind === 'BreakStatementAst') return true;
  return false;
}

/** Function and script blocks have variables of their own. */
function ownCode(node: Ast): boolean {
  return node.kind !== 'ScriptBlockExpressionAst' && node.kind !== 'FunctionDefinitionAst';
}

/** What a method may read without having assigned it. */
const accessible = new Set(
  '_ args this input pscmdlet psboundparameters myinvocation psscriptroot pscommandpath lastexitcode error stacktrace outputencoding nestedpromptlevel pwd matches ? ^ $ foreach switch'.split(
    ' ',
  ),
);

/** A method sees no variables of its callers: reading one that it nowhere assigns is a mistake. */
function checkVariables(context: CheckContext, method: FunctionMemberAst): void {
  const parameters = [...method.parameters, ...(method.body.paramBlock?.parameters ?? [])];
  const assigned = new Set(parameters.map((parameter) => nameOf(parameter.name)));
  const read: VariableExpressionAst[] = [];
  for (const node of nodesOf(method.body, ownCode)) {
    switch (node.kind) {
      case 'VariableExpressionAst':
        read.push(node);
        break;
      case 'AssignmentStatementAst':
        for (const target of nodesOf(node.left))
          if (target.kind === 'VariableExpressionAst') assigned.add(nameOf(target));
        break;
      case 'ForEachStatementAst':
        assigned.add(nameOf(node.variable));
        break;
      case 'UnaryExpressionAst':
        if (/(PlusPlus|MinusMinus)$/.test(node.tokenKind) && node.child.kind === 'VariableExpressionAst') {
          assigned.add(nameOf(node.child));
        }
        break;
      case 'DataStatementAst':
        if (node.variable !== undefined) assigned.add(node.variable.toLowerCase());
        break;
      case 'CommandAst':
        // -OutVariable and its kin set variables by name.
        for (let i = 1; i < node.commandElements.length; i++) {
          const element = node.commandElements[i]!;
          const before = node.commandElements[i - 1]!;
          if (element.kind === 'StringConstantExpressionAst' && before.kind === 'CommandParameterAst') {
            assigned.add(element.value.replace(/^\+/, '').toLowerCase());
          }
        }
    }
  }
  for (const variable of read) {
    const { isVariable, scope } = variable.variablePath;
    if (!isVariable || scope === 'global' || scope === 'script' || isConstantVariable(variable)) continue;
    const name = nameOf(variable);
    if (!assigned.has(name) && !accessible.has(name)) context.errors.report(variable.extent, 'VariableNotLocal');
  }
}

function nameOf(variable: VariableExpressionAst): string {
  return variable.variablePath.unqualifiedPath.toLowerCase();
}
