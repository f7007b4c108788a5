// -FilePath: a script of this computer that runs on another one.

import { hasWildcard } from '../../conversion/wildcard.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import { resolvePath } from '../../engine/location.ts';
import type { ScriptBlock } from '../../engine/script-block.ts';
import { toText } from '../../engine/text.ts';
import type { ErrorCategory } from '../../psobject/error-record.ts';
import { ThrownException } from '../../psobject/thrown.ts';

/** The script block that a file holds; anything wrong with it ends the command. */
export function scriptBlockOf(context: CmdletContext, filePath: string): ScriptBlock {
  const refuse = (type: string, message: string, id: string, category: ErrorCategory, target: unknown): never =>
    context.throwTerminating(context.error(type, message, id, category, target));
  const argument = (message: string): never =>
    refuse(
      'System.ArgumentException',
      `${message} (Parameter 'filePath')`,
      'System.ArgumentException',
      'NotSpecified',
      null,
    );
  if (hasWildcard(filePath)) {
    argument(
      'Wildcard characters are not supported for the FilePath parameter. Specify a path without wildcard characters.',
    );
  }
  const { provider, path } = resolvePath(context.session, filePath);
  if (provider.name !== 'FileSystem' || provider.getReader === undefined) {
    return argument('The path specified as the value of the FilePath parameter is not from the FileSystem provider.');
  }
  if (!/\.ps1$/i.test(path)) {
    argument(
      'The value of the FilePath parameter must be a PowerShell script file. Enter the path to a file with a .ps1 file name extension and try the command again.',
    );
  }
  if (!provider.itemExists(path)) {
    const message = `Cannot find path '${path}' because it does not exist.`;
    refuse('System.Management.Automation.ItemNotFoundException', message, 'PathNotFound', 'ObjectNotFound', path);
  }
  const reader = provider.getReader(path, { raw: true });
  try {
    return context.session.runspace.createBlock(reader.read(0).map(toText).join(''));
  } catch (error) {
    // What is wrong with the script is this command's error.
    if (error instanceof ThrownException && error.errorRecord !== undefined)
      context.throwTerminating(error.errorRecord);
    throw error;
  } finally {
    reader.close();
  }
}
