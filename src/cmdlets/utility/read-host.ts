// Read-Host: a line from whoever sits in front, in the clear or as a secure string.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { enumerate } from '../../engine/members.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { SecureString } from '../../psobject/values.ts';
import { toText } from '../shared/values.ts';

/** What stands before the cursor: the words of a collection joined by blanks, empty ones left out. */
function promptText(prompt: unknown): string {
  const items = typeof baseOf(prompt) === 'string' ? undefined : enumerate(prompt);
  return items === undefined ? toText(prompt) : [...items].map(toText).filter(Boolean).join(' ');
}

export const readHost = defineCmdlet({
  name: 'Read-Host',
  typeName: 'Microsoft.PowerShell.Commands.ReadHostCommand',
  defaultParameterSet: 'AsString',
  synopsis: 'Reads a line of input from the console.',
  parameters: {
    Prompt: { type: 'object', position: 0, remaining: true, validate: [{ kind: 'allowNull' }] },
    AsSecureString: { type: 'switch', sets: { AsSecureString: {} } },
    MaskInput: { type: 'switch', sets: { AsString: {} } },
  },
  examples: [{ code: "Read-Host 'Name'", description: 'Asks for a name.', runnable: false }],
  begin(context, p) {
    const { ui } = context.host;
    if (ui === undefined) {
      return context.throwTerminating(
        context.error(
          'System.Management.Automation.Host.HostException',
          'A command that prompts the user failed because the host program or the command type does not support user interaction. Try a host program that supports user interaction, such as the PowerShell Console, and remove prompt-related commands from command types that do not support user interaction.',
          'HostFunctionNotImplemented',
          'NotImplemented',
        ),
      );
    }
    const isSecret = p.AsSecureString || p.MaskInput;
    const write = (value: unknown) =>
      context.writeObject(p.MaskInput && value instanceof SecureString ? value.reveal() : value);
    if (p.Prompt === undefined || p.Prompt === null) {
      write(isSecret ? ui.readLineAsSecureString() : ui.readLine());
      return;
    }
    const name = promptText(p.Prompt);
    const typeName = isSecret ? 'System.Security.SecureString' : 'System.String';
    const field = { name, label: name, helpMessage: '', typeName, isMandatory: true, defaultValue: null };
    for (const value of ui.prompt('', '', [field]).values()) write(value);
  },
});
