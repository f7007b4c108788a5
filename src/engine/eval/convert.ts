// ConvertExpressionAst `[type]value`, AttributedExpressionAst and TypeExpressionAst `[type]`.

import type { ExpressionAst } from '../../language/ast/ast.ts';
import type {
  AttributedExpressionAst,
  ConvertExpressionAst,
  HashtableAst,
  TypeExpressionAst,
} from '../../language/ast/expressions.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { PSReference } from '../../psobject/ps-reference.ts';
import { convert } from '../operations.ts';
import { toText } from '../text.ts';
import { compileTarget } from './assignment.ts';
import { expressionOf } from './capture.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Expr } from './frame.ts';
import { compileOrderedTable } from './hashtable.ts';
import { resolveTypeName, typeNameText } from './type-reference.ts';

export function compileTypeExpression(ast: TypeExpressionAst): Expr {
  const type = resolveTypeName(ast.typeName);
  return (f) => type.resolve(f);
}

/** A hashtable literal behind a cast, also within parentheses. */
function literalTable(ast: ExpressionAst): HashtableAst | undefined {
  if (ast.kind === 'HashtableAst') return ast;
  if (ast.kind === 'ParenExpressionAst') {
    const inner = expressionOf(ast.pipeline);
    return inner?.kind === 'HashtableAst' ? inner : undefined;
  }
  return undefined;
}

export function compileConvert(ast: ConvertExpressionAst, unit: Unit): Expr {
  const name = typeNameText(ast.type.typeName).toLowerCase();
  const table = literalTable(ast.child);
  switch (name) {
    case 'ordered':
      if (table !== undefined) return compileOrderedTable(table, unit);
      break;
    case 'pscustomobject':
    case 'management.automation.pscustomobject':
    case 'system.management.automation.pscustomobject': {
      const child = table ? compileOrderedTable(table, unit) : compileExpression(ast.child, unit);
      return (f) => customObject(child(f));
    }
    case 'ref':
    case 'system.management.automation.psreference':
      return compileReference(ast.child, unit);
    case 'void':
    case 'system.void': {
      const child = compileExpression(ast.child, unit);
      return (f) => {
        child(f);
        return automationNull;
      };
    }
    default:
  }
  const type = resolveTypeName(ast.type.typeName);
  const child = compileExpression(ast.child, unit);
  return (f) => {
    const value = child(f);
    return convert(value, type.resolve(f));
  };
}

/** `[pscustomobject]value`: a dictionary becomes an object of its entries, anything else stays what it is. */
export function customObject(value: unknown): unknown {
  const base = value instanceof PSObject ? value.baseObject : value;
  if (!(base instanceof Dictionary)) return value;
  const object = new PSObject();
  for (const [key, item] of base.entries()) {
    const name = toText(key);
    if (name.toLowerCase() === 'pstypename') {
      object.typeNames = [toText(item), 'System.Management.Automation.PSCustomObject', 'System.Object'];
    } else object.members.setNote(name, item);
  }
  return object;
}

function compileReference(child: ExpressionAst, unit: Unit): Expr {
  const inner = child.kind === 'ParenExpressionAst' ? (expressionOf(child.pipeline) ?? child) : child;
  if (inner.kind === 'VariableExpressionAst' && inner.variablePath.isVariable) {
    const target = compileTarget(inner, unit);
    const read = compileExpression(inner, unit);
    const lower = inner.variablePath.unqualifiedPath.toLowerCase();
    if (lower === 'null') return () => PSReference.to(null);
    return (f) => {
      // A reference goes to the variable where it is visible; one that does not exist is made here.
      const scopeName = inner.variablePath.scope;
      const at = scopeName === undefined ? (f.scope.ownerOf(lower) ?? f.scope) : f.scope.named(scopeName)!;
      if (at.own(lower) === undefined) target.write(f, read(f));
      const variable = at.promote(lower);
      if (variable === undefined) return PSReference.to(read(f));
      return new PSReference(
        () => variable.value,
        (value) => {
          variable.value = value;
        },
      );
    };
  }
  const value = compileExpression(inner, unit);
  return (f) => PSReference.to(value(f));
}

/** An attribute before an expression says nothing where there is nothing to constrain. */
export function compileAttributed(ast: AttributedExpressionAst, unit: Unit): Expr {
  return compileExpression(ast.child, unit);
}
