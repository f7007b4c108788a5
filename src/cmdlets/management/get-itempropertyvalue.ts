// Get-ItemPropertyValue: values of properties of items.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { getProperty } from '../../engine/members.ts';
import { attempt, filterParameters, pathSets, type Target, targetsOf } from '../shared/paths.ts';

/** The item at a path of a provider whose items have properties: files and folders. */
function fileItem(context: CmdletContext, { provider, path }: Target): unknown {
  if (provider.name === 'FileSystem') return provider.getItem(path)?.value;
  context.throwTerminating(
    context.error(
      'System.Management.Automation.PSNotSupportedException',
      'Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.',
      'NotSupported',
      'NotImplemented',
    ),
  );
}

export const getItemPropertyValue = defineCmdlet({
  name: 'Get-ItemPropertyValue',
  aliases: ['gpv'],
  typeName: 'Microsoft.PowerShell.Commands.GetItemPropertyValueCommand',
  defaultParameterSet: 'Path',
  synopsis: 'Gets the value for one or more properties of a specified item.',
  parameters: {
    ...pathSets,
    Path: { type: 'string[]', sets: { Path: { position: 0, pipeline: true, pipelineByName: true } } },
    Name: { type: 'string[]', aliases: ['PSProperty'], position: 1, mandatory: true },
    ...filterParameters,
  },
  examples: [
    {
      code: 'Set-Content size.txt abc -NoNewline; Get-ItemPropertyValue size.txt -Name Length',
      description: 'The length of a file.',
      output: '3',
    },
  ],
  process(context, p) {
    const paths = p.LiteralPath === undefined && p.Path === undefined ? { ...p, Path: ['.'] } : p;
    for (const target of targetsOf(context, paths)) {
      const item = attempt(context, target.path, () => fileItem(context, target));
      if (item === undefined) continue;
      for (const name of p.Name) {
        const value = getProperty(item, name);
        if (value !== undefined) context.writeObject(value);
        else {
          context.writeError(
            context.error(
              'System.IO.IOException',
              `The property ${name} does not exist or was not found.`,
              'System.IO.IOException',
              'NotSpecified',
            ),
          );
        }
      }
    }
  },
});
