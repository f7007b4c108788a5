// A session state: scopes with their variables, functions, aliases and drives, and where the session is (SessionStateInternal).
// The global one belongs to the runspace; each module has one of its own whose module scope stands on the global scope.
import { throwNet } from '../psobject/thrown.ts';
import { AliasCommand, type CmdletCommand, FunctionCommand } from './command.ts';
import type { Drive } from './definitions/provider.ts';
import type { LocationStack } from './location.ts';
import type { Runspace } from './runspace.ts';
import { Layout, Scope, type ScopeName } from './scope.ts';
import type { ScriptBlock } from './script-block.ts';
import { itemOptions, type Variable } from './variable.ts';

export class SessionState {
  readonly runspace: Runspace;
  readonly globalScope: Scope;
  /** The outermost scope of a module; of the global session state, the global scope. */
  readonly moduleScope: Scope;
  /** The innermost scope of what runs right now. */
  scope: Scope;
  /** Cmdlets by lower-case name; shared by all session states of a runspace. */
  readonly cmdlets: Map<string, CmdletCommand>;
  readonly location: LocationStack;
  /** `using namespace` of the running script. */
  readonly usingNamespaces: string[] = [];

  constructor(runspace: Runspace, location: LocationStack, from?: SessionState) {
    this.runspace = runspace;
    this.location = location;
    this.globalScope = from?.globalScope ?? new Scope(undefined, new Layout(), true);
    this.moduleScope = from ? new Scope(from.globalScope, new Layout(), true) : this.globalScope;
    this.scope = this.moduleScope;
    this.cmdlets = from?.cmdlets ?? new Map();
  }

  /** The scope of this name or number, seen from the running one. */
  scopeNamed(name: ScopeName | undefined): Scope {
    if (name === undefined) return this.scope;
    const scope = this.scope.named(name);
    if (scope !== undefined) return scope;
    throwNet(
      'System.Management.Automation.PSArgumentOutOfRangeException',
      `The scope number '${name}' exceeds the number of active scopes. (Parameter 'scopeID')\nActual value was ${name}.`,
      { errorId: 'ArgumentOutOfRange', category: 'InvalidArgument', targetObject: name },
    );
  }

  /** The value of a variable visible from the running scope; undefined when there is none. */
  getVariableValue(name: string): unknown {
    return this.scope.lookup(name.toLowerCase());
  }

  /** The variable object; in the given scope alone when one is given, else in any visible one. */
  getVariable(name: string, scope?: ScopeName): Variable | undefined {
    const lower = name.toLowerCase();
    const owner = scope === undefined ? this.scope.ownerOf(lower) : this.scopeNamed(scope);
    return owner?.promote(lower);
  }

  /** Assigns in the running scope (or the one named), as `$name = value` does. */
  setVariable(name: string, value: unknown, scope?: ScopeName): void {
    this.scopeNamed(scope).set(name.toLowerCase(), name, value);
  }

  /** Puts a variable object into a scope. */
  defineVariable(variable: Variable, scope?: ScopeName): void {
    this.scopeNamed(scope).define(variable);
  }

  /** Removes a variable; false when there is none. Read-only variables need `force`. */
  removeVariable(name: string, scope?: ScopeName, force = false): boolean {
    const lower = name.toLowerCase();
    const owner = scope === undefined ? this.scope.ownerOf(lower) : this.scopeNamed(scope);
    const held = owner?.promote(lower);
    if (owner === undefined || held === undefined) return false;
    if ((held.options & itemOptions.Constant) !== 0 || ((held.options & itemOptions.ReadOnly) !== 0 && !force)) {
      throwNet(
        'System.Management.Automation.SessionStateUnauthorizedAccessException',
        `Cannot remove variable ${name} because it is constant or read-only. If the variable is read-only, try the operation again specifying the Force option.`,
        { errorId: 'VariableNotRemovable', category: 'WriteError', targetObject: name },
      );
    }
    return owner.remove(lower);
  }

  /** Visible variables: those of the given scope, or of all with inner ones hiding outer ones. */
  variables(scope?: ScopeName): Variable[] {
    const found = new Map<string, Variable>();
    const only = scope === undefined ? undefined : this.scopeNamed(scope);
    for (let at: Scope | undefined = only ?? this.scope; at !== undefined; at = only ? undefined : at.parent) {
      for (const name of at.variableNames()) {
        const lower = name.toLowerCase();
        if (found.has(lower)) continue;
        const variable = at.promote(lower)!;
        if (at === this.scope || !variable.isPrivate) found.set(lower, variable);
      }
    }
    return [...found.values()];
  }

