// New-Guid: an identifier: random, empty, or read from text.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { Guid } from '../../psobject/values.ts';
import { convert } from '../shared/values.ts';

export const newGuid = defineCmdlet({
  name: 'New-Guid',
  defaultParameterSet: 'Default',
  synopsis: 'Creates a GUID.',
  parameters: {
    Empty: { type: 'switch', sets: { Empty: {} } },
    InputObject: { type: 'string', sets: { InputObject: { position: 0, pipeline: true } } },
  },
  examples: [
    { code: '(New-Guid -Empty).ToString()', description: 'All zeros.', output: '00000000-0000-0000-0000-000000000000' },
  ],
  process(context, p) {
    if (p.InputObject !== undefined) context.writeObject(convert(p.InputObject, 'System.Guid'));
    else context.writeObject(new Guid(p.Empty ? '00000000-0000-0000-0000-000000000000' : crypto.randomUUID()));
  },
});
