// Scopes: variables in slots, found by a layout that all invocations of a script block share, so that compiled code remembers
// where a name lives and looks it up once; functions, aliases and drives in maps made when first needed.
import { automationNull } from '../psobject/automation-null.ts';
import type { AliasCommand, FunctionCommand } from './command.ts';
import type { Drive } from './definitions/provider.ts';
import type { CommandInvocation } from './invocation-info.ts';
import { Variable } from './variable.ts';

/** Slots that every layout has at the same place. */
export const slot = {
  underbar: 0,
  args: 1,
  this: 2,
  input: 3,
  psCmdlet: 4,
  boundParameters: 5,
  scriptRoot: 6,
  commandPath: 7,
} as const;
const fixedNames = ['_', 'args', 'this', 'input', 'pscmdlet', 'psboundparameters', 'psscriptroot', 'pscommandpath'];

/** A layout that grows beyond this is not shared any more: a script that makes names must not fill every later invocation. */
const sharedLimit = 512;

/** Where each name (lower case) of a scope lives. */
export class Layout {
  readonly indexOf: Map<string, number>;
  /** Names as they were first written. */
  readonly names: string[];

  constructor(from?: Layout) {
    this.indexOf = from ? new Map(from.indexOf) : new Map(fixedNames.map((name, index) => [name, index]));
    this.names = from ? [...from.names] : [...fixedNames];
  }
  /** The index of a name, added when it is new. */
  add(lowerName: string, name: string): number {
    let index = this.indexOf.get(lowerName);
    if (index === undefined) {
      index = this.names.length;
      this.indexOf.set(lowerName, index);
      this.names.push(name);
    }
    return index;
  }
}

/** How a scope is named or numbered: global, local, script, private, or how many scopes outward. */
export type ScopeName = 'global' | 'local' | 'script' | 'private' | number;

export class Scope {
  readonly parent: Scope | undefined;
  layout: Layout;
  /** `undefined`: not set here; a Variable: promoted; anything else: the value. */
  slots: unknown[] = [];
  /** The scope that `$script:` means. */
  readonly scriptScope: Scope;
  functions: Map<string, FunctionCommand> | undefined;
  aliases: Map<string, AliasCommand> | undefined;
  drives: Map<string, Drive> | undefined;
  strictMode: number | undefined;
  /** The command whose scope this is, for $MyInvocation. */
  invoker: { readonly invocation: CommandInvocation } | undefined;

  constructor(parent: Scope | undefined, layout: Layout, isScript = false) {
    this.parent = parent;
    this.layout = layout;
    this.scriptScope = isScript || parent === undefined ? this : parent.scriptScope;
  }

  /** The slot of a name in this scope alone; undefined when it is not set here. */
  own(lowerName: string): unknown {
    const index = this.layout.indexOf.get(lowerName);
    return index === undefined ? undefined : this.slots[index];
  }

  /** The value of a name in this scope or those around it, past private variables of outer scopes; undefined when unset. */
  lookup(lowerName: string): unknown {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const index = scope.layout.indexOf.get(lowerName);
      if (index === undefined) continue;
      const held = scope.slots[index];
      if (held === undefined) continue;
      if (!(held instanceof Variable)) return held;
      if (scope === this || !held.isPrivate) return held.value;
    }
    return undefined;
  }

  /** The scope in which a name is visible from here. */
  ownerOf(lowerName: string): Scope | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const held = scope.own(lowerName);
      if (held === undefined) continue;
      if (scope !== this && held instanceof Variable && held.isPrivate) continue;
      return scope;
    }
    return undefined;
  }

  /** Sets a variable of this scope, as an assignment does. */
  set(lowerName: string, name: string, value: unknown): void {
    this.setAt(this.indexFor(lowerName, name), value);
  }

  /** Sets the slot that the layout gave out for a name. */
  setAt(index: number, value: unknown): void {
    const held = this.slots[index];
    if (held instanceof Variable) held.value = value;
    else if (value instanceof Variable) this.slots[index] = new Variable(this.layout.names[index]!, value);
    else this.slots[index] = value === automationNull ? null : value;
  }

  /** The index of a name in this scope's layout; a layout that would grow too large becomes this scope's own first. */
  indexFor(lowerName: string, name: string): number {
    const known = this.layout.indexOf.get(lowerName);
    if (known !== undefined) return known;
    if (this.layout.names.length === sharedLimit && this.parent !== undefined) this.layout = new Layout(this.layout);
    return this.layout.add(lowerName, name);
  }

  /** The variable object of a name of this scope, made when it was a bare value; undefined when it is not set. */
  promote(lowerName: string): Variable | undefined {
    const index = this.layout.indexOf.get(lowerName);
    if (index === undefined) return undefined;
    const held = this.slots[index];
    if (held === undefined || held instanceof Variable) return held;
    const variable = new Variable(this.layout.names[index]!, held);
    this.slots[index] = variable;
    return variable;
  }

  /** Puts a variable object into this scope in place of what was there. */
  define(variable: Variable): void {
    this.slots[this.indexFor(variable.name.toLowerCase(), variable.name)] = variable;
  }

  /** Forgets a variable of this scope. */
  remove(lowerName: string): boolean {
    const index = this.layout.indexOf.get(lowerName);
    if (index === undefined || this.slots[index] === undefined) return false;
    this.slots[index] = undefined;
    return true;
  }

  /** Names (as written) of the variables that are set in this scope. */
  *variableNames(): Generator<string> {
    for (let index = 0; index < this.slots.length; index++) {
      if (this.slots[index] !== undefined) yield this.layout.names[index]!;
    }
  }

  /** The scope that a name or number means, seen from here; undefined beyond the outermost. */
  named(name: ScopeName): Scope | undefined {
    if (name === 'local' || name === 'private') return this;
    if (name === 'script') return this.scriptScope;
    let scope: Scope | undefined = this;
    if (name === 'global') {
      while (scope.parent !== undefined) scope = scope.parent;
      return scope;
    }
    for (let left = name; left > 0 && scope !== undefined; left--) scope = scope.parent;
    return scope;
  }
}
