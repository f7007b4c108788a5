// Write-Progress: how far a command is.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { ProgressRecord } from '../../psobject/records.ts';

export const writeProgress = defineCmdlet({
  name: 'Write-Progress',
  synopsis: 'Displays a progress bar within a PowerShell command window.',
  parameters: {
    Activity: { type: 'string', position: 0 },
    Status: { type: 'string', position: 1, validate: [{ kind: 'notNullOrEmpty' }] },
    Id: { type: 'int', position: 2, validate: [{ kind: 'range', min: 0, max: 2147483647 }] },
    PercentComplete: { type: 'int', validate: [{ kind: 'range', min: -1, max: 100 }] },
    SecondsRemaining: { type: 'int' },
    CurrentOperation: { type: 'string' },
    ParentId: { type: 'int', validate: [{ kind: 'range', min: -1, max: 2147483647 }] },
    Completed: { type: 'switch' },
    SourceId: { type: 'int' },
  },
  process(context, p) {
    const record = new ProgressRecord(p.Activity || ' ', p.Status || 'Processing');
    record.activityId = p.Id ?? 0;
    record.parentActivityId = p.ParentId ?? -1;
    record.percentComplete = p.PercentComplete ?? -1;
    record.secondsRemaining = p.SecondsRemaining ?? -1;
    record.currentOperation = p.CurrentOperation ?? null;
    record.recordType = p.Completed ? 'Completed' : 'Processing';
    context.writeProgress(record);
  },
});
