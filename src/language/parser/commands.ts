// Commands: their name, parameters, arguments and redirections.
import type { CommandElementAst, ExpressionAst, RedirectionAst } from '../ast/ast.ts';
import type { CommandAst, RedirectionStream } from '../ast/commands.ts';
import type { StringConstantExpressionAst } from '../ast/expressions.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import { scanVerbatimArgument } from '../lexer-word.ts';
import {
  FileRedirectionToken,
  InputRedirectionToken,
  type ParameterToken,
  type RedirectionToken,
  StringExpandableToken,
  StringToken,
  type Token,
} from '../token.ts';
import { tokenFlag } from '../token-kind.ts';
import { next, type Parser, peek, report, reportIncomplete, setMode, skip, skipNewlines, unget } from './parser.ts';
import { expandableString, primaryExpressionRule } from './primaries.ts';

/** What an argument is for; after `&` and `.` a name may be computed. */
export type ArgumentContext =
  | 'CommandName'
  | 'CommandNameAfterInvocationOperator'
  | 'FileName'
  | 'CommandArgument'
  | 'SwitchCondition';

function isCommandName(context: ArgumentContext): boolean {
  return context === 'CommandName' || context === 'CommandNameAfterInvocationOperator';
}

const verbatimArgument = '--%';

function bareWord(extent: ScriptExtent, value: string): StringConstantExpressionAst {
  return { kind: 'StringConstantExpressionAst', extent, value, stringConstantType: 'BareWord' };
}

/** One argument in a command's syntax, outside of a command: a file name, a switch condition, ... */
export function singleCommandArgument(p: Parser, context: ArgumentContext): ExpressionAst | undefined {
  const { kind } = peek(p);
  if (kind === 'Comma' || kind === 'EndOfInput') return undefined;
  const mode = setMode(p, 'Command');
  const argument = commandArgument(p, context, next(p));
  setMode(p, mode);
  return argument;
}

/** The argument that begins with `token`; arguments of commands take the commas and what follows them. */
export function commandArgument(p: Parser, context: ArgumentContext, first: Token): ExpressionAst | undefined {
  let token = first;
  let elements: ExpressionAst[] | undefined;
  let comma: Token | undefined;
  while (true) {
    let argument: ExpressionAst;
    switch (token.kind) {
      case 'Pipe':
      case 'RCurly':
      case 'RParen':
      case 'EndOfInput':
      case 'NewLine':
      case 'Semi':
      case 'Redirection':
      case 'RedirectInStd':
      case 'AndAnd':
      case 'OrOr':
      case 'Ampersand':
      case 'MinusMinus':
      case 'Comma':
        unget(p, token);
        if (comma === undefined) return undefined;
        reportIncomplete(p, after(comma.extent), 'MissingExpression', ',');
        return {
          kind: 'ErrorExpressionAst',
          extent: spanOf(elements![0]!.extent, comma.extent),
          nestedAst: elements!,
        };
      case 'SplattedVariable':
      case 'Variable':
      case 'Number':
      case 'HereStringExpandable':
      case 'StringExpandable':
      case 'HereStringLiteral':
      case 'StringLiteral':
      case 'LParen':
      case 'DollarParen':
      case 'AtParen':
      case 'AtCurly':
      case 'LCurly':
        unget(p, token);
        argument = primaryExpressionRule(p, true)!;
        break;
      default:
        argument = wordArgument(p, context, token);
    }
    const verbatim = token.kind === 'Generic' && (token as StringToken).value === verbatimArgument;
    const commaFollows = context === 'CommandArgument' && !verbatim && peek(p).kind === 'Comma';
    if (!commaFollows) {
      if (elements === undefined) return argument;
      elements.push(argument);
      return { kind: 'ArrayLiteralAst', extent: spanOf(elements[0]!.extent, argument.extent), elements };
    }
    comma = next(p);
    elements ??= [];
    elements.push(argument);
    skipNewlines(p);
    token = next(p);
  }
}

/** A word, or a token that means nothing as an argument and so is its own text. */
function wordArgument(p: Parser, context: ArgumentContext, token: Token): ExpressionAst {
  if (token.kind === 'Generic') {
    if (isCommandName(context)) token.flags |= tokenFlag.CommandName;
    if (token instanceof StringExpandableToken && context !== 'CommandName') return expandableString(p, token);
    return bareWord(token.extent, (token as StringToken).value);
  }
  token.flags &= ~tokenFlag.Keyword;
  if (isCommandName(context)) token.flags |= tokenFlag.CommandName;
  else if (token.kind !== 'Identifier') token.kind = 'Generic';
  return bareWord(token.extent, token.text);
}

