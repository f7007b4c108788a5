// Set-Variable: gives variables a value, and makes those that are missing.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { itemOptions, Variable } from '../../engine/variable.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { attempt } from '../shared/paths.ts';
import { isNamed, optionBits, scopeOf } from '../shared/variable-access.ts';

interface Wanted {
  readonly Scope: string | undefined;
  readonly Force: boolean;
  readonly Option: unknown;
  readonly Description: string | undefined;
  readonly PassThru: boolean;
}

function assign(context: CmdletContext, name: string, value: unknown, p: Wanted, hasValue: boolean): void {
  const { session } = context;
  const scope = scopeOf(p.Scope ?? '0');
  let variable = session.getVariable(name, scope);
  if (variable === undefined) {
    variable = new Variable(name, hasValue ? value : null);
    session.defineVariable(variable, scope);
  } else if (hasValue) {
    const readOnly = (variable.options & itemOptions.ReadOnly) !== 0 && (variable.options & itemOptions.Constant) === 0;
    if (p.Force && readOnly) variable.force(value);
    else variable.value = value;
  }
  if (p.Option !== undefined) variable.options = optionBits(p.Option);
  if (p.Description !== undefined) variable.description = p.Description;
  if (p.PassThru) context.writeObject(variable);
}

export const setVariable = defineCmdlet({
  name: 'Set-Variable',
  aliases: ['sv', 'set'],
  supportsShouldProcess: true,
  synopsis: 'Sets the value of a variable. Creates the variable if one with the requested name does not exist.',
  parameters: {
    Name: { type: 'string[]', position: 0, mandatory: true, pipelineByName: true },
    Value: { type: 'object', position: 1, pipeline: true, pipelineByName: true },
    Include: { type: 'string[]' },
    Exclude: { type: 'string[]' },
    Description: { type: 'string' },
    Option: { type: 'object' },
    Force: { type: 'switch' },
    Visibility: { type: 'object' },
    PassThru: { type: 'switch' },
    Scope: { type: 'string' },
  },
  examples: [{ code: "Set-Variable ore 'tin'; $ore", description: 'A variable.', output: 'tin' }],
  begin: (): unknown[] => [],
  process(context, p, input) {
    if (context.expectingInput && p.Value !== undefined && p.Value !== automationNull) input.push(p.Value);
  },
  end(context, p, input) {
    const piped = context.expectingInput && input.length > 0;
    const value = piped ? (input.length === 1 ? input[0] : input) : (p.Value ?? null);
    const hasValue = piped || context.isBound('Value');
    for (const name of p.Name) {
      if (isNamed(name, p)) attempt(context, name, () => assign(context, name, value, p, hasValue));
    }
  },
});
