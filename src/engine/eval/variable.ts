// VariableExpressionAst: reading a variable. A site remembers in which slot of a layout its name lives, so that reading a local
// variable is one comparison and one array access; names of outer scopes are looked up.
import type { VariableExpressionAst } from '../../language/ast/expressions.ts';
import type { VariablePath } from '../../language/variable-path.ts';
import { readDriveVariable } from '../drive-variables.ts';
import { runtimeError } from '../errors.ts';
import { type Layout, type Scope, type ScopeName, slot } from '../scope.ts';
import { Variable } from '../variable.ts';
import type { Unit } from './compiler.ts';
import type { Expr, Frame } from './frame.ts';

const constants = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Names whose slot is the same in every layout. */
const fixedSlots = new Map<string, number>([
  ['_', slot.underbar],
  ['psitem', slot.underbar],
  ['args', slot.args],
  ['this', slot.this],
  ['input', slot.input],
  ['pscmdlet', slot.psCmdlet],
  ['psboundparameters', slot.boundParameters],
  ['psscriptroot', slot.scriptRoot],
  ['pscommandpath', slot.commandPath],
]);

/** The name under which a variable is kept: `$PSItem` is `$_`. */
export function lowerNameOf(path: VariablePath): string {
  const lower = path.unqualifiedPath.toLowerCase();
  return lower === 'psitem' ? '_' : lower;
}

export function compileVariable(ast: VariableExpressionAst, _unit: Unit): Expr {
  const path = ast.variablePath;
  if (!path.isVariable) {
    const drive = path.driveName!;
    return (f) => readDriveVariable(f, drive, path.unqualifiedPath);
  }
  const lower = lowerNameOf(path);
  if (path.scope !== undefined) return readScoped(lower, path.unqualifiedPath, path.scope);
  if (constants.has(lower)) {
    const value = constants.get(lower);
    return () => value;
  }
  if (lower === '?') return (f) => f.runspace.succeeded;
  if (lower === 'myinvocation') return (f) => f.runspace.invocationOf(f.scope);
  const fixed = fixedSlots.get(lower);
  if (fixed !== undefined) return readFixed(fixed, ast);
  return readLocal(lower, ast);
}

/** A variable that every layout keeps at the same place. */
function readFixed(index: number, ast: VariableExpressionAst): Expr {
  return (f) => {
    for (let scope: Scope | undefined = f.scope; scope !== undefined; scope = scope.parent) {
      const held = scope.slots[index];
      if (held !== undefined) return held instanceof Variable ? held.value : held;
    }
    return missing(f, ast);
  };
}

/** The value of a slot. */
function slotValue(held: unknown): unknown {
  return typeof held === 'object' && held instanceof Variable ? held.value : held;
}

function readLocal(lower: string, ast: VariableExpressionAst): Expr {
  let layout: Layout | undefined;
  let index = -1;
  return (f) => {
    const { scope } = f;
    if (scope.layout !== layout) {
      const found = scope.layout.indexOf.get(lower);
      if (found === undefined) return readOuter(f, scope.parent, lower, ast);
      layout = scope.layout;
      index = found;
    }
    const held = scope.slots[index];
    return held === undefined ? readOuter(f, scope.parent, lower, ast) : slotValue(held);
  };
}

function readOuter(f: Frame, from: Scope | undefined, lower: string, ast: VariableExpressionAst): unknown {
  for (let scope = from; scope !== undefined; scope = scope.parent) {
    const index = scope.layout.indexOf.get(lower);
    if (index === undefined) continue;
    const held = scope.slots[index];
    if (held === undefined) continue;
    if (!(held instanceof Variable)) return held;
    if (!held.isPrivate) return held.value;
  }
  return missing(f, ast);
}

function readScoped(lower: string, name: string, scopeName: ScopeName): Expr {
  return (f) => {
    const scope = f.scope.named(scopeName);
    const held = scope?.own(lower);
    if (held !== undefined) return slotValue(held);
    if (f.runspace.isStrict(f.scope)) throw notSet(`$${scopeName}:${name}`, name);
    return null;
  };
}

function missing(f: Frame, ast: VariableExpressionAst): unknown {
  if (!f.runspace.isStrict(f.scope)) return null;
  throw notSet(ast.extent.text.replace(/^@/, '$'), ast.variablePath.userPath);
}

function notSet(shown: string, name: string): Error {
  return runtimeError(
    'VariableIsUndefined',
    `The variable '${shown}' cannot be retrieved because it has not been set.`,
    'InvalidOperation',
    name,
  );
}

/** Compiles an assignment to a variable of the running scope (or the one named). */
export function compileVariableWrite(path: VariablePath): (f: Frame, value: unknown) => void {
  const lower = lowerNameOf(path);
  const name = path.unqualifiedPath;
  if (path.scope !== undefined) {
    const { scope } = path;
    return (f, value) => {
      const target = f.scope.named(scope)!;
      target.set(lower, name, value);
      if (scope === 'private') target.promote(lower)!.options |= 4;
    };
  }
  if (lower === 'null') return () => {};
  if (lower === 'true' || lower === 'false' || lower === '?') {
    return () => {
      throw notWritable(name);
    };
  }
  let layout: Layout | undefined;
  let index = -1;
  return (f, value) => {
    const { scope } = f;
    if (scope.layout !== layout) {
      index = scope.indexFor(lower, name);
      ({ layout } = scope);
    }
    const held = scope.slots[index];
    if (typeof value !== 'object' && (typeof held !== 'object' || held === null)) scope.slots[index] = value;
    else scope.setAt(index, value);
  };
}

function notWritable(name: string): Error {
  return runtimeError(
    'VariableNotWritable',
    `Cannot overwrite variable ${name} because it is read-only or constant.`,
    'WriteError',
    name,
  );
}
