// data sections.
import type { ExpressionAst, StatementAst } from '../ast/ast.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import type { ParameterToken, Token } from '../token.ts';
import { singleCommandArgument } from './commands.ts';
import { errorStatement } from './loops.ts';
import { isParameterNamed, next, type Parser, peek, report, reportIncomplete, skipNewlines } from './parser.ts';
import { statementBlockRule } from './statements.ts';
import { simpleNameRule } from './types.ts';

export function dataStatementRule(p: Parser, token: Token): StatementAst {
  skipNewlines(p);
  const name = simpleNameRule(p);
  skipNewlines(p);
  const commandsAllowed: ExpressionAst[] = [];
  let errorEnd = peek(p).kind === 'Parameter' ? supportedCommands(p, commandsAllowed) : undefined;
  if (errorEnd === undefined) {
    const body = statementBlockRule(p);
    if (body !== undefined) {
      const extent = spanOf(token.extent, body.extent);
      return { kind: 'DataStatementAst', extent, variable: name?.value, commandsAllowed, body };
    }
    errorEnd = (commandsAllowed[commandsAllowed.length - 1] ?? name ?? token).extent;
    reportIncomplete(p, after(errorEnd), 'MissingStatementBlockForDataSection');
  }
  return errorStatement(token.extent, errorEnd, ...commandsAllowed);
}

/** `-SupportedCommand a, b`; returns where it went wrong, if it did. */
function supportedCommands(p: Parser, commands: ExpressionAst[]): ScriptExtent | undefined {
  const parameter = next(p);
  let errorEnd: ScriptExtent | undefined;
  if (!isParameterNamed(parameter, 'SupportedCommand')) {
    errorEnd = parameter.extent;
    report(p, errorEnd, 'InvalidParameterForDataSectionStatement', (parameter as ParameterToken).parameterName);
  }
  let comma: Token | undefined;
  while (true) {
    skipNewlines(p);
    const command = singleCommandArgument(p, 'CommandName');
    if (command === undefined) {
      const { extent } = comma ?? parameter;
      if (errorEnd === undefined) {
        reportIncomplete(p, after(extent), 'MissingValueForSupportedCommandInDataSectionStatement');
      }
      return extent;
    }
    commands.push(command);
    if (peek(p).kind !== 'Comma') return errorEnd;
    comma = next(p);
  }
}
