// What a session knows under a command's name: CommandInfo and its kinds, as Get-Command shows them.
import type { ErrorCategory } from '../psobject/error-record.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import type { AnyCmdlet } from './definitions/cmdlet.ts';
import type { ScriptBlock } from './script-block.ts';
import { itemOptions } from './variable.ts';

export type CommandType = 'Alias' | 'Function' | 'Filter' | 'Cmdlet' | 'ExternalScript' | 'Application' | 'Script';

interface NamedCommand {
  readonly name: string;
  readonly commandType: CommandType;
  /** Name of the module that brought it, empty for none. */
  readonly moduleName: string;
}

/** FunctionInfo and FilterInfo. */
export class FunctionCommand implements NamedCommand {
  readonly name: string;
  scriptBlock: ScriptBlock;
  readonly isFilter: boolean;
  options: number = itemOptions.None;
  description = '';
  moduleName = '';

  constructor(name: string, scriptBlock: ScriptBlock, isFilter = false) {
    this.name = name;
    this.scriptBlock = scriptBlock;
    this.isFilter = isFilter;
  }
  get commandType(): CommandType {
    return this.isFilter ? 'Filter' : 'Function';
  }
  get [netTypeName](): string {
    return `System.Management.Automation.${this.isFilter ? 'FilterInfo' : 'FunctionInfo'}`;
  }
  toString(): string {
    return this.name;
  }
}

/** AliasInfo. */
export class AliasCommand implements NamedCommand {
  readonly name: string;
  definition: string;
  options: number = itemOptions.None;
  description = '';
  moduleName = '';

  constructor(name: string, definition: string) {
    this.name = name;
    this.definition = definition;
  }
  get commandType(): CommandType {
    return 'Alias';
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.AliasInfo';
  }
  toString(): string {
    return this.name;
  }
}

/** CmdletInfo. */
export class CmdletCommand implements NamedCommand {
  readonly cmdlet: AnyCmdlet;
  readonly moduleName: string;

  constructor(cmdlet: AnyCmdlet, moduleName: string) {
    this.cmdlet = cmdlet;
    this.moduleName = moduleName;
  }
  get name(): string {
    return this.cmdlet.name;
  }
  /** The .NET class that PowerShell has for it, as error ids name it: Microsoft.PowerShell.Commands.GetItemCommand. */
  get typeName(): string {
    return this.cmdlet.typeName ?? `Microsoft.PowerShell.Commands.${this.cmdlet.name.replace('-', '')}Command`;
  }
  get commandType(): CommandType {
    return 'Cmdlet';
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.CmdletInfo';
  }
  toString(): string {
    return this.name;
  }
}

/** ExternalScriptInfo: a .ps1 file. */
export class ExternalScriptCommand implements NamedCommand {
  readonly name: string;
  readonly path: string;
  readonly scriptBlock: ScriptBlock;
  readonly moduleName = '';

  constructor(name: string, path: string, scriptBlock: ScriptBlock) {
    this.name = name;
    this.path = path;
    this.scriptBlock = scriptBlock;
  }
  get commandType(): CommandType {
    return 'ExternalScript';
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.ExternalScriptInfo';
  }
  toString(): string {
    return this.path;
  }
}

/** ApplicationInfo: a native program. */
export class ApplicationCommand implements NamedCommand {
  readonly name: string;
  readonly path: string;
  readonly moduleName = '';

  constructor(name: string, path: string) {
    this.name = name;
    this.path = path;
  }
  get commandType(): CommandType {
    return 'Application';
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.ApplicationInfo';
  }
  toString(): string {
    return this.path;
  }
}

export type Command = FunctionCommand | AliasCommand | CmdletCommand | ExternalScriptCommand | ApplicationCommand;

/** The error of a name that means nothing. */
export function commandNotFound(name: string): never {
  throwNet(
    'System.Management.Automation.CommandNotFoundException',
    `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    {
      errorId: 'CommandNotFoundException',
      category: 'ObjectNotFound' satisfies ErrorCategory,
      targetObject: name,
      properties: [['CommandName', name]],
    },
  );
}
