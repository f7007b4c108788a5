// Expressions of operators: conditional, binary, comma, unary, casts. What they are made of is in primaries.ts.
import type { ExpressionAst } from '../ast/ast.ts';
import { after, before, spanOf } from '../extent.ts';
import type { ParameterToken, Token } from '../token.ts';
import { binaryPrecedence, hasFlag, tokenFlag } from '../token-kind.ts';
import { postPrimaryOperators } from './members.ts';
import {
  enter,
  leave,
  next,
  nextMemberAccess,
  type Parser,
  peek,
  report,
  reportIncomplete,
  resyncTo,
  setMode,
  skip,
  skipNewlines,
  unget,
} from './parser.ts';
import { primaryExpressionRule } from './primaries.ts';
import { attributeListRule, typeNameText } from './types.ts';

/** `condition ? a : b`, or what stands below it. `inTernary`: a number ends at `?` and `:`. */
export function expressionRule(p: Parser, inTernary = false): ExpressionAst | undefined {
  enter(p);
  const mode = setMode(p, 'Expression');
  let expression = binaryExpressionRule(p, inTernary);
  if (expression !== undefined && peek(p).kind === 'QuestionMark') expression = ternaryRest(p, expression);
  setMode(p, mode);
  leave(p);
  return expression;
}

function ternaryRest(p: Parser, condition: ExpressionAst): ExpressionAst {
  const question = next(p);
  skipNewlines(p);
  const ifTrue = branch(p, question);
  skipNewlines(p);
  const colon = next(p);
  if (colon.kind !== 'Colon') {
    unget(p, colon);
    const nestedAst = [condition];
    if (ifTrue.kind !== 'ErrorExpressionAst') {
      nestedAst.push(ifTrue);
      reportIncomplete(p, colon.extent, 'MissingColonInTernaryExpression');
    }
    return { kind: 'ErrorExpressionAst', extent: spanOf(condition.extent, before(colon.extent)), nestedAst };
  }
  skipNewlines(p);
  const ifFalse = branch(p, colon);
  return {
    kind: 'TernaryExpressionAst',
    extent: spanOf(condition.extent, ifFalse.extent),
    condition,
    ifTrue,
    ifFalse,
  };
}

function branch(p: Parser, token: Token): ExpressionAst {
  return expressionRule(p, true) ?? expectedValue(p, token);
}

/** The stand-in for an operand that is missing after `token`. */
function expectedValue(p: Parser, token: Token): ExpressionAst {
  const extent = after(token.extent);
  reportIncomplete(p, extent, 'ExpectedValueExpression', token.text);
  return { kind: 'ErrorExpressionAst', extent, nestedAst: [] };
}

/** Binary operators by precedence, all leaning left, with two stacks. */
function binaryExpressionRule(p: Parser, inTernary: boolean): ExpressionAst | undefined {
  const first = arrayLiteralRule(p, inTernary);
  if (first === undefined) return undefined;
  let token = peek(p);
  if (!hasFlag(token.kind, tokenFlag.BinaryOperator)) {
    return token.kind === 'Parameter' ? parameterInExpression(p, token as ParameterToken, first) : first;
  }
  skip(p);
  const operands = [first];
  const operators = [token];
  const reduce = () => {
    const right = operands.pop()!;
    const left = operands.pop()!;
    const operator = operators.pop()!;
    operands.push({
      kind: 'BinaryExpressionAst',
      extent: spanOf(left.extent, right.extent),
      left,
      operator: operator.kind,
      right,
      errorPosition: operator.extent,
    });
  };
  while (true) {
    skipNewlines(p);
    operands.push(arrayLiteralRule(p, true) ?? expectedValue(p, token));
    token = peek(p);
    if (!hasFlag(token.kind, tokenFlag.BinaryOperator)) break;
    skip(p);
    const precedence = binaryPrecedence(token.kind);
    while (operators.length > 0 && precedence <= binaryPrecedence(operators[operators.length - 1]!.kind)) reduce();
    operators.push(token);
  }
  while (operators.length > 0) reduce();
  const result = operands[0]!;
  return token.kind === 'Parameter' ? parameterInExpression(p, token as ParameterToken, result) : result;
}

/** A parameter among operators: eaten, since it was probably meant as a mistyped operator. */
function parameterInExpression(p: Parser, token: ParameterToken, expression: ExpressionAst): ExpressionAst {
  report(p, token.extent, 'UnexpectedToken', token.text);
  skip(p);
  const { extent, parameterName } = token;
  return {
    kind: 'ErrorExpressionAst',
    extent: spanOf(expression.extent, extent),
    nestedAst: [expression, { kind: 'CommandParameterAst', extent, parameterName, argument: undefined }],
  };
}

function arrayLiteralRule(p: Parser, inTernary: boolean): ExpressionAst | undefined {
  const first = unaryExpressionRule(p, inTernary);
  if (first === undefined || p.commaDisabled || peek(p).kind !== 'Comma') return first;
  const elements = [first];
  let last = first;
  while (peek(p).kind === 'Comma') {
    const comma = next(p);
    skipNewlines(p);
    const element = unaryExpressionRule(p, true);
    if (element === undefined) {
      reportIncomplete(p, after(comma.extent), 'MissingExpressionAfterToken', comma.text);
      last = { kind: 'ErrorExpressionAst', extent: comma.extent, nestedAst: [] };
      elements.push(last);
      break;
    }
    last = element;
    elements.push(element);
  }
  return { kind: 'ArrayLiteralAst', extent: spanOf(first.extent, last.extent), elements };
}

