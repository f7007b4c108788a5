// if, elseif, else.
import type { Ast, StatementAst } from '../ast/ast.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import type { IfClause } from '../ast/statements.ts';
import { after, before, spanOf } from '../extent.ts';
import type { Token } from '../token.ts';
import {
  next,
  type Parser,
  peek,
  reportIncomplete,
  restorePoint,
  resync,
  skip,
  skipNewlines,
  unget,
} from './parser.ts';
import { pipelineChainRule } from './pipelines.ts';
import { statementBlockRule } from './statements.ts';

export function ifStatementRule(p: Parser, ifToken: Token): StatementAst {
  const clauses: IfClause[] = [];
  const nestedAst: Ast[] = [];
  let elseClause: StatementBlockAst | undefined;
  let keyword = ifToken;
  while (true) {
    skipNewlines(p);
    const paren = next(p);
    if (paren.kind !== 'LParen') {
      unget(p, paren);
      reportIncomplete(p, after(keyword.extent), 'MissingOpenParenthesisInIfStatement', keyword.text);
      return { kind: 'ErrorStatementAst', extent: spanOf(ifToken.extent, keyword.extent), nestedAst };
    }
    skipNewlines(p);
    let condition = pipelineChainRule(p);
    if (condition === undefined) {
      const extent = after(paren.extent);
      reportIncomplete(p, extent, 'IfStatementMissingCondition', keyword.text);
      condition = { kind: 'ErrorStatementAst', extent, nestedAst: [] };
    } else nestedAst.push(condition);
    skipNewlines(p);
    const close = next(p);
    if (close.kind !== 'RParen') {
      unget(p, close);
      if (condition.kind !== 'ErrorStatementAst') {
        reportIncomplete(p, close.extent, 'MissingEndParenthesisAfterStatement', keyword.text);
      }
      return { kind: 'ErrorStatementAst', extent: spanOf(ifToken.extent, before(close.extent)), nestedAst };
    }
    skipNewlines(p);
    const body = statementBlockRule(p);
    if (body === undefined) {
      reportIncomplete(p, close.extent, 'MissingStatementBlock', keyword.text);
      return { kind: 'ErrorStatementAst', extent: spanOf(ifToken.extent, close.extent), nestedAst };
    }
    nestedAst.push(body);
    clauses.push({ condition, body });
    // Without else the new lines are not the statement's: in a hashtable they separate its pairs.
    const restore = restorePoint(p);
    skipNewlines(p);
    keyword = peek(p);
    if (keyword.kind === 'ElseIf') {
      skip(p);
      continue;
    }
    if (keyword.kind === 'Else') {
      skip(p);
      skipNewlines(p);
      elseClause = statementBlockRule(p);
      if (elseClause === undefined) {
        reportIncomplete(p, after(keyword.extent), 'MissingStatementBlockAfterElse');
        return { kind: 'ErrorStatementAst', extent: spanOf(ifToken.extent, keyword.extent), nestedAst };
      }
    } else resync(p, restore);
    break;
  }
  const end = elseClause ?? clauses[clauses.length - 1]!.body;
  return { kind: 'IfStatementAst', extent: spanOf(ifToken.extent, end.extent), clauses, elseClause };
}
