// Views of records and script blocks, which stand alone between tables.
import { threadContext, toStringValue } from '../../conversion/index.ts';
import type { ViewDefinition } from '../../engine/definitions/view.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { InformationRecord } from '../../psobject/records.ts';
import { ScriptBlockText } from '../../psobject/values.ts';
import { conciseErrorText, deserializedErrorText } from '../error-text.ts';

export const recordViews: readonly ViewDefinition[] = [
  {
    name: 'ErrorInstance',
    typeNames: [
      'System.Management.Automation.ErrorRecord',
      'System.Management.Automation.Runspaces.RemotingErrorRecord',
    ],
    outOfBand: true,
    custom: (object, get) => {
      const base = baseOf(object);
      return (base instanceof ErrorRecord ? conciseErrorText(base) : deserializedErrorText(get)).split('\n');
    },
  },
  {
    name: 'WarningRecord',
    typeNames: ['System.Management.Automation.WarningRecord'],
    outOfBand: true,
    custom: (_, get) => [String(get('Message') ?? get('InformationalRecord_Message') ?? '')],
  },
  {
    name: 'InformationRecord',
    typeNames: ['System.Management.Automation.InformationRecord'],
    outOfBand: true,
    custom: (object, get) => {
      const base = baseOf(object);
      const message = base instanceof InformationRecord ? base.messageData : get('MessageData');
      return toStringValue(message, undefined, threadContext().culture).split('\n');
    },
  },
  {
    name: 'ScriptBlock',
    typeNames: ['System.Management.Automation.ScriptBlock'],
    outOfBand: true,
    custom: (object) => {
      const base = baseOf(object);
      return (base instanceof ScriptBlockText ? base.text : String(base)).split('\n');
    },
  },
];
