// What can be assigned to: variables, properties, elements, and lists of them.
import type { Ast, ExpressionAst } from '../ast/ast.ts';
import type { ArrayLiteralAst } from '../ast/expressions.ts';
import type { TypeName } from '../ast/types.ts';
import type { CheckContext } from './check-context.ts';
import { pureExpression } from './constants.ts';

/** The automatic variables and the type that a constraint on them would have to be. */
const automaticVariables = new Map<string, string>([
  ['_', 'System.Object'],
  ['args', 'System.Object[]'],
  ['this', 'System.Object'],
  ['input', 'System.Object'],
  ['pscmdlet', 'System.Management.Automation.PSScriptCmdlet'],
  ['psboundparameters', 'System.Management.Automation.PSBoundParametersDictionary'],
  ['myinvocation', 'System.Management.Automation.InvocationInfo'],
  ['psscriptroot', 'System.String'],
  ['pscommandpath', 'System.String'],
]);

/** Names by which a script may write those types. */
const automaticTypes = new Map<string, string>([
  ['object', 'System.Object'],
  ['object[]', 'System.Object[]'],
  ['string', 'System.String'],
  ['management.automation.invocationinfo', 'System.Management.Automation.InvocationInfo'],
]);

/** The written name of a type, lower-case and without `System.`. */
export function plainTypeName(type: TypeName): string {
  return type.extent.text.toLowerCase().replace(/^system\./, '');
}

export function isReferenceType(type: TypeName): boolean {
  return ['ref', 'management.automation.psreference'].includes(plainTypeName(type));
}

export function isVoidType(type: TypeName): boolean {
  return plainTypeName(type) === 'void';
}

/** Checks the left side of an assignment, or the operand of `++` and `--`. */
export function checkTarget(
  context: CheckContext,
  target: ExpressionAst,
  isSimple: boolean,
  reportBad: (node: Ast) => void,
): void {
  switch (target.kind) {
    case 'ArrayLiteralAst':
      if (isSimple) checkElements(context, target, reportBad);
      else reportBad(target);
      return;
    case 'ParenExpressionAst': {
      const expression = pureExpression(target.pipeline);
      if (expression === undefined) reportBad(target.pipeline);
      else checkTarget(context, expression, isSimple, reportBad);
      return;
    }
    case 'MemberExpressionAst':
    case 'InvokeMemberExpressionAst':
    case 'IndexExpressionAst':
      if (target.nullConditional) reportBad(target);
      return;
    case 'VariableExpressionAst':
    case 'BaseCtorInvokeMemberExpressionAst':
      return;
    case 'AttributedExpressionAst':
    case 'ConvertExpressionAst':
      checkAttributed(context, target, isSimple, reportBad);
      return;
    default:
      reportBad(target);
  }
}

function checkElements(context: CheckContext, list: ArrayLiteralAst, reportBad: (node: Ast) => void): void {
  for (const element of list.elements) checkTarget(context, element, true, reportBad);
}

/** `[type]$x`, `[ref]$x`, `[attribute()]$x`. */
function checkAttributed(
  context: CheckContext,
  target: ExpressionAst,
  isSimple: boolean,
  reportBad: (node: Ast) => void,
): void {
  let expression = target;
  let converts = 0;
  let reference: Ast | undefined;
  let last: TypeName | undefined;
  while (expression.kind === 'AttributedExpressionAst' || expression.kind === 'ConvertExpressionAst') {
    if (expression.kind === 'ConvertExpressionAst') {
      converts++;
      last = expression.type.typeName;
      if (isReferenceType(last)) reference = expression.type;
      else if (isVoidType(last)) context.errors.report(expression.type.extent, 'VoidTypeConstraintNotAllowed');
    }
    expression = expression.child;
  }
  if (reference !== undefined && converts > 1) {
    context.errors.report(reference.extent, 'ReferenceNeedsToBeByItselfInTypeConstraint');
    return;
  }
  if (expression.kind === 'VariableExpressionAst') {
    const { isVariable, scope, unqualifiedPath } = expression.variablePath;
    const expected = automaticVariables.get(unqualifiedPath.toLowerCase());
    const isLocal = isVariable && (scope === undefined || scope === 'local' || scope === 'private');
    if (expected !== undefined && isLocal) {
      const actual = last === undefined ? undefined : automaticTypes.get(plainTypeName(last));
      if (actual !== expected) {
        const errorId = 'AssignmentStatementToAutomaticNotSupported';
        context.errors.report(target.extent, errorId, unqualifiedPath, expected);
      }
    }
  }
  checkTarget(context, expression, isSimple, reportBad);
}
