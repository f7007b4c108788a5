// `[type]$x = value` and `[attribute()]$x = value`: the variable keeps the constraint for later assignments.

import type { ExpressionAst } from '../../language/ast/ast.ts';
import type { AttributedExpressionAst, ConvertExpressionAst } from '../../language/ast/expressions.ts';
import { compileAttribute, typeConstraint } from '../attributes.ts';
import { type ArgumentAttribute, Variable } from '../variable.ts';
import { compileTarget, type Target } from './assignment.ts';
import type { Unit } from './compiler.ts';
import type { Frame } from './frame.ts';
import { resolveTypeName } from './type-reference.ts';
import { lowerNameOf } from './variable.ts';

export function compileTypedTarget(ast: ConvertExpressionAst | AttributedExpressionAst, unit: Unit): Target {
  const makers: ((f: Frame) => ArgumentAttribute)[] = [];
  let inner: ExpressionAst = ast;
  while (inner.kind === 'ConvertExpressionAst' || inner.kind === 'AttributedExpressionAst') {
    const attribute = inner.kind === 'ConvertExpressionAst' ? inner.type : inner.attribute;
    if (attribute.kind === 'TypeConstraintAst') {
      const type = resolveTypeName(attribute.typeName);
      makers.push((f) => typeConstraint(type.resolve(f)));
    } else makers.push(compileAttribute(attribute, unit));
    inner = inner.child;
  }
  // The innermost constraint applies first.
  makers.reverse();
  if (inner.kind !== 'VariableExpressionAst' || !inner.variablePath.isVariable) {
    const target = compileTarget(inner, unit);
    const accept = (f: Frame, value: unknown): unknown => {
      const probe = new Variable('', null);
      probe.attributes = makers.map((make) => make(f));
      return probe.accept(value);
    };
    return {
      write: (f, value) => target.write(f, accept(f, value)),
      update: (f, change) => target.update(f, (old) => accept(f, change(old))),
    };
  }
  const path = inner.variablePath;
  const lower = lowerNameOf(path);
  const write = (f: Frame, value: unknown): unknown => {
    const scope = path.scope === undefined ? f.scope : f.scope.named(path.scope)!;
    const existing = scope.own(lower);
    const variable = existing instanceof Variable ? existing : new Variable(path.unqualifiedPath);
    const before = variable.attributes;
    variable.attributes = makers.map((make) => make(f));
    try {
      variable.value = value;
    } catch (error) {
      variable.attributes = before;
      throw error;
    }
    if (existing !== variable) scope.define(variable);
    return variable.value;
  };
  return {
    write,
    update: (f, change) => write(f, change(f.scope.lookup(lower) ?? null)),
  };
}
