// foreach, for, while, do while, do until.
import type { Ast, PipelineBaseAst, StatementAst } from '../ast/ast.ts';
import type { VariableExpressionAst } from '../ast/expressions.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import type { LabelToken, ParameterToken, Token, VariableToken } from '../token.ts';
import { textOfKind } from '../token-kind.ts';
import { singleCommandArgument } from './commands.ts';
import { isParameterNamed, next, type Parser, peek, report, reportIncomplete, skipNewlines, unget } from './parser.ts';
import { pipelineChainRule } from './pipelines.ts';
import { statementBlockRule } from './statements.ts';

type Label = LabelToken | undefined;

/** The statement that stands for one in error, with the parts of it that were understood. */
export function errorStatement(start: ScriptExtent, end: ScriptExtent, ...parts: (Ast | undefined)[]): StatementAst {
  const nestedAst = parts.filter((part) => part !== undefined);
  return { kind: 'ErrorStatementAst', extent: spanOf(start, end), nestedAst };
}

export function foreachStatementRule(p: Parser, label: Label, token: Token): StatementAst {
  const start = (label ?? token).extent;
  skipNewlines(p);
  const options = foreachParametersRule(p);
  let { errorEnd } = options;
  const paren = next(p);
  if (paren.kind !== 'LParen') {
    unget(p, paren);
    reportIncomplete(p, after(token.extent), 'MissingOpenParenthesisAfterKeyword', textOfKind(token.kind));
    return errorStatement(start, token.extent);
  }
  skipNewlines(p);
  const variableToken = next(p);
  if (variableToken.kind !== 'Variable' && variableToken.kind !== 'SplattedVariable') {
    unget(p, variableToken);
    reportIncomplete(p, after(paren.extent), 'MissingVariableNameAfterForeach');
    return errorStatement(start, paren.extent);
  }
  const variable: VariableExpressionAst = {
    kind: 'VariableExpressionAst',
    extent: variableToken.extent,
    variablePath: (variableToken as VariableToken).variablePath,
    splatted: variableToken.kind === 'SplattedVariable',
  };
  skipNewlines(p);
  const inToken = next(p);
  if (inToken.kind !== 'In') {
    unget(p, inToken);
    reportIncomplete(p, after(variable.extent), 'MissingInInForeach');
    return errorStatement(start, variable.extent, variable);
  }
  skipNewlines(p);
  const condition = pipelineChainRule(p);
  if (condition === undefined) {
    reportIncomplete(p, after(inToken.extent), 'MissingForeachExpression');
    return errorStatement(start, inToken.extent, variable);
  }
  skipNewlines(p);
  const close = next(p);
  let body: StatementBlockAst | undefined;
  if (close.kind !== 'RParen') {
    unget(p, close);
    errorEnd = condition.extent;
    reportIncomplete(p, after(errorEnd), 'MissingEndParenthesisAfterForeach');
  } else {
    body = statementBlockRule(p);
    if (body === undefined) {
      errorEnd = close.extent;
      reportIncomplete(p, after(errorEnd), 'MissingForeachStatement');
    }
  }
  if (errorEnd !== undefined || body === undefined) {
    return errorStatement(start, errorEnd ?? start, variable, condition, body);
  }
  const extent = spanOf(start, body.extent);
  if (options.parallel) report(p, extent, 'KeywordParameterReservedForFutureUse', 'foreach', 'parallel');
  if (options.throttleLimit) {
    report(p, extent, 'KeywordParameterReservedForFutureUse', 'foreach', 'throttlelimit');
    if (!options.parallel) report(p, extent, 'ThrottleLimitRequiresParallelFlag');
  }
  return {
    kind: 'ForEachStatementAst',
    extent,
    label: label?.labelText,
    variable,
    condition,
    body,
  };
}

/** The parameters of foreach: -parallel and -throttlelimit, which were workflow's. */
interface ForeachOptions {
  parallel: boolean;
  throttleLimit: boolean;
  /** The last parameter that is none of them. */
  errorEnd: ScriptExtent | undefined;
}

function foreachParametersRule(p: Parser): ForeachOptions {
  const options: ForeachOptions = { parallel: false, throttleLimit: false, errorEnd: undefined };
  while (peek(p).kind === 'Parameter') {
    const parameter = next(p);
    if (isParameterNamed(parameter, 'parallel')) options.parallel = true;
    else if (isParameterNamed(parameter, 'throttlelimit')) {
      skipNewlines(p);
      options.throttleLimit = singleCommandArgument(p, 'CommandArgument') !== undefined;
      if (!options.throttleLimit) reportIncomplete(p, after(parameter.extent), 'MissingThrottleLimit');
    } else {
      options.errorEnd = parameter.extent;
      report(p, parameter.extent, 'InvalidForeachFlag', (parameter as ParameterToken).parameterName);
    }
    skipNewlines(p);
  }
  return options;
}

