// Invoke-Expression: runs text as a script in the caller's scope.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';

export const invokeExpression = defineCmdlet({
  name: 'Invoke-Expression',
  aliases: ['iex'],
  synopsis: 'Runs commands or expressions on the local computer.',
  parameters: { Command: { type: 'string', position: 0, mandatory: true, pipeline: true } },
  examples: [{ code: "Invoke-Expression '1 + 1'", description: 'Text that is a script.', output: '2' }],
  process(context, p) {
    const block = context.session.runspace.createBlock(p.Command);
    context.invoke(block, { newScope: false, toOutput: true });
  },
});
