// What a session has from the start: automatic variables, preferences, cmdlets, aliases, drives and its location.
import { product } from '../base/product.ts';
import { types } from '../conversion/index.ts';
import { arrayOf } from '../psobject/array.ts';
import { Hashtable } from '../psobject/collections.ts';
import { Version } from '../psobject/values.ts';
import { CmdletCommand } from './command.ts';
import type { Drive } from './definitions/provider.ts';
import { ExecutionContextObject } from './execution-context.ts';
import { defineInitialFunctions } from './initial-functions.ts';
import { PathInfo } from './path-info.ts';
import type { Runspace, RunspaceOptions } from './runspace.ts';
import { ComputedVariable, itemOptions, Variable } from './variable.ts';

export function initializeSession(runspace: Runspace, options: RunspaceOptions): void {
  const { global } = runspace;
  for (const module of options.cmdletModules) {
    for (const type of module.types ?? []) runspace.types.define(type);
    for (const cmdlet of module.cmdlets) {
      global.cmdlets.set(cmdlet.name.toLowerCase(), new CmdletCommand(cmdlet, module.name));
      for (const alias of cmdlet.aliases ?? []) global.setAlias(alias, cmdlet.name, 'global', itemOptions.AllScope);
    }
    for (const [name, definition] of Object.entries(module.aliases ?? {}))
      global.setAlias(name, definition, 'global', itemOptions.AllScope);
  }
  const { drives, homeDirectory, kind } = runspace.identity;
  const fileSystem = runspace.providers.get('filesystem')!;
  for (const facts of drives) {
    const isSlash = facts.name === '/';
    global.addDrive({
      name: facts.name,
      provider: fileSystem,
      root: isSlash ? '/' : `${facts.name}:\\`,
      description: facts.description,
      currentLocation: '',
      realRoot: facts.root,
    });
  }
  for (const provider of runspace.providers.values()) {
    if (provider === fileSystem) continue;
    const name = provider.name === 'Environment' ? 'Env' : provider.name;
    global.addDrive({ name, provider, root: '', description: '', currentLocation: '' });
  }
  const home = global.drives()[0]! as Drive;
  const start = options.currentDirectory ?? homeDirectory;
  Object.assign(global.location, { current: { drive: home, path: start }, stacks: new Map() });
  defineVariables(runspace, kind);
  defineInitialFunctions(runspace);
}

function defineVariables(runspace: Runspace, kind: 'windows' | 'linux' | 'darwin'): void {
  const { global } = runspace;
  const constant = itemOptions.Constant | itemOptions.AllScope;
  const readOnly = itemOptions.ReadOnly | itemOptions.AllScope;
  const define = (name: string, value: unknown, options: number = itemOptions.None): void =>
    global.globalScope.define(new Variable(name, value, options));
  const set = (name: string, value: unknown): void => global.globalScope.set(name.toLowerCase(), name, value);
  const preference = (value: string): unknown => {
    const type = types().find('System.Management.Automation.ActionPreference');
    return type === undefined ? value : types().enumValue(type, value);
  };
  const confirm = types().find('System.Management.Automation.ConfirmImpact');
  define('true', true, constant);
  define('false', false, constant);
  define('Error', runspace.errors, itemOptions.Constant);
  define('HOME', runspace.home, readOnly);
  define('PID', process.pid, constant);
  define('PSHOME', kind === 'windows' ? 'C:\\Program Files\\PowerShell\\7' : '/opt/microsoft/powershell/7', constant);
  define('Host', runspace.hostObject, constant);
  define('ExecutionContext', new ExecutionContextObject(runspace), constant);
  define('ShellId', 'Microsoft.PowerShell', constant);
  define('PSEdition', 'Core', constant);
  define('IsWindows', kind === 'windows', constant);
  define('IsLinux', kind === 'linux', constant);
  define('IsMacOS', kind === 'darwin', constant);
  define('IsCoreCLR', true, constant);
  define('PSVersionTable', versionTable(runspace, kind), constant);
  define('PSCulture', runspace.host.culture, readOnly);
  define('PSUICulture', runspace.host.uiCulture, readOnly);
  define('EnabledExperimentalFeatures', [], readOnly);
  global.globalScope.define(new ComputedVariable('?', () => runspace.succeeded, undefined, readOnly));
  global.globalScope.define(
    new ComputedVariable('PWD', () => new PathInfo(global.location.current, global), undefined, itemOptions.AllScope),
  );
  set('ErrorActionPreference', preference('Continue'));
  set('WarningPreference', preference('Continue'));
  set('VerbosePreference', preference('SilentlyContinue'));
  set('DebugPreference', preference('SilentlyContinue'));
  set('InformationPreference', preference('SilentlyContinue'));
  set('ProgressPreference', preference('Continue'));
  set('ConfirmPreference', confirm === undefined ? 'High' : types().enumValue(confirm, 'High'));
  set('WhatIfPreference', false);
  set('ErrorView', 'ConciseView');
  set('FormatEnumerationLimit', 4);
  set('MaximumHistoryCount', 4096);
  set('NestedPromptLevel', 0);
  set('OutputEncoding', null);
  set('PSDefaultParameterValues', new Hashtable());
  set('PSNativeCommandUseErrorActionPreference', false);
  set('PSNativeCommandArgumentPassing', 'Standard');
  set('PSSessionApplicationName', 'wsman');
  set('PSSessionConfigurationName', 'http://schemas.microsoft.com/powershell/Microsoft.PowerShell');
  set('StackTrace', '');
}

function versionTable(runspace: Runspace, kind: 'windows' | 'linux' | 'darwin'): Hashtable {
  const version = new Version(7, 6, 5);
  const platforms = { windows: 'Win32NT', linux: 'Unix', darwin: 'Unix' };
  const compatible = arrayOf(
    'System.Version',
    ['1.0', '2.0', '3.0', '4.0', '5.0', '5.1', '6.0', '7.0'].map((text) => {
      const [major, minor] = text.split('.').map(Number);
      return new Version(major!, minor!);
    }),
  );
  const table = Hashtable.of([
    ['PSVersion', version],
    ['PSEdition', 'Core'],
    ['GitCommitId', '7.6.5'],
    ['OS', runspace.identity.osDescription],
    ['Platform', platforms[kind]],
    ['PSCompatibleVersions', compatible],
    ['PSRemotingProtocolVersion', new Version(2, 4)],
    ['SerializationVersion', new Version(1, 1, 0, 1)],
    ['WSManStackVersion', new Version(3, 0)],
    ['ProductName', 'psremoting'],
    ['ProductVersion', product.version],
  ]);
  return table;
}
