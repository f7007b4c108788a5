// What the `#requires` lines of a script ask for; each is parsed as a command named requires (about_Requires).
import type { CommandElementAst, ExpressionAst } from '../ast/ast.ts';
import type { CommandParameterAst } from '../ast/commands.ts';
import type { ModuleSpecification, ScriptRequirements } from '../ast/script-requirements.ts';
import { isConstant, pureExpression } from '../checks/constants.ts';
import { Lexer } from '../lexer.ts';
import type { Token } from '../token.ts';
import { commandRule } from './commands.ts';
import type { Parser } from './parser.ts';
import { report } from './parser.ts';

/** What the lines have said so far. */
interface Requirements {
  shellId: string | undefined;
  version: string | undefined;
  readonly editions: string[];
  readonly modules: ModuleSpecification[];
  readonly assemblies: string[];
  elevation: boolean;
}

interface Argument {
  readonly parameter: CommandParameterAst;
  readonly ast: ExpressionAst;
  readonly value: unknown;
}

/** The parameters of #requires, which may be abbreviated, and what each does; tried in this order. */
const parameters: readonly [string, (p: Parser, found: Requirements, argument: Argument) => void][] = [
  ['shellid', requireShellId],
  // Snap-ins are no more; the name is accepted and means nothing.
  ['pssnapin', () => {}],
  ['psedition', requireEditions],
  ['version', requireVersion],
  ['assembly', requireAssemblies],
  ['modules', requireModules],
];

/** Reads the lines that the lexer kept; undefined when there are none. */
export function scriptRequirements(p: Parser): ScriptRequirements | undefined {
  const tokens = [...p.context.requiresTokens];
  if (tokens.length === 0) return undefined;
  const found: Requirements = {
    shellId: undefined,
    version: undefined,
    editions: [],
    modules: [],
    assemblies: [],
    elevation: false,
  };
  for (const token of tokens) readLine(p, token, found);
  return {
    requiredApplicationId: found.shellId,
    requiredPSVersion: found.version,
    requiredPSEditions: found.editions,
    requiredModules: found.modules,
    requiredAssemblies: found.assemblies,
    isElevationRequired: found.elevation,
  };
}

function readLine(p: Parser, token: Token, found: Requirements): void {
  const { lexer, ungot } = p;
  p.lexer = new Lexer(p.context, token.text.slice(1), token.extent.startOffset + 1, undefined, true);
  p.ungot = undefined;
  const command = commandRule(p);
  p.lexer = lexer;
  p.ungot = ungot;
  if (command === undefined) return;
  const [name, ...elements] = command.commandElements;
  if (name!.kind !== 'StringConstantExpressionAst' || name!.value.toLowerCase() !== 'requires') {
    report(p, command.extent, 'ScriptRequiresInvalidFormat');
  }
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (element.kind !== 'CommandParameterAst') {
      report(p, element.extent, 'ScriptRequiresInvalidFormat');
      continue;
    }
    const argument: CommandElementAst | undefined = element.argument ?? elements[++i];
    readParameter(p, element, argument, found);
  }
}

function readParameter(
  p: Parser,
  parameter: CommandParameterAst,
  argument: CommandElementAst | undefined,
  found: Requirements,
): void {
  const { parameterName, extent } = parameter;
  const written = parameterName.toLowerCase();
  if ('runasadministrator'.startsWith(written)) {
    found.elevation = true;
    if (argument !== undefined) report(p, extent, 'ParameterCannotHaveArgument', parameterName);
    return;
  }
  if (argument === undefined) {
    report(p, extent, 'ParameterRequiresArgument', parameterName);
    return;
  }
  if (argument.kind === 'CommandParameterAst' || !isConstant(argument, { requires: true })) {
    report(p, argument.extent, 'RequiresArgumentMustBeConstant');
    return;
  }
  const handler = parameters.find(([name]) => name.startsWith(written));
  if (handler === undefined) report(p, extent, 'ScriptRequiresInvalidFormat');
  else handler[1](p, found, { parameter, ast: argument, value: constantValue(argument) });
}

