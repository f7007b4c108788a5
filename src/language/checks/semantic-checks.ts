// Checks of a whole tree that the grammar does not express, done after parsing, by PowerShell's rules and with its errors.
// Longer than most files because it is a table of checks, one for each kind of node.
import type { Ast, AstKind, AstOfKind, ExpressionAst } from '../ast/ast.ts';
import type { ParameterAst } from '../ast/script-block.ts';
import type { BreakStatementAst, ContinueStatementAst } from '../ast/statements.ts';
import { before } from '../extent.ts';
import type { ParseErrorList } from '../parse-error.ts';
import { typeNameText } from '../parser/types.ts';
import { textOfKind } from '../token-kind.ts';
import { childrenOf } from '../walk.ts';
import { checkTarget, isReferenceType, isVoidType, plainTypeName } from './assignments.ts';
import { CheckContext } from './check-context.ts';
import { isConstant } from './constants.ts';
import { checkDataSection } from './data-sections.ts';
import { checkMethod, returnsVoid } from './methods.ts';

/** Deeper trees (chains of operators lean left without nesting) would overflow the stack of those who walk them. */
const maxTreeDepth = 10_000;

/** Checks a tree and everything below it. */
export function checkTree(errors: ParseErrorList, root: Ast): void {
  const context = new CheckContext(errors);
  const { path } = context;
  const pending: { children: Ast[]; index: number }[] = [{ children: [root], index: 0 }];
  while (pending.length > 0) {
    const frame = pending[pending.length - 1]!;
    const node = frame.children[frame.index++];
    if (node === undefined) {
      pending.pop();
      path.pop();
      continue;
    }
    path.push(node);
    const check = checks[node.kind] as ((context: CheckContext, node: Ast) => void) | undefined;
    check?.(context, node);
    const children = childrenOf(node);
    if (children.length === 0) path.pop();
    else if (path.length > maxTreeDepth) {
      errors.report(node.extent, 'ScriptTooComplicated');
      path.pop();
    } else pending.push({ children, index: 0 });
  }
}

const checks: { readonly [Kind in AstKind]?: (context: CheckContext, node: AstOfKind<Kind>) => void } = {
  ParamBlockAst: (context, node) => checkParameters(context, node.parameters),
  FunctionDefinitionAst(context, node) {
    if (node.parameters === undefined) return;
    const { paramBlock } = node.body;
    if (paramBlock !== undefined) context.errors.report(paramBlock.extent, 'OnlyOneParameterListAllowed');
    else checkParameters(context, node.parameters);
  },
  FunctionMemberAst(context, node) {
    checkMethod(context, node);
    checkParameters(context, node.parameters);
  },
  PropertyMemberAst(context, node) {
    const type = node.propertyType;
    if (type !== undefined && isVoidType(type.typeName)) {
      context.errors.report(type.extent, 'TypeNotAllowedForProperty', typeNameText(type.typeName));
    }
  },
  ParameterAst(context, node) {
    const isMethods = context.ancestor(1)?.kind === 'FunctionMemberAst';
    let typed = false;
    for (const attribute of node.attributes) {
      if (attribute.kind !== 'TypeConstraintAst') continue;
      if (plainTypeName(attribute.typeName) === 'ordered') {
        const name = typeNameText(attribute.typeName);
        context.errors.report(attribute.extent, 'OrderedAttributeOnlyOnHashLiteralNode', name);
      } else if (isMethods) {
        if (typed) context.errors.report(attribute.extent, 'MultipleTypeConstraintsOnMethodParam');
        typed = true;
      }
    }
  },
  NamedBlockAst(context, node) {
    const names = new Set<string>();
    for (const statement of node.statements) {
      if (statement.kind !== 'TypeDefinitionAst') continue;
      const name = statement.name.toLowerCase();
      if (names.has(name)) context.errors.report(statement.extent, 'MemberAlreadyDefined', statement.name);
      names.add(name);
    }
  },
  AttributeAst: checkAttribute,
  AttributedExpressionAst(context, node) {
    let child: ExpressionAst = node.child;
    while (child.kind === 'AttributedExpressionAst' || child.kind === 'ConvertExpressionAst') child = child.child;
    if (child.kind === 'VariableExpressionAst') return;
    context.errors.report(node.attribute.extent, 'UnexpectedAttribute', typeNameText(node.attribute.typeName));
  },
  AssignmentStatementAst(context, node) {
    checkTarget(context, node.left, node.operator === 'Equals', (bad) =>
      context.errors.report(bad.extent, 'InvalidLeftHandSide'),
    );
  },
  UnaryExpressionAst(context, node) {
    if (!/(PlusPlus|MinusMinus)$/.test(node.tokenKind)) return;
    checkTarget(context, node.child, false, (bad) =>
      context.errors.report(bad.extent, 'OperatorRequiresVariableOrProperty', textOfKind(node.tokenKind)),
    );
  },
  ConvertExpressionAst: checkConvert,
  UsingExpressionAst(context, node) {
    const bad = badUsingPart(node.subExpression);
    if (bad !== undefined) context.errors.report(bad.extent, 'InvalidUsingExpression');
  },
  VariableExpressionAst: checkVariable,
  HashtableAst(context, node) {
    const keys = new Set<string>();
    for (const { key } of node.keyValuePairs) {
      if (key.kind !== 'StringConstantExpressionAst' && key.kind !== 'ConstantExpressionAst') continue;
      const text = key.kind === 'StringConstantExpressionAst' ? key.value : key.extent.text;
      if (keys.has(text.toLowerCase())) context.errors.report(key.extent, 'DuplicateKeyInHashLiteral', text);
      keys.add(text.toLowerCase());
    }
  },
  DataStatementAst: (context, node) => checkDataSection(context.errors, node),
  TryStatementAst(context, node) {
    const { catchClauses } = node;
    const caught = new Set<string>();
    catchClauses.forEach((clause, index) => {
      const following = catchClauses[index + 1];
      if (clause.catchTypes.length === 0 && following !== undefined) {
        context.errors.report(before(following.extent), 'EmptyCatchNotLast');
      }
      for (const type of clause.catchTypes) {
        const name = plainTypeName(type.typeName);
        if (caught.has(name) || caught.has('exception')) {
          context.errors.report(type.extent, 'ExceptionTypeAlreadyCaught', typeNameText(type.typeName));
        }
      }
      for (const type of clause.catchTypes) caught.add(plainTypeName(type.typeName));
    });
  },
  BreakStatementAst: checkJump,
  ContinueStatementAst: checkJump,
  ReturnStatementAst(context, node) {
    checkLeavingFinally(context, undefined);
    const member = context.member();
    if (member?.kind !== 'FunctionMemberAst') return;
    if (node.pipeline === undefined) {
      if (!returnsVoid(member)) context.errors.report(node.extent, 'NonVoidMethodMissingReturnValue');
    } else if (returnsVoid(member)) context.errors.report(node.extent, 'VoidMethodHasReturn');
  },
  UsingStatementAst(context, node) {
    const supported = ['Namespace', 'Assembly', 'Module'].includes(node.usingStatementKind);
    if (!supported || node.alias !== undefined) context.errors.report(node.extent, 'UsingStatementNotSupported');
    if (node.usingStatementKind === 'Namespace' && node.name !== undefined && !namespacePattern.test(node.name.value)) {
      context.errors.report(node.name.extent, 'InvalidNamespaceValue');
    }
  },
};

