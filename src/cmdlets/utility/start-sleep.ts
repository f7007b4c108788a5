// Start-Sleep: waits on the main side, so that Stop wakes it.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { TimeSpan } from '../../psobject/values.ts';
import { toDouble } from '../shared/values.ts';

export const startSleep = defineCmdlet({
  name: 'Start-Sleep',
  aliases: ['sleep'],
  defaultParameterSet: 'Seconds',
  synopsis: 'Suspends the activity in a script or session for the specified period of time.',
  parameters: {
    Seconds: {
      type: 'double',
      sets: { Seconds: { position: 0, mandatory: true, pipeline: true, pipelineByName: true } },
      validate: [{ kind: 'range', min: 0, max: 2147483 }],
    },
    Milliseconds: {
      type: 'int',
      aliases: ['ms'],
      sets: { Milliseconds: { mandatory: true, pipelineByName: true } },
      validate: [{ kind: 'range', min: 0, max: 2147483647 }],
    },
    Duration: { type: 'timespan', aliases: ['ts'], sets: { FromTimeSpan: { mandatory: true, pipelineByName: true } } },
  },
  examples: [{ code: 'Start-Sleep -Milliseconds 1', description: 'Waits a moment.', output: '' }],
  process(context, p) {
    const milliseconds =
      p.Duration instanceof TimeSpan
        ? Number(p.Duration.ticks / 10_000n)
        : (p.Milliseconds ?? Math.round((toDouble(p.Seconds) ?? 0) * 1000));
    context.services.process.sleep(Math.max(0, milliseconds));
    context.checkStop();
  },
});
