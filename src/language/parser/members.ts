// Access to members and elements of a value, and the calls of its methods: `.` `::` `?.` `[ ]` `?[ ]` `( )`.
import type { ExpressionAst } from '../ast/ast.ts';
import type { TypeName } from '../ast/types.ts';
import { after, before, type ScriptExtent, spanOf } from '../extent.ts';
import type { Token } from '../token.ts';
import { hasFlag, tokenFlag } from '../token-kind.ts';
import { singleCommandArgument } from './commands.ts';
import { expressionRule, unaryExpressionRule } from './expressions.ts';
import {
  next,
  nextInvocation,
  nextMemberAccess,
  type Parser,
  peek,
  reportIncomplete,
  resync,
  setMode,
  skipNewlines,
  unget,
} from './parser.ts';
import { primaryExpressionRule, scriptBlockExpressionRule } from './primaries.ts';
import { genericTypeArgumentsRule, simpleNameRule } from './types.ts';

/** Takes members and elements as long as operators follow. */
export function postPrimaryOperators(p: Parser, first: Token, target: ExpressionAst): ExpressionAst {
  let expression = target;
  let operator: Token | undefined = first;
  while (operator !== undefined) {
    skipNewlines(p);
    expression =
      operator.kind === 'LBracket' || operator.kind === 'QuestionLBracket'
        ? elementAccessRule(p, expression, operator)
        : memberAccessRule(p, expression, operator);
    operator = nextMemberAccess(p, true);
  }
  return expression;
}

function memberNameRule(p: Parser): ExpressionAst | undefined {
  const name = simpleNameRule(p);
  if (name !== undefined) return name;
  const token = peek(p);
  if (hasFlag(token.kind, tokenFlag.UnaryOperator) || token.kind === 'LBracket') return unaryExpressionRule(p);
  return primaryExpressionRule(p, false);
}

function memberAccessRule(p: Parser, target: ExpressionAst, operator: Token): ExpressionAst {
  let member = memberNameRule(p);
  if (member === undefined) {
    reportIncomplete(p, after(operator.extent), 'MissingPropertyName');
    member = singleCommandArgument(p, 'CommandArgument') ?? {
      kind: 'ErrorExpressionAst',
      extent: spanOf(target.extent, operator.extent),
      nestedAst: [],
    };
  } else if (p.ungot === undefined) {
    const restore = p.lexer.restorePoint();
    const generic = p.lexer.peekAfterBlanks() === 0x5b ? genericMethodArgumentsRule(p, restore) : undefined;
    const paren = nextInvocation(p);
    if (paren !== undefined) return memberInvokeRule(p, target, paren, operator, member, generic?.types ?? []);
    if (generic?.closed) resync(p, restore);
  }
  return {
    kind: 'MemberExpressionAst',
    extent: spanOf(target.extent, member.extent),
    expression: target,
    member,
    static: operator.kind === 'ColonColon',
    nullConditional: operator.kind === 'QuestionDot',
  };
}

/** `[int, string]` between a method's name and its `(`; undefined, and nothing read, when it is an index. */
function genericMethodArgumentsRule(p: Parser, restore: number): { types: TypeName[]; closed: boolean } | undefined {
  if (next(p).kind !== 'LBracket') {
    resync(p, restore);
    return undefined;
  }
  const mode = setMode(p, 'TypeName');
  skipNewlines(p);
  const first = next(p);
  if (first.kind !== 'Identifier') {
    setMode(p, mode);
    resync(p, restore);
    return undefined;
  }
  const { types, lastToken } = genericTypeArgumentsRule(p, first);
  const closed = lastToken.kind === 'RBracket';
  if (!closed) {
    unget(p, lastToken);
    reportIncomplete(p, before(lastToken.extent), 'EndSquareBracketExpectedAtEndOfType');
  }
  setMode(p, mode);
  return { types, closed };
}

function memberInvokeRule(
  p: Parser,
  target: ExpressionAst,
  paren: Token,
  operator: Token,
  member: ExpressionAst,
  genericTypeArguments: TypeName[],
): ExpressionAst {
  let args: ExpressionAst[];
  let last: ScriptExtent;
  if (paren.kind === 'LParen') ({ args, last } = invokeArgumentsRule(p, paren));
  else {
    // `$items.ForEach{ ... }`
    skipNewlines(p);
    args = [scriptBlockExpressionRule(p, paren)];
    last = args[0]!.extent;
  }
  return {
    kind: 'InvokeMemberExpressionAst',
    extent: spanOf(target.extent, last),
    expression: target,
    member,
    static: operator.kind === 'ColonColon',
    nullConditional: operator.kind === 'QuestionDot',
    arguments: args,
    genericTypeArguments,
  };
}

/** The arguments of a method and the closing parenthesis, the opening one read. `last` is where the call ends. */
export function invokeArgumentsRule(p: Parser, paren: Token): { args: ExpressionAst[]; last: ScriptExtent } {
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = true;
  const args: ExpressionAst[] = [];
  let comma: Token | undefined;
  let reported = false;
  while (true) {
    skipNewlines(p);
    const argument = expressionRule(p);
    if (argument === undefined) {
      if (comma !== undefined) {
        reportIncomplete(p, after(comma.extent), 'MissingExpressionAfterToken', ',');
        reported = true;
      }
      break;
    }
    args.push(argument);
    skipNewlines(p);
    if (peek(p).kind !== 'Comma') {
      comma = undefined;
      break;
    }
    comma = next(p);
  }
  skipNewlines(p);
  const close = next(p);
  const lastArgument = args[args.length - 1];
  let last = comma?.extent ?? lastArgument?.extent ?? paren.extent;
  if (close.kind === 'RParen') last = close.extent;
  else {
    unget(p, close);
    if (!reported)
      reportIncomplete(p, after(lastArgument?.extent ?? paren.extent), 'MissingEndParenthesisInMethodCall');
  }
  p.commaDisabled = commaDisabled;
  return { args, last };
}

function elementAccessRule(p: Parser, target: ExpressionAst, bracket: Token): ExpressionAst {
  skipNewlines(p);
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = false;
  let index = expressionRule(p);
  p.commaDisabled = commaDisabled;
  if (index === undefined) {
    reportIncomplete(p, after(bracket.extent), 'MissingArrayIndexExpression');
    index = { kind: 'ErrorExpressionAst', extent: bracket.extent, nestedAst: [] };
  }
  skipNewlines(p);
  const close = next(p);
  let end = close.extent;
  if (close.kind !== 'RBracket') {
    unget(p, close);
    if (index.kind !== 'ErrorExpressionAst') reportIncomplete(p, after(index.extent), 'MissingEndSquareBracket');
    end = index.extent;
  }
  return {
    kind: 'IndexExpressionAst',
    extent: spanOf(target.extent, end),
    target,
    index,
    nullConditional: bracket.kind === 'QuestionLBracket',
  };
}
