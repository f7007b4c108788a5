// Write-Information: an object to the information stream.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { InformationRecord } from '../../psobject/records.ts';
import { now } from '../shared/date.ts';

export const writeInformation = defineCmdlet({
  name: 'Write-Information',
  synopsis: 'Specifies how PowerShell handles information stream data for a command.',
  parameters: {
    MessageData: {
      type: 'object',
      aliases: ['Msg', 'Message'],
      position: 0,
      mandatory: true,
      pipeline: true,
      validate: [{ kind: 'allowNull' }],
    },
    Tags: { type: 'string[]', position: 1 },
  },
  examples: [{ code: "Write-Information 'noted' 6>&1", description: 'An information record.', output: 'noted' }],
  process(context, p) {
    const identity = context.services.platform.identity();
    const record = new InformationRecord(p.MessageData ?? null, context.invocation.scriptName ?? 'Write-Information');
    record.tags = [...(p.Tags ?? [])];
    record.timeGenerated = now();
    record.user = identity.userName;
    record.computer = identity.computerName;
    context.writeInformation(record);
  },
});
