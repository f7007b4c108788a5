// Regular expressions that users give to cmdlets.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';

/** .NET's spelling of named groups and of the end of a text, as JavaScript has them. */
function translated(pattern: string): string {
  return pattern
    .replace(/\(\?<(\w+)>|\(\?'(\w+)'/g, (_, first, second) => `(?<${first ?? second}>`)
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$');
}

/** The pattern as a JavaScript expression; a bad one ends the command. */
export function regexOf(context: CmdletContext, pattern: string, ignoreCase: boolean, operator: string): RegExp {
  try {
    return new RegExp(translated(pattern), ignoreCase ? 'iu' : 'u');
  } catch {
    try {
      return new RegExp(translated(pattern), ignoreCase ? 'i' : '');
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^.*: /, '') : '';
      context.throwTerminating(
        context.error(
          'System.ArgumentException',
          `The argument to operator '${operator}' is not valid: Invalid pattern '${pattern}'. ${reason}.`,
          'BadOperatorArgument',
          'InvalidArgument',
          pattern,
        ),
      );
    }
  }
}
