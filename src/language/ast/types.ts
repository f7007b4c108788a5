// Type names, attributes and type constraints.
import type { ScriptExtent } from '../extent.ts';
import type { ExpressionAst } from './ast.ts';
import type { AstNode } from './node.ts';

/** A type's name as written; not a node of the tree (PowerShell's ITypeName). */
export type TypeName = SimpleTypeName | GenericTypeName | ArrayTypeName;

/** `int`, `System.Text.StringBuilder`, `Name, Assembly`. */
export interface SimpleTypeName {
  readonly kind: 'TypeName';
  readonly extent: ScriptExtent;
  /** Without the assembly. */
  readonly name: string;
  readonly assemblyName: string | undefined;
  /** How many generic arguments an enclosing generic type name gives. */
  readonly genericArgumentCount: number;
}

/** `Dictionary[string,int]`. */
export interface GenericTypeName {
  readonly kind: 'GenericTypeName';
  readonly extent: ScriptExtent;
  readonly typeName: SimpleTypeName;
  readonly genericArguments: readonly TypeName[];
}

/** `int[]`, `int[,]`. */
export interface ArrayTypeName {
  readonly kind: 'ArrayTypeName';
  readonly extent: ScriptExtent;
  readonly elementType: TypeName;
  readonly rank: number;
}

/** `[Name(positional, Named = value)]`. */
export interface AttributeAst extends AstNode<'AttributeAst'> {
  readonly typeName: TypeName;
  readonly positionalArguments: readonly ExpressionAst[];
  readonly namedArguments: readonly NamedAttributeArgumentAst[];
}

export interface NamedAttributeArgumentAst extends AstNode<'NamedAttributeArgumentAst'> {
  readonly argumentName: string;
  /** `$true` when the value is omitted. */
  readonly argument: ExpressionAst;
  readonly expressionOmitted: boolean;
}

/** `[type]` before a variable, parameter or member, or in a cast. */
export interface TypeConstraintAst extends AstNode<'TypeConstraintAst'> {
  readonly typeName: TypeName;
}
