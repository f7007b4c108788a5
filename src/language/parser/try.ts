// try, catch, finally, and trap.
import type { StatementAst } from '../ast/ast.ts';
import type { StatementBlockAst } from '../ast/script-block.ts';
import type { CatchClauseAst } from '../ast/statements.ts';
import type { TypeConstraintAst } from '../ast/types.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import type { Token } from '../token.ts';
import { textOfKind } from '../token-kind.ts';
import { errorStatement } from './loops.ts';
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
import { statementBlockRule } from './statements.ts';
import { attributeRule } from './types.ts';

export function trapStatementRule(p: Parser, token: Token): StatementAst {
  const trapType = typeConstraint(p);
  const body = statementBlockRule(p);
  if (body === undefined) {
    const end = (trapType ?? token).extent;
    reportIncomplete(p, after(end), 'MissingTrapStatement');
    return errorStatement(token.extent, end, trapType);
  }
  return { kind: 'TrapStatementAst', extent: spanOf(token.extent, body.extent), trapType, body };
}

/** `[type]` on this or a later line; an attribute there belongs to what follows and is left alone. */
function typeConstraint(p: Parser): TypeConstraintAst | undefined {
  const restore = restorePoint(p);
  skipNewlines(p);
  const type = attributeRule(p);
  if (type === undefined || type.kind === 'TypeConstraintAst') return type;
  resync(p, restore);
  return undefined;
}

/** What the catch clauses of a try leave behind. */
interface CatchState {
  readonly clauses: CatchClauseAst[];
  /** Types of clauses without a block. */
  readonly errorTypes: TypeConstraintAst[];
  errorEnd: ScriptExtent | undefined;
}

export function tryStatementRule(p: Parser, token: Token): StatementAst {
  const body = statementBlockRule(p);
  if (body === undefined) {
    reportIncomplete(p, after(token.extent), 'MissingTryStatementBlock');
    return errorStatement(token.extent, token.extent);
  }
  const state: CatchState = { clauses: [], errorTypes: [], errorEnd: undefined };
  while (catchClauseRule(p, state)) {}
  skipNewlines(p);
  let finallyBlock: StatementBlockAst | undefined;
  const finallyToken = peek(p);
  if (finallyToken.kind === 'Finally') {
    skip(p);
    finallyBlock = statementBlockRule(p);
    if (finallyBlock === undefined) {
      state.errorEnd = finallyToken.extent;
      reportIncomplete(p, after(state.errorEnd), 'MissingFinallyStatementBlock', textOfKind(finallyToken.kind));
    }
  }
  const { clauses } = state;
  if (clauses.length === 0 && finallyBlock === undefined && state.errorEnd === undefined) {
    state.errorEnd = body.extent;
    reportIncomplete(p, after(state.errorEnd), 'MissingCatchOrFinally');
  }
  if (state.errorEnd !== undefined) {
    return errorStatement(token.extent, state.errorEnd, body, ...clauses, ...state.errorTypes);
  }
  const end = finallyBlock ?? clauses[clauses.length - 1]!;
  return {
    kind: 'TryStatementAst',
    extent: spanOf(token.extent, end.extent),
    body,
    catchClauses: clauses,
    finally: finallyBlock,
  };
}

/** Adds a catch clause; false when there is none, or none that is whole. */
function catchClauseRule(p: Parser, state: CatchState): boolean {
  skipNewlines(p);
  const token = next(p);
  if (token.kind !== 'Catch') {
    unget(p, token);
    return false;
  }
  const catchTypes: TypeConstraintAst[] = [];
  let comma: Token | undefined;
  while (true) {
    const type = typeConstraint(p);
    if (type === undefined) {
      if (comma !== undefined) {
        state.errorEnd = comma.extent;
        reportIncomplete(p, after(comma.extent), 'MissingTypeLiteralToken');
      }
      break;
    }
    catchTypes.push(type);
    skipNewlines(p);
    if (peek(p).kind !== 'Comma') {
      comma = undefined;
      break;
    }
    comma = next(p);
  }
  const body = statementBlockRule(p);
  if (body !== undefined) {
    state.clauses.push({ kind: 'CatchClauseAst', extent: spanOf(token.extent, body.extent), catchTypes, body });
    return true;
  }
  if (comma === undefined) {
    state.errorEnd = (catchTypes[catchTypes.length - 1] ?? token).extent;
    reportIncomplete(p, after(state.errorEnd), 'MissingCatchHandlerBlock');
  }
  state.errorTypes.push(...catchTypes);
  return false;
}
