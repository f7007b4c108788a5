// Get-Unique: drops objects that equal the one before.

import { equalStrings } from '../../conversion/index.ts';
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { typeNamesOf } from '../../engine/members.ts';
import { toText } from '../shared/values.ts';

export const getUnique = defineCmdlet({
  name: 'Get-Unique',
  aliases: ['gu'],
  defaultParameterSet: 'AsString',
  synopsis: 'Returns unique items from a sorted list.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    AsString: { type: 'switch', sets: { AsString: {} } },
    OnType: { type: 'switch', sets: { UniqueByType: {} } },
    CaseInsensitive: { type: 'switch' },
  },
  examples: [{ code: "(1, 1, 2, 1 | Get-Unique) -join ','", description: 'Equal neighbours.', output: '1,2,1' }],
  begin: (): { last: string | undefined } => ({ last: undefined }),
  process(context, p, state) {
    const key = p.OnType ? (typeNamesOf(p.InputObject)[0] ?? '') : toText(p.InputObject);
    if (state.last !== undefined && equalStrings(state.last, key, p.CaseInsensitive || p.OnType)) return;
    state.last = key;
    context.writeObject(p.InputObject);
  },
});
