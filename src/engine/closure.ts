// ScriptBlock.GetNewClosure: the block with the variables of the running scope kept with it.
import type { Runspace } from './runspace.ts';
import { ScriptBlock } from './script-block.ts';
import { Variable } from './variable.ts';

export function closureOf(block: ScriptBlock, runspace: Runspace): ScriptBlock {
  const variables = new Map<string, unknown>();
  const { scope } = runspace.session;
  if (scope.parent !== undefined) {
    for (const name of scope.variableNames()) {
      const held = scope.own(name.toLowerCase());
      variables.set(name, held instanceof Variable ? held.value : held);
    }
  } else {
    for (const variable of runspace.session.variables('local')) {
      if (variable.options === 0) variables.set(variable.name, variable.value);
    }
  }
  return new ScriptBlock(block.code, block.session, variables);
}