export function forStatementRule(p: Parser, label: Label, token: Token): StatementAst {
  const start = (label ?? token).extent;
  skipNewlines(p);
  const paren = next(p);
  if (paren.kind !== 'LParen') {
    unget(p, paren);
    reportIncomplete(p, after(token.extent), 'MissingOpenParenthesisAfterKeyword', textOfKind(token.kind));
    return errorStatement(start, token.extent);
  }
  let last: ScriptExtent | undefined;
  const part = (): PipelineBaseAst | undefined => {
    skipNewlines(p);
    const pipeline = pipelineChainRule(p);
    if (pipeline !== undefined) last = pipeline.extent;
    return pipeline;
  };
  const semicolon = () => {
    if (peek(p).kind === 'Semi') last = next(p).extent;
  };
  const initializer = part();
  semicolon();
  const condition = part();
  semicolon();
  const iterator = part();
  skipNewlines(p);
  const close = next(p);
  if (close.kind !== 'RParen') {
    unget(p, close);
    last ??= paren.extent;
    reportIncomplete(p, after(last), 'MissingEndParenthesisAfterStatement', textOfKind(token.kind));
    return errorStatement(start, last, initializer, condition, iterator);
  }
  const body = statementBlockRule(p);
  if (body === undefined) {
    reportIncomplete(p, after(close.extent), 'MissingLoopStatement', textOfKind(token.kind));
    return errorStatement(start, close.extent, initializer, condition, iterator);
  }
  return {
    kind: 'ForStatementAst',
    extent: spanOf(start, body.extent),
    label: label?.labelText,
    initializer,
    condition,
    iterator,
    body,
  };
}

export function whileStatementRule(p: Parser, label: Label, token: Token): StatementAst {
  const start = (label ?? token).extent;
  skipNewlines(p);
  const paren = next(p);
  if (paren.kind !== 'LParen') {
    unget(p, paren);
    reportIncomplete(p, after(token.extent), 'MissingOpenParenthesisAfterKeyword', token.text);
    return errorStatement(start, token.extent);
  }
  skipNewlines(p);
  const condition = pipelineChainRule(p);
  if (condition === undefined) {
    reportIncomplete(p, after(paren.extent), 'MissingExpressionAfterKeyword', textOfKind(token.kind));
  }
  skipNewlines(p);
  const close = next(p);
  if (close.kind !== 'RParen') {
    unget(p, close);
    const end = condition?.extent ?? after(paren.extent);
    if (condition !== undefined && condition.kind !== 'ErrorStatementAst') {
      reportIncomplete(p, after(end), 'MissingEndParenthesisAfterStatement', textOfKind(token.kind));
    }
    return errorStatement(start, end, condition);
  }
  skipNewlines(p);
  const body = statementBlockRule(p);
  if (body === undefined) {
    reportIncomplete(p, after(close.extent), 'MissingLoopStatement', textOfKind(token.kind));
    return errorStatement(start, close.extent, condition);
  }
  return {
    kind: 'WhileStatementAst',
    extent: spanOf(start, body.extent),
    label: label?.labelText,
    condition: condition ?? { kind: 'ErrorStatementAst', extent: after(paren.extent), nestedAst: [] },
    body,
  };
}

export function doWhileStatementRule(p: Parser, label: Label, token: Token): StatementAst {
  const start = (label ?? token).extent;
  const body = statementBlockRule(p);
  if (body === undefined) {
    reportIncomplete(p, after(token.extent), 'MissingLoopStatement', 'do');
    return errorStatement(start, token.extent);
  }
  skipNewlines(p);
  const keyword = next(p);
  if (keyword.kind !== 'While' && keyword.kind !== 'Until') {
    unget(p, keyword);
    reportIncomplete(p, after(body.extent), 'MissingWhileOrUntilInDoWhile');
    return errorStatement(start, body.extent, body);
  }
  const keywordText = textOfKind(keyword.kind);
  skipNewlines(p);
  const paren = next(p);
  if (paren.kind !== 'LParen') {
    unget(p, paren);
    reportIncomplete(p, after(keyword.extent), 'MissingOpenParenthesisAfterKeyword', keywordText);
    return errorStatement(start, keyword.extent, body);
  }
  skipNewlines(p);
  const condition = pipelineChainRule(p);
  let errorEnd: ScriptExtent | undefined;
  if (condition === undefined) {
    errorEnd = paren.extent;
    reportIncomplete(p, after(errorEnd), 'MissingExpressionAfterKeyword', keywordText);
  }
  skipNewlines(p);
  const close = next(p);
  if (close.kind !== 'RParen') {
    unget(p, close);
    if (condition !== undefined) {
      errorEnd = condition.extent;
      reportIncomplete(p, after(errorEnd), 'MissingEndParenthesisAfterStatement', keywordText);
    }
  }
  if (condition === undefined || errorEnd !== undefined) return errorStatement(start, errorEnd!, body, condition);
  const extent = spanOf(start, close.extent);
  const kind = keyword.kind === 'Until' ? 'DoUntilStatementAst' : 'DoWhileStatementAst';
  return { kind, extent, label: label?.labelText, condition, body };
}
