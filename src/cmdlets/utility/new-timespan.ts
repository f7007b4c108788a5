// New-TimeSpan: a span from two moments or from its parts.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { TimeSpan } from '../../psobject/values.ts';
import { now } from '../shared/date.ts';

const ticks = {
  day: 864_000_000_000n,
  hour: 36_000_000_000n,
  minute: 600_000_000n,
  second: 10_000_000n,
  millisecond: 10_000n,
};

export const newTimeSpan = defineCmdlet({
  name: 'New-TimeSpan',
  defaultParameterSet: 'Date',
  synopsis: 'Creates a TimeSpan object.',
  parameters: {
    Start: {
      type: 'datetime',
      aliases: ['LastWriteTime'],
      sets: { Date: { position: 0, pipeline: true, pipelineByName: true } },
    },
    End: { type: 'datetime', sets: { Date: { position: 1, pipelineByName: true } } },
    Days: { type: 'int', sets: { Time: {} } },
    Hours: { type: 'int', sets: { Time: {} } },
    Minutes: { type: 'int', sets: { Time: {} } },
    Seconds: { type: 'int', sets: { Time: {} } },
    Milliseconds: { type: 'int', sets: { Time: {} } },
  },
  examples: [{ code: '(New-TimeSpan -Hours 1 -Minutes 30).TotalMinutes', description: 'From parts.', output: '90' }],
  process(context, p) {
    if (context.parameterSet === 'Time') {
      const total =
        BigInt(p.Days ?? 0) * ticks.day +
        BigInt(p.Hours ?? 0) * ticks.hour +
        BigInt(p.Minutes ?? 0) * ticks.minute +
        BigInt(p.Seconds ?? 0) * ticks.second +
        BigInt(p.Milliseconds ?? 0) * ticks.millisecond;
      context.writeObject(new TimeSpan(total));
      return;
    }
    const moment = now();
    context.writeObject(new TimeSpan((p.End ?? moment).ticks - (p.Start ?? moment).ticks));
  },
});
