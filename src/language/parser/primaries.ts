// What expressions are made of: variables, constants, strings, `( )`, `$( )`, `@( )`, `@{ }`, `{ }`.
import type { ExpressionAst, PipelineBaseAst, StatementAst } from '../ast/ast.ts';
import type { KeyValuePair, StringConstantType } from '../ast/expressions.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import type { TrapStatementAst } from '../ast/statements.ts';
import { after, before, emptyExtent, spanOf } from '../extent.ts';
import { Lexer } from '../lexer.ts';
import {
  type NumberToken,
  type StringExpandableToken,
  type StringToken,
  type Token,
  type UnscannedSubExpressionToken,
  VariableToken,
} from '../token.ts';
import type { TokenKind } from '../token-kind.ts';
import { parseVariablePath } from '../variable-path.ts';
import { unaryExpressionRule } from './expressions.ts';
import { postPrimaryOperators } from './members.ts';
import {
  next,
  nextMemberAccess,
  type Parser,
  peek,
  report,
  reportIncomplete,
  reportIncompleteAt,
  setMode,
  skipNewlines,
  skipNewlinesAndSemicolons,
  syncOnError,
  unget,
} from './parser.ts';
import { pipelineChainRule } from './pipelines.ts';
import { scriptBlockRule } from './script-blocks.ts';
import { statementListRule, statementRule } from './statements.ts';
import { simpleNameRule } from './types.ts';

const stringTypes = new Map<TokenKind, StringConstantType>([
  ['StringLiteral', 'SingleQuoted'],
  ['StringExpandable', 'DoubleQuoted'],
  ['HereStringLiteral', 'SingleQuotedHereString'],
  ['HereStringExpandable', 'DoubleQuotedHereString'],
  ['Generic', 'BareWord'],
]);

/** One operand; `withMemberAccess`: with the members and elements taken of it. */
export function primaryExpressionRule(p: Parser, withMemberAccess: boolean): ExpressionAst | undefined {
  const token = next(p);
  let expression: ExpressionAst;
  switch (token.kind) {
    case 'SplattedVariable':
    case 'Variable':
      expression = variableRule(p, token as VariableToken, withMemberAccess);
      break;
    case 'Number':
      // The value is null only when the literal was reported as an error.
      expression = { kind: 'ConstantExpressionAst', extent: token.extent, value: (token as NumberToken).value ?? 0 };
      break;
    case 'HereStringExpandable':
    case 'StringExpandable':
      expression = expandableStringRule(p, token as StringExpandableToken);
      break;
    case 'HereStringLiteral':
    case 'StringLiteral':
      expression = stringConstant(token as StringToken);
      break;
    case 'LParen':
      expression = parenthesizedExpressionRule(p, token);
      break;
    case 'AtParen':
    case 'DollarParen':
      expression = subExpressionRule(p, token);
      break;
    case 'AtCurly':
      expression = hashExpressionRule(p, token);
      break;
    case 'LCurly':
      expression = scriptBlockExpressionRule(p, token);
      break;
    default:
      unget(p, token);
      return undefined;
  }
  if (!withMemberAccess) return expression;
  const operator = nextMemberAccess(p, true);
  return operator === undefined ? expression : postPrimaryOperators(p, operator, expression);
}

function stringConstant(token: StringToken): ExpressionAst {
  const stringConstantType = stringTypes.get(token.kind)!;
  return { kind: 'StringConstantExpressionAst', extent: token.extent, value: token.value, stringConstantType };
}

/** `$name`; `$using:name` becomes a UsingExpressionAst around what is taken of the variable. */
function variableRule(p: Parser, token: VariableToken, withMemberAccess: boolean): ExpressionAst {
  const { extent, variablePath } = token;
  const splatted = token.kind === 'SplattedVariable';
  if (variablePath.driveName?.toLowerCase() !== 'using' || variablePath.unqualifiedPath === '') {
    return { kind: 'VariableExpressionAst', extent, variablePath, splatted };
  }
  const path = parseVariablePath(variablePath.unqualifiedPath);
  let subExpression: ExpressionAst = { kind: 'VariableExpressionAst', extent, variablePath: path, splatted };
  const operator = withMemberAccess ? nextMemberAccess(p, true) : undefined;
  if (operator !== undefined) subExpression = postPrimaryOperators(p, operator, subExpression);
  return { kind: 'UsingExpressionAst', extent: subExpression.extent, subExpression };
}

/** A double-quoted string or here-string: a constant when nothing nests in it. */
function expandableStringRule(p: Parser, token: StringExpandableToken): ExpressionAst {
  if (token.nestedTokens.length === 0) return stringConstant(token);
  return expandableString(p, token);
}

/** A string or word with nested expressions, which are parsed here and now. */
export function expandableString(p: Parser, token: StringExpandableToken): ExpressionAst {
  const nestedExpressions: ExpressionAst[] = [];
  const nestedTokens: Token[] = [];
  for (const nested of token.nestedTokens) {
    if (nested instanceof VariableToken) {
      nestedExpressions.push(variableRule(p, nested, false));
      nestedTokens.push(nested);
    } else nestedExpressions.push(nestedExpression(p, nested as UnscannedSubExpressionToken, nestedTokens));
  }
  token.nestedTokens = nestedTokens;
  return {
    kind: 'ExpandableStringExpressionAst',
    extent: token.extent,
    value: token.value,
    stringConstantType: stringTypes.get(token.kind)!,
    nestedExpressions,
    literals: token.literals,
  };
}

/** What a string in a string's sub-expression adds to the depth. */
const stringDepth = 8;

