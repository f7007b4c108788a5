// Which overload a call means: PowerShell's own resolution by conversion ranks (Adapter.FindBestMethod), and its arguments.
import { baseOf } from '../psobject/ps-object.ts';
import { PSReference } from '../psobject/ps-reference.ts';
import { throwNet } from '../psobject/thrown.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { conversionRankOf, convertTo, figureConversion } from './convert.ts';
import { makeArray } from './convert-array.ts';
import { automation, thrownException } from './errors.ts';
import type { MethodGroup, MethodOverload, NetParameter } from './net-member.ts';
import type { NetType } from './net-type.ts';
import { toStringValue } from './to-string.ts';
import { typeOf } from './type-of.ts';

interface Candidate {
  readonly overload: MethodOverload;
  readonly ranks: number[];
  /** The parameters with a `Params` array spread over the arguments, where that is how it is called. */
  readonly expanded: readonly NetParameter[] | undefined;
}

function methodError(errorId: string, message: string): never {
  throwNet(`${automation}.MethodException`, message, { errorId, category: 'NotSpecified' });
}

/** A call ready to be made. */
export interface ChosenOverload {
  readonly overload: MethodOverload;
  /** Runtime values converted to the parameters' types; references still as they were given. */
  readonly arguments: unknown[];
}

/** Chooses the overload and converts the arguments; throws MethodException. */
export function chooseOverload(
  group: MethodGroup,
  args: readonly unknown[],
  typeArguments?: readonly NetType[],
): ChosenOverload {
  const { overloads } = group;
  const single = overloads.length === 1 ? overloads[0]! : undefined;
  if (single && !single.isGeneric && single.parameters.length === args.length && !single.parameters.at(-1)?.isParams) {
    return { overload: single, arguments: convertArguments(group.name, single.parameters, args, false) };
  }
  const candidates: Candidate[] = [];
  for (const overload of overloads) {
    const concrete = concreteOverload(overload, args, typeArguments);
    const candidate = concrete && candidateOf(concrete, args);
    if (candidate) candidates.push(candidate);
  }
  if (candidates.length === 0) {
    if (typeArguments && typeArguments.length > 0) {
      methodError(
        'MethodCountCouldNotFindBestGeneric',
        `Could not find a suitable generic method overload for "${group.name}" with "${typeArguments.length}" type parameters, and the argument count: "${args.length}".`,
      );
    }
    methodError(
      'MethodCountCouldNotFindBest',
      `Cannot find an overload for "${group.name}" and the argument count: "${args.length}".`,
    );
  }
  const best = bestOf(candidates, args);
  if (!best) {
    methodError(
      'MethodCountCouldNotFindBest',
      `Multiple ambiguous overloads found for "${group.name}" and the argument count: "${args.length}".`,
    );
  }
  return {
    overload: best.overload,
    arguments: convertArguments(group.name, best.overload.parameters, args, best.expanded !== undefined),
  };
}

/** A generic method with its parameters given or inferred; undefined when they cannot be. */
function concreteOverload(
  overload: MethodOverload,
  args: readonly unknown[],
  typeArguments?: readonly NetType[],
): MethodOverload | undefined {
  if (!overload.isGeneric) return typeArguments && typeArguments.length > 0 ? undefined : overload;
  const names = overload.signature.genericParameters;
  if (typeArguments && typeArguments.length > 0) {
    return typeArguments.length === names.length ? overload.withTypeArguments(typeArguments) : undefined;
  }
  const found = new Map<string, NetType>();
  overload.signature.parameters.forEach((parameter, index) => {
    if (index < args.length) infer(parameter.typeText, effectiveType(args[index]), names, found);
  });
  return names.every((name) => found.has(name))
    ? overload.withTypeArguments(names.map((name) => found.get(name)!))
    : undefined;
}

/** The type of an argument; an object[] of items of one type counts as an array of that type. */
function effectiveType(value: unknown): NetType | null {
  const given = baseOf(value);
  const base = given instanceof PSReference ? baseOf(given.value) : given;
  if (Array.isArray(base) && base.length > 0) {
    const own = typeOf(base)!;
    if (own.elementType!.definition.name === 'System.Object') {
      const first = typeOf(base[0]);
      if (first && base.every((item) => typeOf(item) === first)) return own.registry.array(first);
    }
  }
  return typeOf(base);
}

