// The name of a variable as a script spells it, split into scope or drive and the name proper: PowerShell's VariablePath.

/** The scope qualifier of a variable name; 'workflow' and 'using' have no scope of their own here. */
export type VariableScope = 'global' | 'local' | 'script' | 'private';

/** `$script:x` is {userPath 'script:x', unqualifiedPath 'x', scope 'script'}; `$env:PATH` is {unqualifiedPath 'PATH', driveName 'env'}. */
export interface VariablePath {
  /** The name as written, without sigil and braces, back-ticks resolved. */
  readonly userPath: string;
  /** The name without its scope or drive: `PATH` for `env:PATH`. */
  readonly unqualifiedPath: string;
  readonly scope: VariableScope | undefined;
  /** The drive when the name is a path of a provider (`env`, `function`, `variable`, ...). */
  readonly driveName: string | undefined;
  /** True for names of the variable: drive and names without a drive. */
  readonly isVariable: boolean;
}

/** The scope or namespace qualifiers that are not drives. */
const scopes = new Map<string, VariableScope>([
  ['global', 'global'],
  ['local', 'local'],
  ['script', 'script'],
  ['private', 'private'],
]);

/** Splits the text of a variable name (no sigil, no braces). Any string is accepted. */
export function parseVariablePath(userPath: string): VariablePath {
  const colon = userPath.indexOf(':');
  if (colon < 0) return variable(userPath, userPath, undefined);
  if (colon === 0) return variable(userPath, userPath.slice(1), undefined);
  const qualifier = userPath.slice(0, colon).toLowerCase();
  const rest = userPath.slice(colon + 1);
  const scope = scopes.get(qualifier);
  if (scope !== undefined) return variable(userPath, rest, scope);
  if (qualifier === 'variable') return variable(userPath, rest, undefined);
  return {
    userPath,
    unqualifiedPath: rest,
    scope: undefined,
    driveName: userPath.slice(0, colon),
    isVariable: false,
  };
}

function variable(userPath: string, unqualifiedPath: string, scope: VariableScope | undefined): VariablePath {
  return { userPath, unqualifiedPath, scope, driveName: undefined, isVariable: true };
}
