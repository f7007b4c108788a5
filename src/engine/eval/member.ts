// MemberExpressionAst: `object.name`, `[type]::name`, and assigning to them.

import { NetType } from '../../conversion/net-type.ts';
import type { CommandElementAst } from '../../language/ast/ast.ts';
import type { MemberExpressionAst } from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { NoteProperty, PSObject } from '../../psobject/ps-object.ts';
import { runtimeError } from '../errors.ts';
import { enumerate, getProperty, setProperty } from '../members.ts';
import { getStatic, setStatic } from '../static-members.ts';
import { toText } from '../text.ts';
import type { Target } from './assignment.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr, Frame } from './frame.ts';
import { resolveTypeName } from './type-reference.ts';

export type NameOf = (f: Frame) => unknown;

/** A member's name: a constant in nearly all programs. */
export function compileMemberName(
  ast: CommandElementAst,
  unit: Unit,
): { readonly constant?: string; readonly name: NameOf } {
  if (ast.kind === 'StringConstantExpressionAst') {
    const { value } = ast;
    return { constant: value, name: () => value };
  }
  if (ast.kind === 'CommandParameterAst') throw new Error('a parameter is no member');
  return { name: compileExpression(ast, unit) };
}

export function compileMember(ast: MemberExpressionAst, unit: Unit): Expr {
  const { constant, name } = compileMemberName(ast.member, unit);
  if (ast.static) {
    const type = compileStaticType(ast, unit);
    return (f) => getStatic(f, type(f), toText(name(f)));
  }
  const object = compileExpression(ast.expression, unit);
  const { nullConditional } = ast;
  if (constant !== undefined) {
    return (f) => {
      const target = object(f);
      // The hot case: a note property of a property bag.
      if (target instanceof PSObject) {
        const member = target.members.get(constant);
        if (member instanceof NoteProperty) return member.value;
      }
      if (nullConditional && (target === null || target === automationNull)) return null;
      return readMember(f, target, constant);
    };
  }
  return (f) => {
    const target = object(f);
    if (nullConditional && (target === null || target === automationNull)) return null;
    const named = name(f);
    return readMember(f, target, toText(named));
  };
}

/** The type on the left of `::`; the value of an expression that gives a type counts too. */
export function compileStaticType(
  ast: { readonly expression: MemberExpressionAst['expression'] },
  unit: Unit,
): (f: Frame) => unknown {
  if (ast.expression.kind === 'TypeExpressionAst') {
    const type = resolveTypeName(ast.expression.typeName);
    return (f) => type.resolve(f);
  }
  const value = compileExpression(ast.expression, unit);
  return (f) => {
    const found = value(f);
    const base = found instanceof PSObject ? found.baseObject : found;
    return base instanceof NetType ? base : found;
  };
}

/** The value of a member; the members of the items where a collection has none of that name itself. */
export function readMember(f: Frame, target: unknown, name: string): unknown {
  if (target === null || target === automationNull) {
    if (f.runspace.isStrict(f.scope)) throw propertyNotFound(name);
    const lower = name.toLowerCase();
    return lower === 'count' || lower === 'length' ? 0 : null;
  }
  const value = getProperty(target, name);
  if (value !== undefined) return value;
  const items = enumerate(target);
  if (items !== undefined) {
    const found: unknown[] = [];
    gather(items, name, found, 0);
    if (found.length > 0) return found.length === 1 ? found[0] : found;
    if (f.runspace.isStrict(f.scope)) throw propertyNotFound(name);
    return null;
  }
  const lower = name.toLowerCase();
  if (lower === 'count' || lower === 'length') return 1;
  if (f.runspace.isStrict(f.scope)) throw propertyNotFound(name);
  return null;
}

/** Values of the items' property; items that are collections without it are searched in turn. */
function gather(items: Iterable<unknown>, name: string, found: unknown[], depth: number): void {
  for (const item of items) {
    if (item === null || item === automationNull) continue;
    const value = getProperty(item, name);
    if (value !== undefined) {
      const inner = Array.isArray(value) ? value : enumerate(value);
      if (inner === undefined) found.push(value);
      else for (const each of inner) found.push(each);
      continue;
    }
    const nested = enumerate(item);
    if (nested !== undefined && depth < 50) gather(nested, name, found, depth + 1);
  }
}

export function propertyNotFound(name: string): Error {
  return runtimeError(
    'PropertyNotFoundStrict',
    `The property '${name}' cannot be found on this object. Verify that the property exists.`,
    'NotSpecified',
  );
}

export function compileMemberTarget(ast: MemberExpressionAst, unit: Unit): Target {
  const { name } = compileMemberName(ast.member, unit);
  if (ast.static) {
    const type = compileStaticType(ast, unit);
    return {
      write(f, value) {
        setStatic(f, type(f), toText(name(f)), value);
        return value;
      },
      update(f, change) {
        const target = type(f);
        const member = toText(name(f));
        const value = change(getStatic(f, target, member));
        setStatic(f, target, member, value);
        return value;
      },
    };
  }
  const object = compileExpression(ast.expression, unit);
  return {
    write(f, value) {
      assign(object(f), toText(name(f)), value);
      return value;
    },
    update(f, change) {
      const target = object(f);
      const member = toText(name(f));
      const value = change(readMember(f, target, member));
      assign(target, member, value);
      return value;
    },
  };
}

function assign(target: unknown, name: string, value: unknown): void {
  if (target === null || target === automationNull) {
    throw runtimeError(
      'PropertyNotFound',
      `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
    );
  }
  setProperty(target, name, value);
}
