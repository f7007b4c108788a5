// Lists of statements, blocks, and which production a statement's first token begins; and the statements of one word.
import type { AttributeBaseAst, ExpressionAst, PipelineBaseAst, StatementAst } from '../ast/ast.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import type { TrapStatementAst } from '../ast/statements.ts';
import { type ScriptExtent, spanOf } from '../extent.ts';
import type { LabelToken, Token } from '../token.ts';
import { textOfKind, tokenFlag } from '../token-kind.ts';
import { classDefinitionRule, enumDefinitionRule } from './classes.ts';
import { ifStatementRule } from './conditionals.ts';
import { dataStatementRule } from './data.ts';
import { functionDeclarationRule } from './functions.ts';
import { doWhileStatementRule, foreachStatementRule, forStatementRule, whileStatementRule } from './loops.ts';
import {
  enter,
  hasErrors,
  leave,
  next,
  type Parser,
  peek,
  report,
  reportIncompleteAt,
  resync,
  resyncTo,
  skipNewlines,
  skipNewlinesAndSemicolons,
  unget,
} from './parser.ts';
import { pipelineChainRule } from './pipelines.ts';
import { labelOrKeyRule } from './primaries.ts';
import { switchStatementRule } from './switch.ts';
import { trapStatementRule, tryStatementRule } from './try.ts';
import { attributeListRule, typeNameText } from './types.ts';
import { usingStatementRule } from './using.ts';

/** `{ statements }`; undefined when there is no `{`. */
export function statementBlockRule(p: Parser): StatementBlockAst | undefined {
  skipNewlines(p);
  const curly = next(p);
  if (curly.kind !== 'LCurly') {
    unget(p, curly);
    return undefined;
  }
  const statements: StatementAst[] = [];
  const traps: TrapStatementAst[] = [];
  const listExtent = statementListRule(p, statements, traps);
  const close = next(p);
  let end = close.extent;
  if (close.kind !== 'RCurly') {
    unget(p, close);
    end = listExtent ?? curly.extent;
    reportIncompleteAt(p, curly.extent, close.extent, 'MissingEndCurlyBrace');
  }
  return { kind: 'StatementBlockAst', extent: spanOf(curly.extent, end), statements, traps };
}

/** Fills the lists with statements up to a `)`, `}` or what is no statement; returns their extent, if any. */
export function statementListRule(
  p: Parser,
  statements: StatementAst[],
  traps: TrapStatementAst[],
): ScriptExtent | undefined {
  let first: StatementAst | undefined;
  let last: StatementAst | undefined;
  skipNewlinesAndSemicolons(p);
  while (true) {
    const statement = statementRule(p);
    if (statement === undefined) break;
    const { beginSignature } = p.context;
    if (beginSignature !== undefined && beginSignature.startOffset < statement.extent.startOffset) {
      report(p, statement.extent, 'TokenAfterEndOfValidScriptText');
    }
    if (statement.kind === 'TrapStatementAst') traps.push(statement);
    else statements.push(statement);
    first ??= statement;
    last = statement;
    skipNewlinesAndSemicolons(p);
    const { kind } = peek(p);
    if (kind === 'RParen' || kind === 'RCurly') break;
  }
  return first === undefined ? undefined : spanOf(first.extent, last!.extent);
}

/** One statement; undefined when none begins here. */
export function statementRule(p: Parser): StatementAst | undefined {
  enter(p);
  const statement = statementOf(p, next(p));
  leave(p);
  return statement;
}

function statementOf(p: Parser, first: Token): StatementAst | undefined {
  if (first.kind === 'Generic' && first.text[0] === '[') {
    const restore = first.extent.startOffset;
    resyncTo(p, first);
    const attributes = attributeListRule(p, false);
    const token = next(p);
    if (attributes !== undefined) {
      if (acceptsAttributes(p, attributes, token)) return statementByToken(p, token, attributes, restore);
      resync(p, restore);
      return pipelineChainRule(p);
    }
    return statementByToken(p, token, undefined, restore);
  }
  return statementByToken(p, first, undefined, 0);
}

/** Whether attributes stand before a statement that takes (or wrongly has) them, rather than begin an expression. */
function acceptsAttributes(p: Parser, attributes: AttributeBaseAst[], token: Token): boolean {
  if ((token.flags & tokenFlag.StatementDoesntSupportAttributes) !== 0) {
    if (attributes.some((attribute) => attribute.kind === 'TypeConstraintAst')) return false;
    const [first] = attributes;
    report(p, first!.extent, 'UnexpectedAttribute', typeNameText(first!.typeName));
    return true;
  }
  if ((token.flags & tokenFlag.Keyword) === 0) return false;
  const type = attributes.find((attribute) => attribute.kind === 'TypeConstraintAst');
  if (type !== undefined) report(p, type.extent, 'TypeNotAllowedBeforeStatement', typeNameText(type.typeName));
  return true;
}

