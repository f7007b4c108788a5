// New-Object: an instance of a .NET type.
import { createInstance, types } from '../../conversion/index.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { setProperty } from '../../engine/members.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf, isPropertyBag, PSObject } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { toText } from '../shared/values.ts';

function assign(context: CmdletContext, target: unknown, properties: Dictionary): void {
  for (const [key, value] of properties.entries()) {
    const name = toText(key);
    if (isPropertyBag(target)) {
      target.members.setNote(name, value);
      continue;
    }
    try {
      setProperty(target, name, value);
    } catch (error) {
      if (!(error instanceof ThrownException)) throw error;
      context.throwTerminating(
        context.error(
          error.exception.typeName,
          'The value supplied is not valid, or the property is read-only. Change the value, and then try again.',
          'SetValueException',
          'InvalidData',
          name,
        ),
      );
    }
  }
}

export const newObject = defineCmdlet({
  name: 'New-Object',
  defaultParameterSet: 'Net',
  synopsis: 'Creates an instance of a Microsoft .NET Framework or COM object.',
  parameters: {
    TypeName: { type: 'string', sets: { Net: { position: 0, mandatory: true } } },
    ArgumentList: { type: 'object[]', aliases: ['Args'], sets: { Net: { position: 1 } } },
    Property: { type: 'System.Collections.IDictionary' },
  },
  examples: [{ code: '(New-Object psobject -Property @{ A = 1 }).A', description: 'An object of notes.', output: '1' }],
  process(context, p) {
    const name = p.TypeName as string;
    const properties = baseOf(p.Property ?? null);
    let result: unknown;
    if (/^(System\.Management\.Automation\.)?(PSObject|PSCustomObject)$/i.test(name) && !p.ArgumentList?.length) {
      result = new PSObject();
    } else {
      const type = types().find(name);
      if (type === undefined) {
        return context.throwTerminating(
          context.error(
            'System.Management.Automation.PSArgumentException',
            `Cannot find type [${name}]: verify that the assembly containing this type is loaded.`,
            'TypeNotFound',
            'InvalidType',
          ),
        );
      }
      try {
        result = createInstance(type, p.ArgumentList ?? []);
      } catch (error) {
        if (!(error instanceof ThrownException)) throw error;
        const { exception } = error;
        return context.throwTerminating(
          context.error(exception.typeName, exception.message, 'ConstructorInvokedThrowException', 'InvalidOperation'),
        );
      }
    }
    if (properties instanceof Dictionary) assign(context, result, properties);
    context.writeObject(result);
  },
});
