// Measure-Command: how long a script block runs.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { TimeSpan } from '../../psobject/values.ts';

export const measureCommand = defineCmdlet({
  name: 'Measure-Command',
  synopsis: 'Measures the time it takes to run script blocks and cmdlets.',
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    Expression: { type: 'scriptblock', position: 0, mandatory: true },
  },
  examples: [{ code: '(Measure-Command { 1 }).GetType().Name', description: 'A span.', output: 'TimeSpan' }],
  begin: (): { milliseconds: number } => ({ milliseconds: 0 }),
  process(context, p, state) {
    const start = performance.now();
    context.invoke(p.Expression, {
      newScope: false,
      ...(p.InputObject === undefined ? {} : { dollarUnder: p.InputObject }),
    });
    state.milliseconds += performance.now() - start;
  },
  end: (context, _p, { milliseconds }) => context.writeObject(new TimeSpan(BigInt(Math.round(milliseconds * 10_000)))),
});
