// The restricted language of data sections (and of module manifests): constants, a few operators, named commands.
import type { Ast, AstKind } from '../ast/ast.ts';
import type { DataStatementAst } from '../ast/statements.ts';
import type { ParseErrorId } from '../messages.ts';
import type { ParseErrorList } from '../parse-error.ts';
import { typeNameText } from '../parser/types.ts';
import { hasFlag, type TokenKind, textOfKind, tokenFlag } from '../token-kind.ts';
import { nodesOf } from '../walk.ts';
import { isDataType } from './constants.ts';

/** The kinds that are not allowed at all. */
const refusedKinds = new Map<AstKind, ParseErrorId>([
  ['AssignmentStatementAst', 'AssignmentStatementNotSupportedInDataSection'],
  ['AttributeAst', 'AttributeNotSupportedInDataSection'],
  ['BreakStatementAst', 'FlowControlStatementNotSupportedInDataSection'],
  ['ContinueStatementAst', 'FlowControlStatementNotSupportedInDataSection'],
  ['DataStatementAst', 'DataSectionStatementNotSupportedInDataSection'],
  ['DoUntilStatementAst', 'DoWhileStatementNotSupportedInDataSection'],
  ['DoWhileStatementAst', 'DoWhileStatementNotSupportedInDataSection'],
  ['ExitStatementAst', 'FlowControlStatementNotSupportedInDataSection'],
  ['FileRedirectionAst', 'RedirectionNotSupportedInDataSection'],
  ['ForEachStatementAst', 'ForeachStatementNotSupportedInDataSection'],
  ['ForStatementAst', 'ForWhileStatementNotSupportedInDataSection'],
  ['FunctionDefinitionAst', 'FunctionDeclarationNotSupportedInDataSection'],
  ['IndexExpressionAst', 'ArrayReferenceNotSupportedInDataSection'],
  ['InvokeMemberExpressionAst', 'MethodCallNotSupportedInDataSection'],
  ['MemberExpressionAst', 'PropertyReferenceNotSupportedInDataSection'],
  ['MergingRedirectionAst', 'RedirectionNotSupportedInDataSection'],
  ['ParamBlockAst', 'ParameterDeclarationNotSupportedInDataSection'],
  ['ReturnStatementAst', 'FlowControlStatementNotSupportedInDataSection'],
  ['ScriptBlockAst', 'ScriptBlockNotSupportedInDataSection'],
  ['ScriptBlockExpressionAst', 'ScriptBlockNotSupportedInDataSection'],
  ['SwitchStatementAst', 'SwitchStatementNotSupportedInDataSection'],
  ['ThrowStatementAst', 'FlowControlStatementNotSupportedInDataSection'],
  ['TrapStatementAst', 'TrapStatementNotSupportedInDataSection'],
  ['TryStatementAst', 'TryStatementNotSupportedInDataSection'],
  ['WhileStatementAst', 'ForWhileStatementNotSupportedInDataSection'],
]);

const allowedVariables = new Set(['psculture', 'psuiculture', 'true', 'false', 'null']);
const allowedVariablesText = '$PSCulture, $PSUICulture, $true, $false, $null';

/** Checks the body of a data section against the commands that it names, unless those are computed. */
export function checkDataSection(errors: ParseErrorList, data: DataStatementAst): void {
  const commands = new Set(['convertfrom-stringdata']);
  let anyCommand = false;
  for (const allowed of data.commandsAllowed) {
    if (allowed.kind === 'StringConstantExpressionAst') commands.add(allowed.value.toLowerCase());
    else anyCommand = true;
  }
  for (const node of nodesOf(data.body)) checkNode(errors, node, anyCommand ? undefined : commands);
}

function checkNode(errors: ParseErrorList, node: Ast, commands: ReadonlySet<string> | undefined): void {
  const refused = refusedKinds.get(node.kind);
  if (refused !== undefined) {
    errors.report(node.extent, refused);
    return;
  }
  switch (node.kind) {
    case 'TypeConstraintAst':
    case 'TypeExpressionAst':
      if (!isDataType(node.typeName)) {
        errors.report(node.extent, 'TypeNotAllowedInDataSection', typeNameText(node.typeName));
      }
      break;
    case 'VariableExpressionAst':
      if (!allowedVariables.has(node.variablePath.userPath.toLowerCase())) {
        errors.report(node.extent, 'VariableReferenceNotSupportedInDataSection', allowedVariablesText);
      }
      break;
    case 'BinaryExpressionAst':
      checkOperator(errors, node.operator, node.errorPosition);
      break;
    case 'UnaryExpressionAst':
      checkOperator(errors, node.tokenKind, node.extent);
      break;
    case 'CommandAst': {
      if (node.invocationOperator === 'Dot') {
        errors.report(node.extent, 'DotSourcingNotSupportedInDataSection');
        break;
      }
      if (commands === undefined) break;
      const [name] = node.commandElements;
      if (name!.kind !== 'StringConstantExpressionAst') {
        if (node.invocationOperator === 'Ampersand') {
          errors.report(node.extent, 'OperatorNotSupportedInDataSection', '&');
        } else errors.report(node.extent, 'CmdletNotInAllowedListForDataSection', node.extent.text);
      } else if (!commands.has(name.value.toLowerCase())) {
        errors.report(node.extent, 'CmdletNotInAllowedListForDataSection', name.value);
      }
    }
  }
}

function checkOperator(errors: ParseErrorList, operator: TokenKind, extent: Ast['extent']): void {
  if (hasFlag(operator, tokenFlag.DisallowedInRestrictedMode)) {
    errors.report(extent, 'OperatorNotSupportedInDataSection', textOfKind(operator));
  }
}