/** The value of a constant: strings, arrays of values, hashtables as Maps with lower-case keys; other constants as text. */
function constantValue(node: ExpressionAst): unknown {
  switch (node.kind) {
    case 'StringConstantExpressionAst':
      return node.value;
    case 'ParenExpressionAst': {
      const inner = pureExpression(node.pipeline);
      return inner === undefined ? undefined : constantValue(inner);
    }
    case 'ArrayLiteralAst':
      return node.elements.map(constantValue);
    case 'HashtableAst':
      return new Map(
        node.keyValuePairs.map(({ key, value }) => {
          const expression = pureExpression(value);
          return [
            String(constantValue(key)).toLowerCase(),
            expression === undefined ? undefined : constantValue(expression),
          ];
        }),
      );
  }
  return { text: node.extent.text };
}

function alreadyBound(p: Parser, { parameter }: Argument, name: string): void {
  report(p, parameter.extent, 'ParameterAlreadyBound', '', name);
}

function requireShellId(p: Parser, found: Requirements, argument: Argument): void {
  if (found.shellId !== undefined) alreadyBound(p, argument, 'shellid');
  else if (typeof argument.value !== 'string')
    report(p, argument.ast.extent, 'RequiresInvalidStringArgument', 'shellid');
  else found.shellId = argument.value;
}

function requireVersion(p: Parser, found: Requirements, argument: Argument): void {
  const text = typeof argument.value === 'string' ? argument.value : argument.ast.extent.text;
  if (!/^\d+(\.\d+){0,3}$/.test(text)) {
    report(p, argument.ast.extent, 'RequiresVersionInvalid');
    return;
  }
  const version = text.includes('.') ? text : `${text}.0`;
  if (found.version !== undefined && found.version !== version) alreadyBound(p, argument, 'version');
  else found.version = version;
}

/** The strings of an argument; others are reported. */
function strings(p: Parser, { ast, value }: Argument, name: string): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item): item is string => {
    if (typeof item !== 'string') report(p, ast.extent, 'RequiresInvalidStringArgument', name);
    return typeof item === 'string';
  });
}

function requireEditions(p: Parser, found: Requirements, argument: Argument): void {
  if (found.editions.length > 0) {
    alreadyBound(p, argument, 'psedition');
    return;
  }
  for (const edition of strings(p, argument, 'psedition')) {
    if (!/^(core|desktop)$/i.test(edition)) report(p, argument.ast.extent, 'RequiresPSEditionInvalid', 'psedition');
    if (found.editions.some((other) => other.toLowerCase() === edition.toLowerCase())) {
      report(p, argument.ast.extent, 'RequiresPSEditionValueIsAlreadySpecified', 'psedition');
    } else found.editions.push(edition);
  }
}

function requireAssemblies(p: Parser, found: Requirements, argument: Argument): void {
  for (const assembly of strings(p, argument, 'assembly')) {
    if (!found.assemblies.includes(assembly)) found.assemblies.push(assembly);
  }
}

function requireModules(p: Parser, found: Requirements, { ast, value }: Argument): void {
  for (const item of Array.isArray(value) ? value : [value]) {
    const module = moduleSpecification(item);
    if (module === undefined) report(p, ast.extent, 'RequiresModuleInvalid', ast.extent.text);
    else found.modules.push(module);
  }
}

function moduleSpecification(value: unknown): ModuleSpecification | undefined {
  const entry = (name: string) => (value instanceof Map ? (value.get(name) as unknown) : undefined);
  const text = (item: unknown): string | undefined => {
    if (typeof item === 'string') return item;
    return typeof item === 'object' && item !== null && 'text' in item ? String(item.text) : undefined;
  };
  const name = value instanceof Map ? text(entry('modulename')) : text(value);
  if (name === undefined || name === '') return undefined;
  const specification = {
    name,
    version: text(entry('moduleversion')),
    requiredVersion: text(entry('requiredversion')),
    maximumVersion: text(entry('maximumversion')),
    guid: text(entry('guid')),
  };
  const { version, requiredVersion, maximumVersion } = specification;
  if (value instanceof Map && (version ?? requiredVersion ?? maximumVersion) === undefined) return undefined;
  return specification;
}