function statementByToken(
  p: Parser,
  token: Token,
  attributes: AttributeBaseAst[] | undefined,
  restore: number,
): StatementAst | undefined {
  switch (token.kind) {
    case 'If':
      return ifStatementRule(p, token);
    case 'Switch':
    case 'Foreach':
    case 'For':
    case 'While':
    case 'Do':
      return labeledStatementRule(p, undefined, token);
    case 'Function':
    case 'Filter':
    case 'Workflow':
      return functionDeclarationRule(p, token);
    case 'Return': {
      const { extent, pipeline } = pipelineAfter(p, token);
      return { kind: 'ReturnStatementAst', extent, pipeline };
    }
    case 'Throw': {
      const { extent, pipeline } = pipelineAfter(p, token);
      return { kind: 'ThrowStatementAst', extent, pipeline };
    }
    case 'Exit': {
      const { extent, pipeline } = pipelineAfter(p, token);
      return { kind: 'ExitStatementAst', extent, pipeline };
    }
    case 'Break': {
      const { extent, label } = labelAfter(p, token);
      return { kind: 'BreakStatementAst', extent, label };
    }
    case 'Continue': {
      const { extent, label } = labelAfter(p, token);
      return { kind: 'ContinueStatementAst', extent, label };
    }
    case 'Trap':
      return trapStatementRule(p, token);
    case 'Try':
      return tryStatementRule(p, token);
    case 'Data':
      return dataStatementRule(p, token);
    case 'Parallel':
    case 'Sequence':
      return workflowBlockRule(p, token);
    case 'Configuration':
    // Desired State Configuration is not part of this PowerShell.
    case 'From':
    case 'Define':
    case 'Var':
      report(p, token.extent, 'ReservedKeywordNotAllowed', textOfKind(token.kind));
      return { kind: 'ErrorStatementAst', extent: token.extent, nestedAst: [] };
    case 'Label': {
      skipNewlines(p);
      const keyword = next(p);
      const statement = labeledStatementRule(p, token as LabelToken, keyword);
      if (statement !== undefined) return statement;
      resyncTo(p, token);
      return pipelineChainRule(p);
    }
    case 'EndOfInput':
      if (attributes === undefined) {
        unget(p, token);
        return undefined;
      }
      break;
    case 'Else':
    case 'ElseIf':
    case 'Catch':
    case 'Until':
      // After an error, the rest of a statement whose beginning was not understood.
      if (hasErrors(p)) {
        skipNewlines(p);
        return statementRule(p);
      }
      break;
    case 'Class':
      return classDefinitionRule(p, attributes ?? [], token);
    case 'Enum':
      return enumDefinitionRule(p, attributes ?? [], token);
    case 'Using': {
      const statement = usingStatementRule(p, token);
      report(p, statement.extent, 'UsingMustBeAtStartOfScript');
      return statement;
    }
  }
  if (attributes === undefined) unget(p, token);
  else resync(p, restore);
  return pipelineChainRule(p);
}

/** The loop or switch that `token` begins, if it does. */
function labeledStatementRule(p: Parser, label: LabelToken | undefined, token: Token): StatementAst | undefined {
  switch (token.kind) {
    case 'Switch':
      return switchStatementRule(p, label, token);
    case 'Foreach':
      return foreachStatementRule(p, label, token);
    case 'For':
      return forStatementRule(p, label, token);
    case 'While':
      return whileStatementRule(p, label, token);
    case 'Do':
      return doWhileStatementRule(p, label, token);
  }
  return undefined;
}

/** What follows return, throw and exit. */
function pipelineAfter(p: Parser, token: Token): { extent: ScriptExtent; pipeline: PipelineBaseAst | undefined } {
  const pipeline = pipelineChainRule(p);
  return { extent: pipeline === undefined ? token.extent : spanOf(token.extent, pipeline.extent), pipeline };
}

/** What follows break and continue. */
function labelAfter(p: Parser, token: Token): { extent: ScriptExtent; label: ExpressionAst | undefined } {
  const label = labelOrKeyRule(p);
  return { extent: label === undefined ? token.extent : spanOf(token.extent, label.extent), label };
}

/** `parallel { }` and `sequence { }` belonged to workflows, which this edition of PowerShell does not have. */
function workflowBlockRule(p: Parser, token: Token): StatementAst {
  const body = statementBlockRule(p);
  report(p, token.extent, 'UnexpectedKeyword', token.text);
  const extent = body === undefined ? token.extent : spanOf(token.extent, body.extent);
  return { kind: 'ErrorStatementAst', extent, nestedAst: body === undefined ? [] : [body] };
}
