// Statements: control flow, assignment, pipelines' siblings, using and data.
import type { TokenKind } from '../token-kind.ts';
import type { ExpressionAst, PipelineBaseAst, StatementAst } from './ast.ts';
import type { HashtableAst, StringConstantExpressionAst, VariableExpressionAst } from './expressions.ts';
import type { AstNode } from './node.ts';
import type { StatementBlockAst } from './script-block.ts';
import type { TypeConstraintAst } from './types.ts';

/** `left op right`; the operator is Equals, PlusEquals, MinusEquals, MultiplyEquals, DivideEquals, RemainderEquals or QuestionQuestionEquals. */
export interface AssignmentStatementAst extends AstNode<'AssignmentStatementAst'> {
  readonly left: ExpressionAst;
  readonly operator: TokenKind;
  /** A lone expression stands as a CommandExpressionAst, without a PipelineAst around it. */
  readonly right: StatementAst;
}

export interface IfClause {
  readonly condition: PipelineBaseAst;
  readonly body: StatementBlockAst;
}

export interface IfStatementAst extends AstNode<'IfStatementAst'> {
  /** The if clause, then one for each elseif. */
  readonly clauses: readonly IfClause[];
  readonly elseClause: StatementBlockAst | undefined;
}

export interface ForStatementAst extends AstNode<'ForStatementAst'> {
  readonly label: string | undefined;
  readonly initializer: PipelineBaseAst | undefined;
  readonly condition: PipelineBaseAst | undefined;
  readonly iterator: PipelineBaseAst | undefined;
  readonly body: StatementBlockAst;
}

export interface ForEachStatementAst extends AstNode<'ForEachStatementAst'> {
  readonly label: string | undefined;
  readonly variable: VariableExpressionAst;
  readonly condition: PipelineBaseAst;
  readonly body: StatementBlockAst;
}

export interface WhileStatementAst extends AstNode<'WhileStatementAst'> {
  readonly label: string | undefined;
  readonly condition: PipelineBaseAst;
  readonly body: StatementBlockAst;
}

export interface DoWhileStatementAst extends AstNode<'DoWhileStatementAst'> {
  readonly label: string | undefined;
  readonly condition: PipelineBaseAst;
  readonly body: StatementBlockAst;
}

export interface DoUntilStatementAst extends AstNode<'DoUntilStatementAst'> {
  readonly label: string | undefined;
  readonly condition: PipelineBaseAst;
  readonly body: StatementBlockAst;
}

export interface SwitchFlags {
  readonly file: boolean;
  readonly regex: boolean;
  readonly wildcard: boolean;
  readonly exact: boolean;
  readonly caseSensitive: boolean;
  readonly parallel: boolean;
}

export interface SwitchClause {
  readonly condition: ExpressionAst;
  readonly body: StatementBlockAst;
}

export interface SwitchStatementAst extends AstNode<'SwitchStatementAst'> {
  readonly label: string | undefined;
  readonly flags: SwitchFlags;
  readonly condition: PipelineBaseAst;
  readonly clauses: readonly SwitchClause[];
  readonly default: StatementBlockAst | undefined;
}

export interface TryStatementAst extends AstNode<'TryStatementAst'> {
  readonly body: StatementBlockAst;
  readonly catchClauses: readonly CatchClauseAst[];
  readonly finally: StatementBlockAst | undefined;
}

export interface CatchClauseAst extends AstNode<'CatchClauseAst'> {
  /** Empty for a catch-all. */
  readonly catchTypes: readonly TypeConstraintAst[];
  readonly body: StatementBlockAst;
}

/** Never among the statements of a block: blocks keep theirs in `traps`. */
export interface TrapStatementAst extends AstNode<'TrapStatementAst'> {
  readonly trapType: TypeConstraintAst | undefined;
  readonly body: StatementBlockAst;
}

export interface DataStatementAst extends AstNode<'DataStatementAst'> {
  /** The variable to assign, or none: then the data is output. */
  readonly variable: string | undefined;
  readonly commandsAllowed: readonly ExpressionAst[];
  readonly body: StatementBlockAst;
}

export interface BreakStatementAst extends AstNode<'BreakStatementAst'> {
  readonly label: ExpressionAst | undefined;
}

export interface ContinueStatementAst extends AstNode<'ContinueStatementAst'> {
  readonly label: ExpressionAst | undefined;
}

export interface ReturnStatementAst extends AstNode<'ReturnStatementAst'> {
  readonly pipeline: PipelineBaseAst | undefined;
}

export interface ExitStatementAst extends AstNode<'ExitStatementAst'> {
  readonly pipeline: PipelineBaseAst | undefined;
}

export interface ThrowStatementAst extends AstNode<'ThrowStatementAst'> {
  readonly pipeline: PipelineBaseAst | undefined;
}

export type UsingStatementKind = 'Assembly' | 'Command' | 'Module' | 'Namespace' | 'Type';

export interface UsingStatementAst extends AstNode<'UsingStatementAst'> {
  readonly usingStatementKind: UsingStatementKind;
  /** The namespace, module or file; undefined when a module specification stands instead. */
  readonly name: StringConstantExpressionAst | undefined;
  readonly alias: StringConstantExpressionAst | undefined;
  readonly moduleSpecification: HashtableAst | undefined;
}