/** Prefix operators, casts, attributes before a variable, and postfix `++` and `--`. */
export function unaryExpressionRule(p: Parser, inTernary = false): ExpressionAst | undefined {
  enter(p);
  const token = peekOperand(p, inTernary);
  let expression: ExpressionAst | undefined;
  if (hasFlag(token.kind, tokenFlag.UnaryOperator)) expression = prefixOperator(p, token);
  else {
    expression = token.kind === 'LBracket' ? bracketedExpression(p, token) : primaryExpressionRule(p, true);
    // An attribute list in error is not followed up.
    if (expression !== undefined && expression.kind !== 'ErrorExpressionAst')
      expression = postfixOperator(p, expression);
  }
  leave(p);
  return expression;
}

/** Looks at the next token as the begin of an operand: signs belong to numbers there. */
function peekOperand(p: Parser, inTernary: boolean): Token {
  const { lexer } = p;
  const { allowSignedNumbers, endNumberOnTernary } = lexer;
  lexer.allowSignedNumbers = true;
  lexer.endNumberOnTernary = inTernary;
  const ungot = p.ungot;
  if (ungot !== undefined && (ungot.kind === 'Minus' || (inTernary && ungot.kind === 'Generic'))) resyncTo(p, ungot);
  const token = peek(p);
  lexer.allowSignedNumbers = allowSignedNumbers;
  lexer.endNumberOnTernary = endNumberOnTernary;
  return token;
}

function prefixOperator(p: Parser, token: Token): ExpressionAst | undefined {
  if (p.commaDisabled && token.kind === 'Comma') return undefined;
  skip(p);
  skipNewlines(p);
  const child = unaryExpressionRule(p, true);
  if (child === undefined) {
    reportIncomplete(p, after(token.extent), 'MissingExpressionAfterOperator', token.text);
    return { kind: 'ErrorExpressionAst', extent: token.extent, nestedAst: [] };
  }
  const extent = spanOf(token.extent, child.extent);
  const expression: ExpressionAst =
    token.kind === 'Comma'
      ? { kind: 'ArrayLiteralAst', extent, elements: [child] }
      : { kind: 'UnaryExpressionAst', extent, tokenKind: token.kind, child };
  return postfixOperator(p, expression);
}

function postfixOperator(p: Parser, child: ExpressionAst): ExpressionAst {
  const token = peek(p);
  if (token.kind !== 'PlusPlus' && token.kind !== 'MinusMinus') return child;
  skip(p);
  const tokenKind = token.kind === 'PlusPlus' ? 'PostfixPlusPlus' : 'PostfixMinusMinus';
  return { kind: 'UnaryExpressionAst', extent: spanOf(child.extent, token.extent), tokenKind, child };
}

/** `[type]`, `[type]::member`, `[type]expression`, `[attribute()]expression`. */
function bracketedExpression(p: Parser, token: Token): ExpressionAst | undefined {
  const attributes = attributeListRule(p, true);
  if (attributes === undefined) return undefined;
  const last = attributes[attributes.length - 1]!;
  let expression: ExpressionAst | undefined;
  if (last.kind === 'AttributeAst') {
    skipNewlines(p);
    const child = unaryExpressionRule(p, true);
    if (child === undefined) {
      reportIncomplete(p, last.extent, 'UnexpectedAttribute', typeNameText(last.typeName));
      return { kind: 'ErrorExpressionAst', extent: spanOf(token.extent, last.extent), nestedAst: attributes };
    }
    expression = { kind: 'AttributedExpressionAst', extent: spanOf(last.extent, child.extent), attribute: last, child };
  } else {
    const memberAccess = nextMemberAccess(p, false);
    if (memberAccess !== undefined) {
      expression = postPrimaryOperators(p, memberAccess, {
        kind: 'TypeExpressionAst',
        extent: last.extent,
        typeName: last.typeName,
      });
    } else {
      const following = peek(p);
      if (following.kind !== 'NewLine' && following.kind !== 'Comma') {
        const child = unaryExpressionRule(p, true);
        if (child !== undefined) {
          expression = { kind: 'ConvertExpressionAst', extent: spanOf(last.extent, child.extent), type: last, child };
        }
      }
    }
    expression ??= { kind: 'TypeExpressionAst', extent: last.extent, typeName: last.typeName };
  }
  for (let i = attributes.length - 2; i >= 0; i--) {
    const attribute = attributes[i]!;
    const extent = spanOf(attribute.extent, expression.extent);
    expression =
      attribute.kind === 'TypeConstraintAst'
        ? { kind: 'ConvertExpressionAst', extent, type: attribute, child: expression }
        : { kind: 'AttributedExpressionAst', extent, attribute, child: expression };
  }
  return expression;
}
