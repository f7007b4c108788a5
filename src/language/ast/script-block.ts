// Script blocks, their named blocks and parameters.
import type { Ast, AttributeBaseAst, ExpressionAst, StatementAst } from './ast.ts';
import type { VariableExpressionAst } from './expressions.ts';
import type { AstNode } from './node.ts';
import type { ScriptRequirements } from './script-requirements.ts';
import type { TrapStatementAst, UsingStatementAst } from './statements.ts';
import type { AttributeAst } from './types.ts';

/** A whole script, a function's body or `{ ... }`. Statements outside named blocks stand in an unnamed end (or process) block. */
export interface ScriptBlockAst extends AstNode<'ScriptBlockAst'> {
  readonly usingStatements: readonly UsingStatementAst[];
  readonly paramBlock: ParamBlockAst | undefined;
  readonly dynamicParamBlock: NamedBlockAst | undefined;
  readonly beginBlock: NamedBlockAst | undefined;
  readonly processBlock: NamedBlockAst | undefined;
  readonly endBlock: NamedBlockAst | undefined;
  readonly cleanBlock: NamedBlockAst | undefined;
  /** What `#requires` lines ask; on the root of a script only. */
  readonly scriptRequirements: ScriptRequirements | undefined;
}

export type NamedBlockKind = 'Dynamicparam' | 'Begin' | 'Process' | 'End' | 'Clean';

export interface NamedBlockAst extends AstNode<'NamedBlockAst'> {
  readonly blockKind: NamedBlockKind;
  /** True when the statements stand in the script block directly. */
  readonly unnamed: boolean;
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapStatementAst[];
}

/** `{ statements }` of if, loops, try, ...; the body of `$( )` and `@( )`. */
export interface StatementBlockAst extends AstNode<'StatementBlockAst'> {
  readonly statements: readonly StatementAst[];
  readonly traps: readonly TrapStatementAst[];
}

export interface ParamBlockAst extends AstNode<'ParamBlockAst'> {
  readonly attributes: readonly AttributeAst[];
  readonly parameters: readonly ParameterAst[];
}

export interface ParameterAst extends AstNode<'ParameterAst'> {
  /** Attributes and type constraints, as written. The last type constraint is the parameter's type. */
  readonly attributes: readonly AttributeBaseAst[];
  readonly name: VariableExpressionAst;
  readonly defaultValue: ExpressionAst | undefined;
}

/** Stands where a statement could not be parsed; only in trees with errors. */
export interface ErrorStatementAst extends AstNode<'ErrorStatementAst'> {
  readonly nestedAst: readonly Ast[];
}

/** Stands where an expression is missing or could not be parsed; only in trees with errors. */
export interface ErrorExpressionAst extends AstNode<'ErrorExpressionAst'> {
  readonly nestedAst: readonly Ast[];
}
