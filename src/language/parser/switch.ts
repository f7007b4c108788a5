// switch, with its options, -file among them, and its clauses.
import type { Ast, PipelineBaseAst, StatementAst } from '../ast/ast.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import type { SwitchClause, SwitchFlags } from '../ast/statements.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import type { LabelToken, ParameterToken, Token } from '../token.ts';
import { singleCommandArgument } from './commands.ts';
import { errorStatement } from './loops.ts';
import {
  isParameterNamed,
  next,
  type Parser,
  peek,
  report,
  reportIncomplete,
  reportIncompleteAt,
  skip,
  skipNewlines,
  skipNewlinesAndSemicolons,
  unget,
} from './parser.ts';
import { pipelineChainRule } from './pipelines.ts';
import { statementBlockRule } from './statements.ts';

/** What is known of a switch while it is parsed. */
interface SwitchState {
  flags: { -readonly [Flag in keyof SwitchFlags]: boolean };
  condition: PipelineBaseAst | undefined;
  /** True for a condition in parentheses: a file's name is not one of the parts of an error. */
  conditionInParentheses: boolean;
  clauses: SwitchClause[];
  default: StatementBlockAst | undefined;
  /** The parts so far, for the statement in error. */
  parts: Ast[];
  isError: boolean;
  /** The last error is one that more input may mend: those that follow from it are not reported. */
  isIncomplete: boolean;
  /** The last thing understood. */
  end: ScriptExtent;
}

export function switchStatementRule(p: Parser, label: LabelToken | undefined, token: Token): StatementAst {
  const start = (label ?? token).extent;
  const state: SwitchState = {
    flags: { file: false, regex: false, wildcard: false, exact: false, caseSensitive: false, parallel: false },
    condition: undefined,
    conditionInParentheses: false,
    clauses: [],
    default: undefined,
    parts: [],
    isError: false,
    isIncomplete: false,
    end: start,
  };
  skipNewlines(p);
  while (peek(p).kind === 'Parameter') switchParameter(p, state, next(p) as ParameterToken);
  switchCondition(p, state);
  skipNewlines(p);
  const curly = next(p);
  let close: Token | undefined;
  if (curly.kind === 'LCurly') close = switchBody(p, state, curly);
  else {
    unget(p, curly);
    if (!state.isIncomplete) {
      state.isError = true;
      reportIncomplete(p, after(state.end), 'MissingCurlyBraceInSwitchStatement');
    }
  }
  if (state.isError || close === undefined || state.condition === undefined) {
    const condition = state.conditionInParentheses ? state.condition : undefined;
    return errorStatement(start, state.end, condition, ...state.parts);
  }
  const extent = spanOf(start, close.extent);
  if (state.flags.parallel) report(p, extent, 'KeywordParameterReservedForFutureUse', 'switch', 'parallel');
  return {
    kind: 'SwitchStatementAst',
    extent,
    label: label?.labelText,
    flags: state.flags,
    condition: state.condition,
    clauses: state.clauses,
    default: state.default,
  };
}

function switchParameter(p: Parser, state: SwitchState, token: ParameterToken): void {
  const { flags } = state;
  state.end = token.extent;
  if (isParameterNamed(token, 'regex')) {
    flags.regex = true;
    flags.wildcard = false;
  } else if (isParameterNamed(token, 'wildcard')) {
    flags.wildcard = true;
    flags.regex = false;
  } else if (isParameterNamed(token, 'exact')) {
    flags.exact = true;
    flags.regex = false;
    flags.wildcard = false;
  } else if (isParameterNamed(token, 'casesensitive')) flags.caseSensitive = true;
  else if (isParameterNamed(token, 'parallel')) flags.parallel = true;
  else if (isParameterNamed(token, 'file')) {
    flags.file = true;
    skipNewlines(p);
    const expression = singleCommandArgument(p, 'FileName');
    if (expression === undefined) {
      state.isError = true;
      state.isIncomplete = reportIncomplete(p, after(token.extent), 'MissingFilenameOption');
      return;
    }
    const { extent } = expression;
    state.end = extent;
    state.condition = {
      kind: 'PipelineAst',
      extent,
      pipelineElements: [{ kind: 'CommandExpressionAst', extent, expression, redirections: [] }],
      background: false,
    };
  } else {
    state.isError = true;
    report(p, token.extent, 'InvalidSwitchFlag', token.parameterName);
  }
}

function switchCondition(p: Parser, state: SwitchState): void {
  const paren = peek(p);
  if (paren.kind !== 'LParen') {
    if (state.condition !== undefined || state.flags.file) return;
    state.isError = true;
    state.isIncomplete = reportIncomplete(p, after(state.end), 'PipelineValueRequired');
    return;
  }
  state.end = paren.extent;
  skip(p);
  if (state.flags.file) {
    state.isError = true;
    report(p, paren.extent, 'PipelineValueRequired');
  }
  skipNewlines(p);
  state.conditionInParentheses = true;
  state.condition = pipelineChainRule(p);
  if (state.condition === undefined) {
    state.isError = true;
    state.isIncomplete = reportIncomplete(p, after(paren.extent), 'PipelineValueRequired');
  } else state.end = state.condition.extent;
  skipNewlines(p);
  const close = next(p);
  if (close.kind === 'RParen') {
    state.end = close.extent;
    return;
  }
  unget(p, close);
  if (state.isIncomplete) return;
  state.isError = true;
  state.isIncomplete = reportIncomplete(p, after(state.end), 'MissingEndParenthesisInSwitchStatement');
}

/** The clauses, the `{` read; returns the `}`, if it was found. */
function switchBody(p: Parser, state: SwitchState, curly: Token): Token | undefined {
  state.end = curly.extent;
  skipNewlines(p);
  while (true) {
    const first = peek(p);
    const isDefault = first.kind === 'Default';
    if (isDefault) skip(p);
    const condition = isDefault
      ? ({
          kind: 'StringConstantExpressionAst',
          extent: first.extent,
          value: first.text,
          stringConstantType: 'BareWord',
        } as const)
      : singleCommandArgument(p, 'SwitchCondition');
    if (condition === undefined) {
      state.isError = true;
      reportIncomplete(p, after(state.end), 'MissingSwitchConditionExpression');
      if (peek(p).kind === 'RCurly') skip(p);
      return undefined;
    }
    state.parts.push(condition);
    state.end = condition.extent;
    const body = statementBlockRule(p);
    if (body === undefined) {
      state.isError = true;
      state.isIncomplete = reportIncomplete(p, after(state.end), 'MissingSwitchStatementClause');
    } else {
      state.parts.push(body);
      state.end = body.extent;
      if (!isDefault) state.clauses.push({ condition, body });
      else {
        if (state.default !== undefined) {
          state.isError = true;
          report(p, condition.extent, 'MultipleSwitchDefaultClauses');
        }
        state.default = body;
      }
    }
    skipNewlinesAndSemicolons(p);
    const token = peek(p);
    if (token.kind === 'RCurly') {
      skip(p);
      return token;
    }
    if (token.kind === 'EndOfInput') {
      if (!state.isIncomplete) {
        state.isError = true;
        reportIncompleteAt(p, curly.extent, token.extent, 'MissingEndCurlyBrace');
      }
      return undefined;
    }
  }
}
