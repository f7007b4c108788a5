// Expressions.
import type { BoxedNumber } from '../../psobject/numbers.ts';
import type { ScriptExtent } from '../extent.ts';
import type { TokenKind } from '../token-kind.ts';
import type { VariablePath } from '../variable-path.ts';
import type { AttributeBaseAst, CommandElementAst, ExpressionAst, PipelineBaseAst, StatementAst } from './ast.ts';
import type { AstNode } from './node.ts';
import type { ScriptBlockAst, StatementBlockAst } from './script-block.ts';
import type { TypeConstraintAst, TypeName } from './types.ts';

/** A numeric literal (a JavaScript number is an Int32), or the `true` of an attribute's argument without value. */
export interface ConstantExpressionAst extends AstNode<'ConstantExpressionAst'> {
  readonly value: number | BoxedNumber | boolean;
}

export type StringConstantType =
  | 'SingleQuoted'
  | 'SingleQuotedHereString'
  | 'DoubleQuoted'
  | 'DoubleQuotedHereString'
  | 'BareWord';

export interface StringConstantExpressionAst extends AstNode<'StringConstantExpressionAst'> {
  readonly value: string;
  readonly stringConstantType: StringConstantType;
}

/** A string with `$` in it. Its value is literals[0] + text(nested[0]) + literals[1] + ... */
export interface ExpandableStringExpressionAst extends AstNode<'ExpandableStringExpressionAst'> {
  /** The text between the quotes with back-ticks and doubled quotes resolved, the nested expressions as written. */
  readonly value: string;
  readonly stringConstantType: StringConstantType;
  /** VariableExpressionAst and SubExpressionAst, in order; only $( ) and plain variables nest in strings. */
  readonly nestedExpressions: readonly ExpressionAst[];
  /** One more than nestedExpressions: the text before, between and after them. */
  readonly literals: readonly string[];
}

export interface VariableExpressionAst extends AstNode<'VariableExpressionAst'> {
  readonly variablePath: VariablePath;
  /** True for `@name`. */
  readonly splatted: boolean;
}

/** `[type]` used as a value. */
export interface TypeExpressionAst extends AstNode<'TypeExpressionAst'> {
  readonly typeName: TypeName;
}

/** `expression.member`, `expression::member`, `expression?.member`. */
export interface MemberExpressionAst extends AstNode<'MemberExpressionAst'> {
  readonly expression: ExpressionAst;
  /** A StringConstantExpressionAst (bare word or quoted) for a plain name, any expression otherwise. */
  readonly member: CommandElementAst;
  readonly static: boolean;
  readonly nullConditional: boolean;
}

/** `expression.member(arguments)`. */
export interface InvokeMemberExpressionAst extends AstNode<'InvokeMemberExpressionAst'> {
  readonly expression: ExpressionAst;
  readonly member: CommandElementAst;
  readonly static: boolean;
  readonly nullConditional: boolean;
  readonly arguments: readonly ExpressionAst[];
  /** `expression.member[int, string](...)`. */
  readonly genericTypeArguments: readonly TypeName[];
}

/** The call of the base constructor that starts each constructor of a class; written or implied. */
export interface BaseCtorInvokeMemberExpressionAst extends AstNode<'BaseCtorInvokeMemberExpressionAst'> {
  readonly expression: ExpressionAst;
  readonly member: CommandElementAst;
  readonly static: boolean;
  readonly nullConditional: boolean;
  readonly arguments: readonly ExpressionAst[];
}

export interface IndexExpressionAst extends AstNode<'IndexExpressionAst'> {
  readonly target: ExpressionAst;
  readonly index: ExpressionAst;
  readonly nullConditional: boolean;
}

/**
 * `left operator right`. Operators that care about case are I... or C... kinds: -eq is Ieq, -ceq is Ceq.
 * `..` is DotDot, `-f` Format, `-and` And, `??` QuestionQuestion.
 */
export interface BinaryExpressionAst extends AstNode<'BinaryExpressionAst'> {
  readonly left: ExpressionAst;
  readonly operator: TokenKind;
  readonly right: ExpressionAst;
  /** Where the operator stands; run-time errors point at it. */
  readonly errorPosition: ScriptExtent;
}

/** Not, Exclaim, Bnot, Plus, Minus, PlusPlus, MinusMinus, PostfixPlusPlus, PostfixMinusMinus, Comma, Join, Isplit, Csplit. */
export interface UnaryExpressionAst extends AstNode<'UnaryExpressionAst'> {
  readonly tokenKind: TokenKind;
  readonly child: ExpressionAst;
}

export interface TernaryExpressionAst extends AstNode<'TernaryExpressionAst'> {
  readonly condition: ExpressionAst;
  readonly ifTrue: ExpressionAst;
  readonly ifFalse: ExpressionAst;
}

/** `[type]child`. */
export interface ConvertExpressionAst extends AstNode<'ConvertExpressionAst'> {
  readonly type: TypeConstraintAst;
  readonly child: ExpressionAst;
}

/** `[attribute()]child`, on the left of an assignment. */
export interface AttributedExpressionAst extends AstNode<'AttributedExpressionAst'> {
  readonly attribute: AttributeBaseAst;
  readonly child: ExpressionAst;
}

/** `a, b`. */
export interface ArrayLiteralAst extends AstNode<'ArrayLiteralAst'> {
  readonly elements: readonly ExpressionAst[];
}

/** `@( )`. */
export interface ArrayExpressionAst extends AstNode<'ArrayExpressionAst'> {
  readonly subExpression: StatementBlockAst;
}

/** `$( )`. */
export interface SubExpressionAst extends AstNode<'SubExpressionAst'> {
  readonly subExpression: StatementBlockAst;
}

/** `( )`. */
export interface ParenExpressionAst extends AstNode<'ParenExpressionAst'> {
  readonly pipeline: PipelineBaseAst;
}

export interface KeyValuePair {
  readonly key: ExpressionAst;
  readonly value: StatementAst;
}

/** `@{ }`. */
export interface HashtableAst extends AstNode<'HashtableAst'> {
  readonly keyValuePairs: readonly KeyValuePair[];
}

/** `{ }` as a value. */
export interface ScriptBlockExpressionAst extends AstNode<'ScriptBlockExpressionAst'> {
  readonly scriptBlock: ScriptBlockAst;
}

/** `$using:name`, with a member or index chain when one follows. */
export interface UsingExpressionAst extends AstNode<'UsingExpressionAst'> {
  readonly subExpression: ExpressionAst;
}