const identifier = String.raw`[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Pc}\p{Mn}\p{Mc}\p{Cf}_]*`;
const namespacePattern = new RegExp(`^${identifier}(?:\\.${identifier})*$`, 'u');

function checkParameters(context: CheckContext, parameters: readonly ParameterAst[]): void {
  const names = new Set<string>();
  for (const { name, attributes } of parameters) {
    const { userPath } = name.variablePath;
    if (names.has(userPath.toLowerCase())) context.errors.report(name.extent, 'DuplicateFormalParameter', userPath);
    names.add(userPath.toLowerCase());
    const nothing = attributes.find((type) => type.kind === 'TypeConstraintAst' && isVoidType(type.typeName));
    if (nothing !== undefined) context.errors.report(nothing.extent, 'VoidTypeConstraintNotAllowed');
  }
}

function checkAttribute(context: CheckContext, node: AstOfKind<'AttributeAst'>): void {
  const parent = context.ancestor(1)?.kind;
  const classAttribute =
    parent === 'TypeDefinitionAst' ||
    parent === 'PropertyMemberAst' ||
    parent === 'FunctionMemberAst' ||
    (parent === 'ParameterAst' && context.member()?.kind === 'FunctionMemberAst');
  const rules = { attributeArgument: true, classAttribute };
  const errorId = classAttribute
    ? 'ParameterAttributeArgumentNeedsToBeConstant'
    : 'ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock';
  const names = new Set<string>();
  for (const { argumentName, argument, expressionOmitted, extent } of node.namedArguments) {
    if (names.has(argumentName.toLowerCase())) {
      context.errors.report(extent, 'DuplicateNamedArgument', argumentName);
      continue;
    }
    names.add(argumentName.toLowerCase());
    if (!expressionOmitted && !isConstant(argument, rules)) context.errors.report(argument.extent, errorId);
  }
  for (const argument of node.positionalArguments) {
    if (!isConstant(argument, rules)) context.errors.report(argument.extent, errorId);
  }
}