/** A redirection whose operator was read. Adds it to `redirections`; returns its extent. */
export function redirectionRule(p: Parser, token: RedirectionToken, redirections: RedirectionAst[]): ScriptExtent {
  let redirection: RedirectionAst;
  if (token instanceof FileRedirectionToken || token instanceof InputRedirectionToken) {
    let location = singleCommandArgument(p, 'FileName');
    if (location === undefined) {
      report(p, after(token.extent), 'MissingFileSpecification');
      location = { kind: 'ErrorExpressionAst', extent: token.extent, nestedAst: [] };
    }
    const extent = spanOf(token.extent, location.extent);
    if (token instanceof InputRedirectionToken) {
      report(p, token.extent, 'RedirectionNotSupported', token.text);
      return extent;
    }
    redirection = { kind: 'FileRedirectionAst', extent, fromStream: token.fromStream, location, append: token.append };
  } else {
    const { extent, fromStream, toStream } = token;
    if (toStream !== 'Output' || fromStream === toStream) report(p, extent, 'RedirectionNotSupported', token.text);
    redirection = { kind: 'MergingRedirectionAst', extent, fromStream, toStream: 'Output' };
  }
  if (redirections.some((other) => other.fromStream === redirection.fromStream)) {
    report(p, redirection.extent, 'StreamAlreadyRedirected', streamText(redirection.fromStream));
  } else redirections.push(redirection);
  return redirection.extent;
}

function streamText(stream: RedirectionStream): string {
  return stream === 'All' ? '* stream' : `${stream.toLowerCase()} stream`;
}

/** A command; undefined when there is none here. */
export function commandRule(p: Parser): CommandAst | undefined {
  const mode = setMode(p, 'Command');
  const first = next(p);
  const elements: CommandElementAst[] = [];
  const redirections: RedirectionAst[] = [];
  let end = first.extent;
  let sawDashDash = false;
  let token = first;
  let context: ArgumentContext = 'CommandName';
  const invocation = first.kind === 'Dot' || first.kind === 'Ampersand' ? first.kind : undefined;
  if (invocation !== undefined) {
    token = next(p);
    context = 'CommandNameAfterInvocationOperator';
  }
  while (!endsCommand(token)) {
    switch (token.kind) {
      case 'MinusMinus':
        end = token.extent;
        elements.push(
          sawDashDash
            ? bareWord(end, token.text)
            : { kind: 'CommandParameterAst', extent: end, parameterName: '-', argument: undefined },
        );
        sawDashDash = true;
        break;
      case 'Comma':
        end = token.extent;
        report(p, end, 'MissingArgument');
        skipNewlines(p);
        break;
      case 'Parameter':
        if (isCommandName(context) || sawDashDash) {
          token.flags |= tokenFlag.CommandName;
          elements.push(bareWord(token.extent, token.text));
        } else elements.push(parameterRule(p, token as ParameterToken));
        end = elements[elements.length - 1]!.extent;
        break;
      case 'Redirection':
      case 'RedirectInStd':
        if (isCommandName(context)) {
          end = token.extent;
          elements.push(bareWord(end, token.text));
        } else end = redirectionRule(p, token as RedirectionToken, redirections);
        break;
      default: {
        const argument = commandArgument(p, context, token);
        if (argument === undefined) {
          // Only tokens that end a command or are treated above give no argument.
          next(p);
          break;
        }
        elements.push(argument);
        end = argument.extent;
        if (token instanceof StringToken && token.value === verbatimArgument) {
          const verbatim = verbatimRule(p);
          if (verbatim === undefined) break;
          elements.push(verbatim);
          end = verbatim.extent;
          setMode(p, mode);
          return finish();
        }
      }
    }
    context = 'CommandArgument';
    token = next(p);
  }
  unget(p, token);
  setMode(p, mode);
  return finish();

  function finish(): CommandAst | undefined {
    if (elements.length === 0) {
      if (invocation !== undefined) report(p, first.extent, 'MissingExpression', first.text);
      return undefined;
    }
    return {
      kind: 'CommandAst',
      extent: spanOf(first.extent, end),
      commandElements: elements,
      invocationOperator: invocation ?? 'Unknown',
      redirections,
    };
  }
}

function endsCommand(token: Token): boolean {
  switch (token.kind) {
    case 'Pipe':
    case 'RCurly':
    case 'RParen':
    case 'EndOfInput':
    case 'NewLine':
    case 'Semi':
    case 'AndAnd':
    case 'OrOr':
    case 'Ampersand':
      return true;
  }
  return false;
}

/** `-Name` or `-Name:argument`. */
function parameterRule(p: Parser, token: ParameterToken): CommandElementAst {
  let { extent } = token;
  let argument: ExpressionAst | undefined;
  if (token.usedColon && peek(p).kind !== 'Comma') {
    argument = commandArgument(p, 'CommandArgument', next(p));
    if (argument === undefined) report(p, after(extent), 'ParameterRequiresArgument', token.text);
    else extent = spanOf(extent, argument.extent);
  }
  return { kind: 'CommandParameterAst', extent, parameterName: token.parameterName, argument };
}

/** What stands after `--%`. */
function verbatimRule(p: Parser): ExpressionAst | undefined {
  if (p.ungot !== undefined && p.ungot.kind !== 'Parameter') return undefined;
  skip(p);
  const token = scanVerbatimArgument(p.lexer);
  return bareWord(token.extent, token.value);
}
