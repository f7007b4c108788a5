// InvokeMemberExpressionAst: `object.method(arguments)`, `[type]::method(arguments)`, and the call of a base constructor.

import type { NetType } from '../../conversion/net-type.ts';
import type { ExpressionAst } from '../../language/ast/ast.ts';
import type { BaseCtorInvokeMemberExpressionAst, InvokeMemberExpressionAst } from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { runtimeError } from '../errors.ts';
import { invokeInstance, type MethodCall } from '../method-invocation.ts';
import { invokeStatic } from '../static-members.ts';
import { toText } from '../text.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr, Frame } from './frame.ts';
import { compileMemberName, compileStaticType } from './member.ts';
import { resolveTypeName } from './type-reference.ts';

/** The type that a cast before an argument names: it takes part in choosing the overload. */
function castTypes(args: readonly ExpressionAst[]): ((f: Frame) => readonly (NetType | undefined)[]) | undefined {
  if (!args.some((arg) => arg.kind === 'ConvertExpressionAst')) return undefined;
  const references = args.map((arg) =>
    arg.kind === 'ConvertExpressionAst' ? resolveTypeName(arg.type.typeName) : undefined,
  );
  return (f) => references.map((reference) => reference?.find(f));
}

export function compileInvokeMember(
  ast: InvokeMemberExpressionAst | BaseCtorInvokeMemberExpressionAst,
  unit: Unit,
): Expr {
  if (ast.kind === 'BaseCtorInvokeMemberExpressionAst') return () => automationNull;
  const { name, constant } = compileMemberName(ast.member, unit);
  const args = ast.arguments.map((arg) => compileExpression(arg, unit));
  const casts = castTypes(ast.arguments);
  const generics = ast.genericTypeArguments.map(resolveTypeName);
  const nameOf = constant === undefined ? (f: Frame) => toText(name(f)) : () => constant;
  const callOf = (f: Frame): MethodCall => {
    const values: unknown[] = [];
    for (const arg of args) {
      const value = arg(f);
      values.push(value === automationNull ? null : value);
    }
    return {
      name: nameOf(f),
      args: values,
      casts: casts?.(f),
      genericArguments: generics.length === 0 ? undefined : generics.map((type) => type.resolve(f)),
    };
  };
  if (ast.static) {
    const type = compileStaticType(ast, unit);
    return (f) => {
      const target = type(f);
      return invokeStatic(f, target, callOf(f));
    };
  }
  const object = compileExpression(ast.expression, unit);
  const { nullConditional } = ast;
  return (f) => {
    const target = object(f);
    if (target === null || target === automationNull) {
      if (nullConditional) return null;
      throw runtimeError('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.');
    }
    return invokeInstance(f, target, callOf(f));
  };
}
