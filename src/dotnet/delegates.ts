// The delegate types that .NET's methods ask for: Func, Action, Predicate, Comparison, Converter, EventHandler, MatchEvaluator.
// A script block becomes one of them through the engine's hook in the thread context.
import type { NetDelegate } from '../conversion/delegate.ts';
import { method, type TypeDefinition } from '../conversion/type-definition.ts';

/** A delegate type whose Invoke has this text: `bool Invoke(T obj)`. */
function delegateType(name: string, invoke: string, parameters: readonly string[] = []): TypeDefinition {
  return {
    name,
    kind: 'delegate',
    ...(parameters.length > 0 ? { parameters } : {}),
    members: [method(invoke, (self: NetDelegate, ...args: unknown[]) => self.invoke(...args))],
  };
}

/** T1 to Tn, or T where there is one alone, as .NET names them. */
function parameterNames(count: number): string[] {
  return count === 1 ? ['T'] : Array.from({ length: count }, (_, index) => `T${index + 1}`);
}
function parameterList(names: readonly string[]): string {
  return names.map((name, index) => `${name} arg${names.length === 1 ? '' : index + 1}`).join(', ');
}

const actions = Array.from({ length: 9 }, (_, count) => {
  const names = parameterNames(count);
  return delegateType(
    count === 0 ? 'System.Action' : `System.Action\`${count}`,
    `void Invoke(${parameterList(names)})`,
    names,
  );
});
const functions = Array.from({ length: 9 }, (_, count) => {
  const names = parameterNames(count);
  return delegateType(`System.Func\`${count + 1}`, `TResult Invoke(${parameterList(names)})`, [...names, 'TResult']);
});

export const delegateTypes: readonly TypeDefinition[] = [
  ...actions,
  ...functions,
  delegateType('System.Predicate`1', 'bool Invoke(T obj)', ['T']),
  delegateType('System.Comparison`1', 'int Invoke(T x, T y)', ['T']),
  delegateType('System.Converter`2', 'TOutput Invoke(TInput input)', ['TInput', 'TOutput']),
  delegateType('System.EventHandler', 'void Invoke(System.Object sender, System.Object e)'),
  delegateType('System.EventHandler`1', 'void Invoke(System.Object sender, TEventArgs e)', ['TEventArgs']),
  delegateType('System.Threading.ThreadStart', 'void Invoke()'),
  delegateType(
    'System.Text.RegularExpressions.MatchEvaluator',
    'string Invoke(System.Text.RegularExpressions.Match match)',
  ),
];