/** Parses `$( ... )` of a string with a lexer of its own over its text. */
function nestedExpression(p: Parser, token: UnscannedSubExpressionToken, nestedTokens: Token[]): ExpressionAst {
  const { lexer, ungot } = p;
  const nested = new Lexer(p.context, token.value, token.extent.startOffset, token.offsets, true);
  nested.mode = lexer.mode;
  nested.inWorkflow = lexer.inWorkflow;
  p.lexer = nested;
  p.ungot = undefined;
  // Each level reads its text again, so strings in strings count for more than parentheses in parentheses.
  p.depth += stringDepth;
  const expression = primaryExpressionRule(p, true);
  p.depth -= stringDepth;
  nestedTokens.push(...nested.tokens!);
  p.lexer = lexer;
  p.ungot = ungot;
  return expression ?? { kind: 'ErrorExpressionAst', extent: token.extent, nestedAst: [] };
}

function parenthesizedExpressionRule(p: Parser, paren: Token): ExpressionAst {
  const mode = setMode(p, 'Command');
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = false;
  skipNewlines(p);
  let pipeline: PipelineBaseAst | undefined = pipelineChainRule(p);
  if (pipeline === undefined) {
    const extent = after(paren.extent);
    reportIncomplete(p, extent, 'ExpectedExpression');
    pipeline = { kind: 'ErrorStatementAst', extent, nestedAst: [] };
  }
  skipNewlines(p);
  const close = next(p);
  let end = close.extent;
  if (close.kind !== 'RParen') {
    unget(p, close);
    reportIncomplete(p, after(pipeline.extent), 'MissingEndParenthesisInExpression');
    end = pipeline.extent;
  }
  p.commaDisabled = commaDisabled;
  setMode(p, mode);
  return { kind: 'ParenExpressionAst', extent: spanOf(paren.extent, end), pipeline };
}

function subExpressionRule(p: Parser, first: Token): ExpressionAst {
  const mode = setMode(p, 'Command');
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = false;
  skipNewlines(p);
  const statements: StatementAst[] = [];
  const traps: TrapStatementAst[] = [];
  const listExtent = statementListRule(p, statements, traps);
  skipNewlines(p);
  const close = next(p);
  let end = close.extent;
  if (close.kind !== 'RParen') {
    unget(p, close);
    reportIncomplete(p, close.extent, 'MissingEndParenthesisInSubexpression');
    end = listExtent ?? first.extent;
  }
  p.commaDisabled = commaDisabled;
  setMode(p, mode);
  const subExpression: StatementBlockAst = {
    kind: 'StatementBlockAst',
    extent: listExtent ?? emptyExtent,
    statements,
    traps,
  };
  const kind = first.kind === 'DollarParen' ? 'SubExpressionAst' : 'ArrayExpressionAst';
  return { kind, extent: spanOf(first.extent, end), subExpression };
}

/** `{ ... }` as a value, its brace read. */
export function scriptBlockExpressionRule(p: Parser, curly: Token): ExpressionAst {
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = false;
  const mode = setMode(p, 'Command');
  skipNewlines(p);
  const scriptBlock = scriptBlockRule(p, curly, false);
  p.commaDisabled = commaDisabled;
  setMode(p, mode);
  return { kind: 'ScriptBlockExpressionAst', extent: scriptBlock.extent, scriptBlock };
}

function hashExpressionRule(p: Parser, atCurly: Token): ExpressionAst {
  skipNewlines(p);
  const keyValuePairs: KeyValuePair[] = [];
  while (true) {
    const pair = keyValuePairRule(p);
    if (pair === undefined) break;
    keyValuePairs.push(pair);
    const token = peek(p);
    if (token.kind !== 'NewLine' && token.kind !== 'Semi') break;
    skipNewlinesAndSemicolons(p);
  }
  const close = next(p);
  let end = close.extent;
  if (close.kind !== 'RCurly') {
    unget(p, close);
    reportIncompleteAt(p, after(atCurly.extent), close.extent, 'MissingEndCurlyBrace');
    end = before(close.extent);
  }
  return { kind: 'HashtableAst', extent: spanOf(atCurly.extent, end), keyValuePairs };
}

function keyValuePairRule(p: Parser): KeyValuePair | undefined {
  const mode = setMode(p, 'Expression');
  const key = labelOrKeyRule(p);
  if (key === undefined) {
    setMode(p, mode);
    return undefined;
  }
  const equals = next(p);
  setMode(p, mode);
  if (equals.kind !== 'Equals') {
    unget(p, equals);
    const extent = after(key.extent);
    report(p, extent, 'MissingEqualsInHashLiteral');
    syncOnError(p, false, 'RCurly', 'Semi', 'NewLine');
    return { key, value: { kind: 'ErrorStatementAst', extent, nestedAst: [] } };
  }
  setMode(p, 'Command');
  skipNewlines(p);
  let value = statementRule(p);
  if (value === undefined) {
    const extent = after(equals.extent);
    reportIncomplete(p, extent, 'MissingStatementInHashLiteral');
    value = { kind: 'ErrorStatementAst', extent, nestedAst: [] };
  }
  setMode(p, mode);
  return { key, value };
}

/** A label of break and continue, or a key of a hashtable. */
export function labelOrKeyRule(p: Parser): ExpressionAst | undefined {
  const name = simpleNameRule(p);
  if (name !== undefined) return name;
  const token = peek(p);
  if (token.kind === 'NewLine' || token.kind === 'Semi') return undefined;
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = true;
  const expression = unaryExpressionRule(p);
  p.commaDisabled = commaDisabled;
  return expression;
}