function checkConvert(context: CheckContext, node: AstOfKind<'ConvertExpressionAst'>): void {
  const { typeName } = node.type;
  if (plainTypeName(typeName) === 'ordered') {
    if (node.child.kind !== 'HashtableAst') {
      context.errors.report(node.extent, 'OrderedAttributeOnlyOnHashLiteralNode', typeNameText(typeName));
    }
    return;
  }
  if (!isReferenceType(typeName)) return;
  // [ref][ref]
  let child = node.child;
  while (child.kind === 'AttributedExpressionAst' || child.kind === 'ConvertExpressionAst') {
    if (child.kind === 'ConvertExpressionAst' && isReferenceType(child.type.typeName)) {
      context.errors.report(child.type.extent, 'ReferenceNeedsToBeByItselfInTypeSequence');
    }
    child = child.child;
  }
  // [int][ref], but for the target of an assignment, which has its own error.
  const parent = context.ancestor(1);
  if (parent?.kind !== 'ConvertExpressionAst' || isReferenceType(parent.type.typeName)) return;
  const assignment = context.path.findLast(
    (ancestor) => ancestor.kind === 'AssignmentStatementAst' || ancestor.kind === 'CommandExpressionAst',
  );
  if (assignment?.kind === 'AssignmentStatementAst') return;
  context.errors.report(node.type.extent, 'ReferenceNeedsToBeLastTypeInTypeConversion');
}

/** The part of a `$using:` expression that is more than properties and constant indexes of a variable. */
function badUsingPart(expression: ExpressionAst): ExpressionAst | undefined {
  let part = expression;
  while (part.kind !== 'VariableExpressionAst') {
    if (part.kind === 'MemberExpressionAst' && part.member.kind === 'StringConstantExpressionAst') {
      part = part.expression;
    } else if (part.kind === 'IndexExpressionAst') {
      if (!isConstant(part.index, { attributeArgument: true })) return part.index;
      part = part.target;
    } else return part;
  }
  return undefined;
}

function checkVariable(context: CheckContext, node: AstOfKind<'VariableExpressionAst'>): void {
  const { userPath } = node.variablePath;
  if (node.splatted) {
    const parent = context.ancestor(1)?.kind;
    if (parent !== 'CommandAst' && parent !== 'UsingExpressionAst') {
      const inList = parent === 'ArrayLiteralAst' && context.ancestor(2)?.kind === 'CommandAst';
      const errorId = inList ? 'SplattingNotPermittedInArgumentList' : 'SplattingNotPermitted';
      context.errors.report(node.extent, errorId, userPath);
    }
  }
  if (userPath.toLowerCase() === 'this' && context.member()?.isStatic === true) {
    context.errors.report(node.extent, 'NonStaticMemberAccessInStaticMember', userPath);
  }
}

function checkJump(context: CheckContext, node: BreakStatementAst | ContinueStatementAst): void {
  const label = node.label === undefined ? '' : labelText(node.label);
  checkLeavingFinally(context, label);
  if (label !== undefined && label !== '') checkLabelExists(context, label);
}

function labelText(label: ExpressionAst): string | undefined {
  return label.kind === 'StringConstantExpressionAst' ? label.value : undefined;
}

/** The label of a loop or switch, '' without one; undefined for other nodes. */
function labelOf(node: Ast): string | undefined {
  switch (node.kind) {
    case 'ForEachStatementAst':
    case 'ForStatementAst':
    case 'WhileStatementAst':
    case 'DoWhileStatementAst':
    case 'DoUntilStatementAst':
    case 'SwitchStatementAst':
      return node.label ?? '';
  }
  return undefined;
}

/** A jump without label matches any loop. */
function matchesLabel(wanted: string, label: string): boolean {
  return wanted === '' || wanted.toLowerCase() === label.toLowerCase();
}

/** `label`: of the jump, '' for none; undefined when it is a return or computed. */
function checkLeavingFinally(context: CheckContext, label: string | undefined): void {
  const { path } = context;
  const jump = path[path.length - 1]!;
  for (let i = path.length - 2; i >= 0; i--) {
    const node = path[i]!;
    if (node.kind === 'NamedBlockAst' || node.kind === 'TrapStatementAst' || node.kind === 'ScriptBlockAst') return;
    const loop = labelOf(node);
    if (label !== undefined && loop !== undefined && matchesLabel(label, loop)) return;
    const parent = path[i - 1];
    if (parent?.kind === 'TryStatementAst' && parent.finally === node) {
      context.errors.report(jump.extent, 'ControlLeavingFinally');
      return;
    }
  }
}

/** In a method, the loop that a label names must be there. */
function checkLabelExists(context: CheckContext, label: string): void {
  const { path } = context;
  for (let i = path.length - 2; i >= 0; i--) {
    const node = path[i]!;
    if (node.kind === 'FunctionDefinitionAst') return;
    if (node.kind === 'FunctionMemberAst') {
      context.errors.report(path[path.length - 1]!.extent, 'LabelNotFound', label);
      return;
    }
    const loop = node.kind === 'SwitchStatementAst' ? undefined : labelOf(node);
    if (loop !== undefined && matchesLabel(label, loop)) return;
  }
}
