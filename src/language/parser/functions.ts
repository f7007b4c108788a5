// Functions, filters, and the methods of classes.
import type { ExpressionAst, StatementAst } from '../ast/ast.ts';
import type { FunctionDefinitionAst } from '../ast/definitions.ts';
import type { ParameterAst, ScriptBlockAst } from '../ast/script-block.ts';
import { after, emptyExtent, type ScriptExtent, spanOf } from '../extent.ts';
import { StringToken, type Token } from '../token.ts';
import { type TokenKind, tokenFlag } from '../token-kind.ts';
import { parseVariablePath } from '../variable-path.ts';
import { errorStatement } from './loops.ts';
import { invokeArgumentsRule } from './members.ts';
import { next, type Parser, peek, report, reportIncomplete, setMode, skip, skipNewlines, unget } from './parser.ts';
import { parameterListRule, scriptBlockRule } from './script-blocks.ts';

/** Tokens that are no function's name. */
const notNames = new Set<TokenKind>([
  'Pipe',
  'LParen',
  'LCurly',
  'AtParen',
  'AtCurly',
  'RCurly',
  'RParen',
  'EndOfInput',
  'Semi',
  'Redirection',
  'RedirectInStd',
  'AndAnd',
  'OrOr',
  'Ampersand',
  'Variable',
  'SplattedVariable',
  'HereStringExpandable',
  'HereStringLiteral',
  'StringLiteral',
  'StringExpandable',
]);

export function functionDeclarationRule(p: Parser, token: Token): StatementAst {
  skipNewlines(p);
  const nameToken = next(p);
  if (notNames.has(nameToken.kind)) {
    unget(p, nameToken);
    reportIncomplete(p, after(token.extent), 'MissingNameAfterKeyword', token.text);
    return errorStatement(token.extent, token.extent);
  }
  nameToken.flags &= ~tokenFlag.Keyword;
  const list = parameterDeclarationRule(p);
  const curly = bodyCurly(p, list, nameToken);
  if (curly === undefined) return errorStatement(token.extent, list.errorEnd!, ...(list.parameters ?? []));
  const isFilter = token.kind === 'Filter';
  const { inWorkflow } = p.lexer;
  p.lexer.inWorkflow = token.kind === 'Workflow';
  const body = scriptBlockRule(p, curly, isFilter);
  p.lexer.inWorkflow = inWorkflow;
  const extent = spanOf(token.extent, body.extent);
  if (token.kind === 'Workflow') report(p, extent, 'WorkflowNotSupportedInPowerShellCore');
  return {
    kind: 'FunctionDefinitionAst',
    extent,
    name: nameToken.kind === 'Generic' && nameToken instanceof StringToken ? nameToken.value : nameToken.text,
    isFilter,
    parameters: list.parameters,
    body,
  } satisfies FunctionDefinitionAst;
}

/** A list of parameters between a name and a body. */
interface ParameterDeclaration {
  /** Undefined when there are no parentheses. */
  parameters: ParameterAst[] | undefined;
  closeParen: Token | undefined;
  /** Where the declaration went wrong. */
  errorEnd: ScriptExtent | undefined;
}

function parameterDeclarationRule(p: Parser): ParameterDeclaration {
  skipNewlines(p);
  const list: ParameterDeclaration = { parameters: undefined, closeParen: undefined, errorEnd: undefined };
  const paren = peek(p);
  if (paren.kind !== 'LParen') return list;
  skip(p);
  list.parameters = parameterListRule(p);
  skipNewlines(p);
  list.closeParen = next(p);
  if (list.closeParen.kind !== 'RParen') {
    unget(p, list.closeParen);
    list.errorEnd = (list.parameters[list.parameters.length - 1] ?? paren).extent;
    reportIncomplete(p, after(list.errorEnd), 'MissingEndParenthesisInFunctionParameterList');
  }
  skipNewlines(p);
  return list;
}

/** The `{` of a body; undefined, and list.errorEnd set, when it is missing or something before was wrong. */
function bodyCurly(p: Parser, list: ParameterDeclaration, nameToken: Token): Token | undefined {
  const curly = next(p);
  if (curly.kind !== 'LCurly') {
    unget(p, curly);
    if (list.errorEnd === undefined) {
      list.errorEnd = (list.closeParen ?? nameToken).extent;
      reportIncomplete(p, after(list.errorEnd), 'MissingFunctionBody');
    }
  }
  return list.errorEnd === undefined ? curly : undefined;
}

/** What stands after the name of a method or constructor. */
export interface MethodDeclaration {
  readonly extent: ScriptExtent;
  readonly parameters: ParameterAst[];
  readonly body: ScriptBlockAst;
}

/** The parameters and the body of a method whose name was read; undefined when they are in error. */
export function methodDeclarationRule(
  p: Parser,
  nameToken: Token,
  className: string,
  isStatic: boolean,
): MethodDeclaration | undefined {
  let list: ParameterDeclaration = { parameters: [], closeParen: undefined, errorEnd: undefined };
  if (peek(p).kind === 'LParen') list = parameterDeclarationRule(p);
  else reportIncomplete(p, after(nameToken.extent), 'MissingMethodParameterList');
  const isConstructor = nameToken.text.toLowerCase() === className.toLowerCase() && !isStatic;
  const baseCall = isConstructor ? baseConstructorCallRule(p, list) : undefined;
  const curly = bodyCurly(p, list, nameToken);
  if (curly === undefined) return undefined;
  const mode = setMode(p, 'Command');
  const body = scriptBlockRule(p, curly, false, baseCall);
  setMode(p, mode);
  return { extent: spanOf(nameToken.extent, body.extent), parameters: list.parameters ?? [], body };
}

/** `: base(arguments)`, or the call without arguments that stands for it. */
function baseConstructorCallRule(p: Parser, list: ParameterDeclaration): StatementAst {
  skipNewlines(p);
  const mode = setMode(p, 'Signature');
  let args: ExpressionAst[] = [];
  let baseExtent = emptyExtent;
  let callExtent = emptyExtent;
  const colon = peek(p);
  if (colon.kind === 'Colon') {
    skip(p);
    skipNewlines(p);
    const base = peek(p);
    if (base.kind !== 'Base') {
      list.errorEnd = colon.extent;
      reportIncomplete(p, after(colon.extent), 'MissingBaseCtorCall');
    } else {
      skip(p);
      skipNewlines(p);
      const paren = peek(p);
      if (paren.kind === 'LParen') {
        skip(p);
        const call = invokeArgumentsRule(p, paren);
        args = call.args;
        baseExtent = base.extent;
        callExtent = spanOf(base.extent, call.last);
        skipNewlines(p);
      } else {
        list.errorEnd = base.extent;
        reportIncomplete(p, after(base.extent), 'MissingMethodParameterList');
      }
    }
  }
  setMode(p, mode);
  return {
    kind: 'CommandExpressionAst',
    extent: callExtent,
    redirections: [],
    expression: {
      kind: 'BaseCtorInvokeMemberExpressionAst',
      extent: callExtent,
      expression: {
        kind: 'VariableExpressionAst',
        extent: baseExtent,
        variablePath: parseVariablePath('this'),
        splatted: false,
      },
      member: {
        kind: 'StringConstantExpressionAst',
        extent: baseExtent,
        value: '.ctor',
        stringConstantType: 'BareWord',
      },
      static: false,
      nullConditional: false,
      arguments: args,
    },
  };
}
