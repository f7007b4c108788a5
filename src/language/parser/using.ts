// using namespace, using module, using assembly.
import type { StatementAst } from '../ast/ast.ts';
import type { StringConstantExpressionAst } from '../ast/expressions.ts';
import type { UsingStatementAst, UsingStatementKind } from '../ast/statements.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import type { Token } from '../token.ts';
import type { TokenKind } from '../token-kind.ts';
import { commandArgument } from './commands.ts';
import { errorStatement } from './loops.ts';
import { next, type Parser, peek, report, reportIncomplete, skip, syncOnError, unget } from './parser.ts';

/** What `using` may name, and whether `= alias` may or must follow. */
const directives = new Map<TokenKind, { kind: UsingStatementKind; alias: 'none' | 'allowed' | 'required' }>([
  ['Namespace', { kind: 'Namespace', alias: 'allowed' }],
  ['Type', { kind: 'Type', alias: 'required' }],
  ['Module', { kind: 'Module', alias: 'allowed' }],
  ['Command', { kind: 'Command', alias: 'required' }],
  ['Assembly', { kind: 'Assembly', alias: 'none' }],
]);

export function usingStatementRule(p: Parser, token: Token): StatementAst {
  const directiveToken = next(p);
  const directive = directives.get(directiveToken.kind);
  if (directive === undefined) {
    unget(p, directiveToken);
    reportIncomplete(p, after(token.extent), 'MissingUsingStatementDirective');
    return errorStatement(token.extent, token.extent);
  }
  const itemToken = next(p);
  switch (itemToken.kind) {
    case 'EndOfInput':
    case 'NewLine':
    case 'Comma':
    case 'Semi':
      reportIncomplete(p, after(directiveToken.extent), 'MissingUsingItemName');
      return errorStatement(token.extent, directiveToken.extent);
  }
  const item = commandArgument(p, 'CommandArgument', itemToken);
  if (item === undefined) {
    report(p, itemToken.extent, 'InvalidValueForUsingItemName', itemToken.text);
    syncOnError(p, true, 'Semi', 'NewLine');
    return errorStatement(token.extent, itemToken.extent);
  }
  const { kind, alias } = directive;
  if (item.kind === 'HashtableAst' && kind === 'Module') {
    requireTerminator(p);
    return usingStatement(token, item.extent, { usingStatementKind: kind, moduleSpecification: item });
  }
  if (item.kind !== 'StringConstantExpressionAst') {
    report(p, item.extent, 'InvalidValueForUsingItemName', item.extent.text);
    return errorStatement(token.extent, item.extent);
  }
  const equals = peek(p);
  if (alias !== 'none' && equals.kind === 'Equals') {
    skip(p);
    return aliasRule(p, token, kind, item, equals);
  }
  if (alias === 'required') {
    reportIncomplete(p, after(itemToken.extent), 'MissingEqualsInUsingAlias');
    return errorStatement(token.extent, item.extent, item);
  }
  requireTerminator(p);
  return usingStatement(token, item.extent, { usingStatementKind: kind, name: item });
}

function usingStatement(
  token: Token,
  end: ScriptExtent,
  parts: Partial<UsingStatementAst> & Pick<UsingStatementAst, 'usingStatementKind'>,
): UsingStatementAst {
  return {
    kind: 'UsingStatementAst',
    extent: spanOf(token.extent, end),
    usingStatementKind: parts.usingStatementKind,
    name: parts.name,
    alias: parts.alias,
    moduleSpecification: parts.moduleSpecification,
  };
}

/** What stands after `=`: an alias, or a module specification. */
function aliasRule(
  p: Parser,
  token: Token,
  usingStatementKind: UsingStatementKind,
  name: StringConstantExpressionAst,
  equals: Token,
): StatementAst {
  const aliasToken = next(p);
  switch (aliasToken.kind) {
    case 'EndOfInput':
    case 'NewLine':
    case 'Semi':
      unget(p, aliasToken);
      reportIncomplete(p, after(equals.extent), 'MissingNamespaceAlias');
      return errorStatement(token.extent, equals.extent);
    case 'Comma':
      report(p, aliasToken.extent, 'UnexpectedUnaryOperator', aliasToken.text);
      return errorStatement(token.extent, aliasToken.extent);
  }
  const alias = commandArgument(p, 'CommandArgument', aliasToken);
  const isSpecification = usingStatementKind === 'Module' && alias?.kind === 'HashtableAst';
  if (!isSpecification && alias?.kind !== 'StringConstantExpressionAst') {
    const { extent } = alias ?? aliasToken;
    report(p, extent, 'InvalidValueForUsingItemName', extent.text);
    return errorStatement(token.extent, extent, name, alias);
  }
  requireTerminator(p);
  // PowerShell ends the statement at the first token of what was assigned.
  const end = aliasToken.extent;
  return alias.kind === 'StringConstantExpressionAst'
    ? usingStatement(token, end, { usingStatementKind, name, alias })
    : usingStatement(token, end, { usingStatementKind, name, moduleSpecification: alias as never });
}

function requireTerminator(p: Parser): void {
  const token = peek(p);
  if (token.kind === 'NewLine' || token.kind === 'Semi') skip(p);
  else if (token.kind !== 'EndOfInput') reportIncomplete(p, token.extent, 'MissingStatementTerminator');
}
