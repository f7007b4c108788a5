// Get-Command: what a name would run.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import type { Command } from '../../engine/command.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';

/** The order in which a name is looked up, and in which commands are listed. */
const order: readonly string[] = ['Alias', 'Function', 'Filter', 'Cmdlet', 'ExternalScript', 'Application'];

function allCommands({ session }: CmdletContext): Command[] {
  return [...session.aliases(), ...session.functions(), ...session.cmdlets.values()];
}

function inOrder(commands: readonly Command[]): Command[] {
  return [...commands].sort((left, right) => {
    const kinds = order.indexOf(left.commandType) - order.indexOf(right.commandType);
    if (kinds !== 0) return kinds;
    const [first, second] = [left.name.toLowerCase(), right.name.toLowerCase()];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}

function isWanted(command: Command, types: readonly string[], modules: readonly string[]): boolean {
  if (types.length > 0 && !types.includes(command.commandType.toLowerCase())) return false;
  return modules.length === 0 || modules.some((name) => wildcardPattern(name).test(command.moduleName));
}

function notFound(context: CmdletContext, name: string): void {
  const message = `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.`;
  context.writeError(
    context.error(
      'System.Management.Automation.CommandNotFoundException',
      message,
      'CommandNotFoundException',
      'ObjectNotFound',
      name,
    ),
  );
}

export const getCommand = defineCmdlet({
  name: 'Get-Command',
  aliases: ['gcm'],
  defaultParameterSet: 'CmdletSet',
  synopsis: 'Gets all commands.',
  parameters: {
    Name: { type: 'string[]', sets: { AllCommandSet: { position: 0, pipeline: true, pipelineByName: true } } },
    Verb: { type: 'string[]', sets: { CmdletSet: { pipelineByName: true } } },
    Noun: { type: 'string[]', sets: { CmdletSet: { pipelineByName: true } } },
    Module: { type: 'string[]', aliases: ['PSSnapin'], pipelineByName: true },
    CommandType: { type: 'string[]', aliases: ['Type'], sets: { AllCommandSet: { pipelineByName: true } } },
    TotalCount: { type: 'int', pipelineByName: true },
    All: { type: 'switch' },
    ListImported: { type: 'switch' },
  },
  examples: [
    { code: '(Get-Command Sort-Object).CommandType.ToString()', description: 'One command.', output: 'Cmdlet' },
  ],
  process(context, p) {
    const types = (p.CommandType ?? []).flatMap((text) => text.split(',')).map((text) => text.trim().toLowerCase());
    const modules = p.Module ?? [];
    const commands = inOrder(allCommands(context)).filter((command) => isWanted(command, types, modules));
    const found: Command[] = [];
    if (p.Name === undefined) {
      const verbs = (p.Verb ?? []).map((text) => wildcardPattern(text));
      const nouns = (p.Noun ?? []).map((text) => wildcardPattern(text));
      for (const command of commands) {
        const [verb = '', noun = ''] = command.name.split(/-(.*)/s);
        if (verbs.length > 0 && !verbs.some((pattern) => pattern.test(verb))) continue;
        if (nouns.length > 0 && !nouns.some((pattern) => pattern.test(noun))) continue;
        found.push(command);
      }
    }
    for (const name of p.Name ?? []) {
      const pattern = wildcardPattern(name);
      const matching = commands.filter((command) => pattern.test(command.name));
      if (matching.length === 0 && !hasWildcard(name)) notFound(context, name);
      found.push(...(hasWildcard(name) || p.All ? matching : matching.slice(0, 1)));
    }
    for (const command of found.slice(0, p.TotalCount ?? found.length)) context.writeObject(command);
  },
});
