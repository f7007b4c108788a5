// TypeDefinitionAst: the enums of scripts. (Classes have a file of their own.)

import { convertTo, types } from '../../conversion/index.ts';
import type { PropertyMemberAst, TypeDefinitionAst } from '../../language/ast/definitions.ts';
import { attributeName } from '../attributes.ts';
import { runtimeError } from '../errors.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { type Exec, type Expr, type Frame, flow } from './frame.ts';
import { typeNameText } from './type-reference.ts';

export function compileTypeDefinition(ast: TypeDefinitionAst, unit: Unit): Exec {
  if (ast.typeKind === 'Enum') return compileEnum(ast, unit);
  return () => {
    throw runtimeError(
      'NotImplemented',
      `The definition of the type '${ast.name}' is not supported yet.`,
      'NotImplemented',
    );
  };
}

/** `enum Name : type { label = value }`; a label without a value is one more than the label before it. */
function compileEnum(ast: TypeDefinitionAst, unit: Unit): Exec {
  const labels = (ast.members as readonly PropertyMemberAst[]).map((member) => ({
    name: member.name,
    value: member.initialValue && compileExpression(member.initialValue, unit),
  }));
  const isFlags = ast.attributes.some((attribute) => attributeName(attribute) === 'flags');
  const base = ast.baseTypes[0];
  return (f) => {
    const registry = types();
    const underlying =
      base === undefined ? 'System.Int32' : (registry.find(typeNameText(base.typeName))?.toString() ?? 'System.Int32');
    const values: [string, bigint][] = [];
    let next = 0n;
    for (const label of labels) {
      const value = label.value === undefined ? next : integerOf(f, label.value, values);
      values.push([label.name, value]);
      next = value + 1n;
    }
    registry.define({ name: ast.name, kind: 'enum', values, isFlags, underlying });
    return flow.next;
  };
}

/** The value of a label; labels before it may be named in it. */
function integerOf(f: Frame, expression: Expr, _before: readonly (readonly [string, bigint])[]): bigint {
  const value = convertTo(expression(f), types().get('System.Int64')) as { value: bigint };
  return value.value;
}
