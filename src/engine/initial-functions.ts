// The functions that a new session has, as scripts: what PowerShell itself defines as functions and people redefine.
import type { Runspace } from './runspace.ts';

const functions: readonly (readonly [name: string, body: string])[] = [
  ['prompt', '"PS $($executionContext.SessionState.Path.CurrentLocation)$(\'>\' * ($nestedPromptLevel + 1)) "'],
  ['cd..', 'Set-Location ..'],
  ['cd\\', 'Set-Location \\'],
  ['Pause', "$null = Read-Host 'Press Enter to continue...'"],
  [
    'mkdir',
    'param([Parameter(Mandatory, Position = 0)][string[]]$Path)\nNew-Item -ItemType Directory -Path $Path -Force',
  ],
];

export function defineInitialFunctions(runspace: Runspace): void {
  for (const [name, body] of functions) runspace.global.setFunction(name, runspace.createBlock(body));
}
