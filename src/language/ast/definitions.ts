// Functions, classes, enums and their members.
import type { ExpressionAst, MemberAst } from './ast.ts';
import type { AstNode } from './node.ts';
import type { ParameterAst, ScriptBlockAst } from './script-block.ts';
import type { AttributeAst, TypeConstraintAst } from './types.ts';

export interface FunctionDefinitionAst extends AstNode<'FunctionDefinitionAst'> {
  readonly name: string;
  readonly isFilter: boolean;
  /** The parameters of `function f($a, $b) { }`; undefined when there is no such list. */
  readonly parameters: readonly ParameterAst[] | undefined;
  readonly body: ScriptBlockAst;
}

export interface TypeDefinitionAst extends AstNode<'TypeDefinitionAst'> {
  readonly typeKind: 'Class' | 'Enum';
  readonly name: string;
  readonly attributes: readonly AttributeAst[];
  /** Base class and interfaces; of an enum, the underlying type. */
  readonly baseTypes: readonly TypeConstraintAst[];
  readonly members: readonly MemberAst[];
}

/** A property of a class, or a label of an enum. */
export interface PropertyMemberAst extends AstNode<'PropertyMemberAst'> {
  readonly name: string;
  readonly propertyType: TypeConstraintAst | undefined;
  readonly attributes: readonly AttributeAst[];
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly isLiteral: boolean;
  readonly initialValue: ExpressionAst | undefined;
}

/** A method or constructor. */
export interface FunctionMemberAst extends AstNode<'FunctionMemberAst'> {
  readonly name: string;
  readonly isConstructor: boolean;
  readonly isStatic: boolean;
  readonly isHidden: boolean;
  readonly returnType: TypeConstraintAst | undefined;
  readonly attributes: readonly AttributeAst[];
  readonly parameters: readonly ParameterAst[];
  /**
   * The body. Of a non-static constructor its first statement is the call of the base constructor: a CommandExpressionAst
   * whose expression is a BaseCtorInvokeMemberExpressionAst, with an empty extent when it is implied.
   */
  readonly body: ScriptBlockAst;
}