/** Matches a parameter's type text against an argument's type, as far as `T`, `T[]` and one-level generics go. */
function infer(text: string, type: NetType | null, names: readonly string[], found: Map<string, NetType>): void {
  if (!type) return;
  if (names.includes(text)) {
    if (!found.has(text)) found.set(text, type);
    return;
  }
  if (text.endsWith('[]')) {
    if (type.elementType) infer(text.slice(0, -2), type.elementType, names, found);
    return;
  }
  const open = text.indexOf('[');
  if (open < 0) return;
  const inner = text.slice(open + 1, -1).split(/,\s*/);
  const bare = text.slice(0, open).toLowerCase();
  const matches = (candidate: NetType): boolean =>
    candidate.definition.name.toLowerCase().replace(/`\d+$/, '') === bare;
  const generic = [type, ...type.interfaces].find(
    (candidate) => matches(candidate) && candidate.genericArguments.length === inner.length,
  );
  if (generic)
    for (const [index, part] of inner.entries()) infer(part.trim(), generic.genericArguments[index]!, names, found);
}

function candidateOf(overload: MethodOverload, args: readonly unknown[]): Candidate | undefined {
  const { parameters } = overload;
  const last = parameters.at(-1);
  const hasParams = last?.isParams === true;
  if (args.length > parameters.length && !hasParams) return undefined;
  if (args.length < parameters.length) {
    const optional = parameters.filter((p) => p.isOptional).length;
    if (optional === 0 && !(hasParams && args.length + 1 === parameters.length)) return undefined;
    if (optional > 0 && args.length + optional + (hasParams ? 1 : 0) < parameters.length) return undefined;
  }
  const ranks: number[] = [];
  let expanded: readonly NetParameter[] | undefined;
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i]!;
    if (parameter.isParams) {
      const element = parameter.type.elementType!;
      const fixed = parameters.slice(0, -1);
      const spread = (): NetParameter[] => [...fixed, ...args.slice(i).map(() => ({ ...parameter, type: element }))];
      if (parameters.length === args.length) {
        const asArray = argumentRank(args[i], parameter.type, false);
        const asElement = argumentRank(args[i], element, false);
        if (asElement > asArray) expanded = spread();
        ranks[i] = Math.max(asArray, asElement);
        if (ranks[i] === rank.None) return undefined;
      } else {
        for (let k = i; k < args.length; k++) {
          ranks[k] = argumentRank(args[k], element, false);
          if (ranks[k] === rank.None) return undefined;
        }
        expanded = spread();
      }
      break;
    }
    if (i >= args.length) break;
    ranks[i] = argumentRank(args[i], parameter.type, parameter.isByRef);
    if (ranks[i] === rank.None) return undefined;
  }
  return { overload, ranks, expanded };
}

function argumentRank(value: unknown, type: NetType, isByRef: boolean): number {
  const base = baseOf(value);
  if (isByRef && base instanceof PSReference) return conversionRankOf(base.value, type);
  return conversionRankOf(value, type);
}

function bestOf(candidates: readonly Candidate[], args: readonly unknown[]): Candidate | undefined {
  let best = candidates[0]!;
  let several = false;
  for (const candidate of candidates.slice(1)) {
    const order = compareCandidates(best, candidate, args);
    if (order === 0) several = true;
    else if (order < 0) {
      best = candidate;
      several = false;
    }
  }
  return several ? undefined : best;
}

/** Positive where the first is better. Earlier arguments weigh more. */
function compareCandidates(a: Candidate, b: Candidate, args: readonly unknown[]): number {
  const [paramsA, paramsB] = [a.expanded ?? a.overload.parameters, b.expanded ?? b.overload.parameters];
  const count = a.ranks.length;
  let better = 0;
  for (let i = 0; i < count; i++) {
    const weight = count - i;
    const [x, y] = [a.ranks[i]!, b.ranks[i]!];
    if (x !== y) better += x > y ? weight : -weight;
    else if (x === rank.UnrelatedArrays) {
      const element = effectiveType(args[i])?.elementType ?? null;
      const [toA, toB] = [paramsA[i]!.type.elementType, paramsB[i]!.type.elementType];
      if (!element || !toA || !toB) continue;
      better += Math.sign(figureConversion(element, toA).rank - figureConversion(element, toB).rank) * weight;
    }
  }
  if (better !== 0) return better;
  // Equally good: the more specific parameter wins, or for numbers the more general.
  let weight = count;
  for (let i = 0; i < count; i++, weight = Math.abs(weight) - 1) {
    const [x, y] = [a.ranks[i]!, b.ranks[i]!];
    if (x < rank.NullToValue || y < rank.NullToValue) continue;
    if (x >= rank.NumericImplicit !== y >= rank.NumericImplicit) continue;
    if (x >= rank.NumericImplicit) weight = -weight;
    const forward = figureConversion(paramsA[i]!.type, paramsB[i]!.type).rank;
    const backward = figureConversion(paramsB[i]!.type, paramsA[i]!.type).rank;
    if (forward < backward) better += weight;
    else if (forward > backward) better -= weight;
  }
  if (better !== 0) return better;
  for (let i = 0; i < count; i++) if (paramsA[i]!.type !== paramsB[i]!.type) return 0;
  if (a.expanded && b.expanded) return a.overload.parameters.length > b.overload.parameters.length ? 1 : -1;
  if (a.expanded) return -1;
  if (b.expanded) return 1;
  const generic = Number(b.overload.typeArguments !== undefined) - Number(a.overload.typeArguments !== undefined);
  if (generic !== 0) return generic;
  return b.overload.parameters.length - a.overload.parameters.length;
}

function convertArguments(
  name: string,
  parameters: readonly NetParameter[],
  args: readonly unknown[],
  expand: boolean,
): unknown[] {
  const result: unknown[] = [];
  for (let i = 0; i < parameters.length; i++) {
    const parameter = parameters[i]!;
    if (expand && i === parameters.length - 1) {
      const rest = args.slice(i);
      if (rest.length === 1 && rest[0] === null) result.push(null);
      else
        result.push(
          makeArray(
            parameter.type.elementType!,
            rest.map((arg, k) => convertArgument(name, parameter, parameter.type.elementType!, arg, String(i + k))),
          ),
        );
    } else if (i < args.length) result.push(convertArgument(name, parameter, parameter.type, args[i], parameter.name));
    else if (parameter.isParams && !parameter.isOptional) result.push(makeArray(parameter.type.elementType!, []));
    else result.push(parameter);
  }
  return result;
}

function convertArgument(name: string, parameter: NetParameter, type: NetType, arg: unknown, label: string): unknown {
  const base = baseOf(arg);
  if (base instanceof PSReference && type.definition.name !== 'System.Management.Automation.PSReference') {
    if (!parameter.isByRef) {
      if (type.definition.name === 'System.Object') return arg;
      methodError(
        'RefArgumentToNonRefParameterMsg',
        `Argument: '${Number.parseInt(label, 10) + 1 || 1}' should not be a System.Management.Automation.PSReference. Do not use [ref].`,
      );
    }
    return base;
  }
  if (parameter.isByRef) {
    const position = parameter.name === label ? 1 : 1 + Number(label);
    methodError(
      'NonRefArgumentToRefParameterMsg',
      `Argument: '${position}' should be a System.Management.Automation.PSReference. Use [ref].`,
    );
  }
  try {
    return type.definition.name === 'System.Object' && !type.isArray ? convertTo(base, type) : convertTo(arg, type);
  } catch (error) {
    const inner = thrownException(error);
    if (!inner?.typeName.endsWith('InvalidCastException')) throw error;
    throwNet(
      `${automation}.MethodException`,
      `Cannot convert argument "${label}", with value: "${toStringValue(arg)}", for "${name}" to type "${type}": "${inner.message}"`,
      { errorId: 'MethodArgumentConversionInvalidCastArgument', category: 'NotSpecified', inner },
    );
  }
}

/** True for a parameter that stands in an argument list as "omitted". */
export function isOmitted(value: unknown): value is NetParameter {
  return typeof value === 'object' && value !== null && 'marshal' in value && 'isOptional' in value;
}

/** The signature of a delegate type's Invoke. */
export function delegateSignature(type: NetType): { parameterTypes: NetType[]; returnType: NetType } {
  const invoke = type.method('Invoke')!.overloads[0]!;
  return { parameterTypes: invoke.parameters.map((p) => p.type), returnType: invoke.returnType };
}