  getFunction(name: string): FunctionCommand | undefined {
    return this.#visible((scope) => scope.functions?.get(name.toLowerCase()), itemOptions.Private);
  }

  /** Defines or redefines a function. */
  setFunction(
    name: string,
    block: ScriptBlock,
    scope?: ScopeName,
    options?: number,
    isFilter = false,
  ): FunctionCommand {
    const at = this.scopeNamed(scope);
    const lower = name.toLowerCase();
    const old = at.functions?.get(lower);
    if (old && (old.options & (itemOptions.ReadOnly | itemOptions.Constant)) !== 0) {
      throwNet(
        'System.Management.Automation.SessionStateUnauthorizedAccessException',
        `Cannot write to function ${name} because it is read-only or constant.`,
        { errorId: 'FunctionNotWritable', category: 'WriteError', targetObject: name },
      );
    }
    const command = new FunctionCommand(name, block, isFilter);
    if (options !== undefined) command.options = options;
    at.functions ??= new Map();
    at.functions.set(lower, command);
    return command;
  }

  removeFunction(name: string): boolean {
    const lower = name.toLowerCase();
    for (let at: Scope | undefined = this.scope; at !== undefined; at = at.parent) {
      if (at.functions?.delete(lower)) return true;
    }
    return false;
  }

  functions(): FunctionCommand[] {
    return this.#all((scope) => scope.functions);
  }

  getAlias(name: string): AliasCommand | undefined {
    return this.#visible((scope) => scope.aliases?.get(name.toLowerCase()), itemOptions.Private);
  }

  setAlias(
    name: string,
    definition: string,
    scope?: ScopeName,
    options: number = itemOptions.None,
    force = false,
  ): AliasCommand {
    const at = this.scopeNamed(scope);
    const lower = name.toLowerCase();
    const old = at.aliases?.get(lower);
    const locked = force ? itemOptions.Constant : itemOptions.ReadOnly | itemOptions.Constant;
    if (old && (old.options & locked) !== 0) {
      throwNet(
        'System.Management.Automation.SessionStateUnauthorizedAccessException',
        `Alias is not writeable because alias ${name} is read-only or constant and cannot be written to.`,
        { errorId: 'AliasNotWritable', category: 'WriteError', targetObject: name },
      );
    }
    const alias = new AliasCommand(name, definition);
    alias.options = options;
    at.aliases ??= new Map();
    at.aliases.set(lower, alias);
    return alias;
  }

  removeAlias(name: string, force = false): boolean {
    const lower = name.toLowerCase();
    for (let at: Scope | undefined = this.scope; at !== undefined; at = at.parent) {
      const alias = at.aliases?.get(lower);
      if (alias === undefined) continue;
      if ((alias.options & itemOptions.Constant) !== 0 || ((alias.options & itemOptions.ReadOnly) !== 0 && !force)) {
        throwNet(
          'System.Management.Automation.SessionStateUnauthorizedAccessException',
          `Alias was not removed because alias ${name} is constant or read-only.`,
          { errorId: 'AliasNotRemovable', category: 'WriteError', targetObject: name },
        );
      }
      return at.aliases!.delete(lower);
    }
    return false;
  }

  aliases(): AliasCommand[] {
    return this.#all((scope) => scope.aliases);
  }

  getDrive(name: string): Drive | undefined {
    return this.#visible((scope) => scope.drives?.get(name.toLowerCase()), 0);
  }

  addDrive(drive: Drive, scope?: ScopeName): void {
    const at = this.scopeNamed(scope);
    at.drives ??= new Map();
    at.drives.set(drive.name.toLowerCase(), drive);
  }

  removeDrive(name: string): boolean {
    for (let at: Scope | undefined = this.scope; at !== undefined; at = at.parent) {
      if (at.drives?.delete(name.toLowerCase())) return true;
    }
    return false;
  }

  drives(): Drive[] {
    return this.#all((scope) => scope.drives);
  }

  #visible<T extends object>(find: (scope: Scope) => T | undefined, hidden: number): T | undefined {
    for (let at: Scope | undefined = this.scope; at !== undefined; at = at.parent) {
      const found = find(at);
      if (found === undefined) continue;
      if (hidden !== 0 && at !== this.scope && ((found as { options?: number }).options ?? 0) & hidden) continue;
      return found;
    }
    return undefined;
  }

  #all<T>(mapOf: (scope: Scope) => Map<string, T> | undefined): T[] {
    const found = new Map<string, T>();
    for (let at: Scope | undefined = this.scope; at !== undefined; at = at.parent) {
      for (const [name, item] of mapOf(at) ?? []) if (!found.has(name)) found.set(name, item);
    }
    return [...found.values()];
  }
}
