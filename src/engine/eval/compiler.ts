// The compiler: one function for each kind of node, looked up in exhaustive tables; each gives a closure, made once for a tree.
import type { ExpressionAst, StatementAst } from '../../language/ast/ast.ts';
import type { Layout } from '../scope.ts';
import { compileArrayExpression, compileArrayLiteral, compileParen, compileSubExpression } from './array.ts';
import { compileAssignment } from './assignment.ts';
import { compileBinary } from './binary.ts';
import { compileConstant, compileStringConstant } from './constant.ts';
import { compileAttributed, compileConvert, compileTypeExpression } from './convert.ts';
import { compileData } from './data.ts';
import { compileExpandableString } from './expandable-string.ts';
import { compileBreak, compileContinue, compileExit, compileReturn, compileThrow } from './flow-statements.ts';
import { compileForEach } from './for-each.ts';
import type { Exec, Expr } from './frame.ts';
import { compileFunctionDefinition } from './function-definition.ts';
import { compileHashtable } from './hashtable.ts';
import { compileIf, compileTernary } from './if.ts';
import { compileIndex } from './index-expression.ts';
import { compileInvokeMember } from './invoke-member.ts';
import { compileDoUntil, compileDoWhile, compileFor, compileWhile } from './loops.ts';
import { compileMember } from './member.ts';
import { compileChain, compilePipeline, compilePipelineElement } from './pipeline.ts';
import { compileScriptBlockExpression } from './script-block-expression.ts';
import { compileSwitch } from './switch.ts';
import { compileTry } from './try.ts';
import { compileTypeDefinition } from './type-definition.ts';
import { compileUnary } from './unary.ts';
import { compileUsing, compileUsingStatement } from './using.ts';
import { compileVariable } from './variable.ts';

/** What the nodes of one script block share while it is compiled. */
export interface Unit {
  readonly layout: Layout;
}

type ExpressionCompilers = {
  [K in ExpressionAst['kind']]: (ast: Extract<ExpressionAst, { kind: K }>, unit: Unit) => Expr;
};
type StatementCompilers = {
  [K in StatementAst['kind']]: (ast: Extract<StatementAst, { kind: K }>, unit: Unit) => Exec;
};

const unparsed = (): never => {
  throw new Error('a tree with parse errors is not compiled');
};

const expressions: ExpressionCompilers = {
  ArrayExpressionAst: compileArrayExpression,
  ArrayLiteralAst: compileArrayLiteral,
  AttributedExpressionAst: compileAttributed,
  BaseCtorInvokeMemberExpressionAst: compileInvokeMember,
  BinaryExpressionAst: compileBinary,
  ConstantExpressionAst: compileConstant,
  ConvertExpressionAst: compileConvert,
  ErrorExpressionAst: unparsed,
  ExpandableStringExpressionAst: compileExpandableString,
  HashtableAst: compileHashtable,
  IndexExpressionAst: compileIndex,
  InvokeMemberExpressionAst: compileInvokeMember,
  MemberExpressionAst: compileMember,
  ParenExpressionAst: compileParen,
  ScriptBlockExpressionAst: compileScriptBlockExpression,
  StringConstantExpressionAst: compileStringConstant,
  SubExpressionAst: compileSubExpression,
  TernaryExpressionAst: compileTernary,
  TypeExpressionAst: compileTypeExpression,
  UnaryExpressionAst: compileUnary,
  UsingExpressionAst: compileUsing,
  VariableExpressionAst: compileVariable,
};

const statements: StatementCompilers = {
  AssignmentStatementAst: compileAssignment,
  BreakStatementAst: compileBreak,
  CommandAst: compilePipelineElement,
  CommandExpressionAst: compilePipelineElement,
  ContinueStatementAst: compileContinue,
  DataStatementAst: compileData,
  DoUntilStatementAst: compileDoUntil,
  DoWhileStatementAst: compileDoWhile,
  ErrorStatementAst: unparsed,
  ExitStatementAst: compileExit,
  ForEachStatementAst: compileForEach,
  ForStatementAst: compileFor,
  FunctionDefinitionAst: compileFunctionDefinition,
  IfStatementAst: compileIf,
  PipelineAst: compilePipeline,
  PipelineChainAst: compileChain,
  ReturnStatementAst: compileReturn,
  SwitchStatementAst: compileSwitch,
  ThrowStatementAst: compileThrow,
  TrapStatementAst: unparsed,
  TryStatementAst: compileTry,
  TypeDefinitionAst: compileTypeDefinition,
  UsingStatementAst: compileUsingStatement,
  WhileStatementAst: compileWhile,
};

/** Compiles an expression to a closure that gives its value. */
export function compileExpression(ast: ExpressionAst, unit: Unit): Expr {
  return (expressions[ast.kind] as (ast: ExpressionAst, unit: Unit) => Expr)(ast, unit);
}

/** Compiles a statement to a closure that writes what it gives to the frame's output. */
export function compileStatement(ast: StatementAst, unit: Unit): Exec {
  return (statements[ast.kind] as (ast: StatementAst, unit: Unit) => Exec)(ast, unit);
}
