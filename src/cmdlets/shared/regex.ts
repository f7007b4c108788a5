// Regular expressions that users give to cmdlets, in .NET's syntax.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import { type Pattern, patternOf } from '../../engine/regex.ts';
import { ThrownException } from '../../psobject/thrown.ts';

/** The pattern, compiled; a bad one ends the command with the operator's error. */
export function operatorPattern(
  context: CmdletContext,
  pattern: string,
  ignoreCase: boolean,
  operator: string,
): Pattern {
  try {
    return patternOf(pattern, ignoreCase);
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    context.throwTerminating(
      context.error(
        'System.Management.Automation.PSInvalidOperationException',
        `The argument to operator '${operator}' is not valid: ${error.exception.message}.`,
        'BadOperatorArgument',
        'InvalidOperation',
        pattern,
      ),
    );
  }
}
