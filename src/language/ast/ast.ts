// The union of all nodes, and the unions that PowerShell expresses as abstract classes.
import type {
  CommandAst,
  CommandExpressionAst,
  CommandParameterAst,
  FileRedirectionAst,
  MergingRedirectionAst,
  PipelineAst,
  PipelineChainAst,
} from './commands.ts';
import type { FunctionDefinitionAst, FunctionMemberAst, PropertyMemberAst, TypeDefinitionAst } from './definitions.ts';
import type {
  ArrayExpressionAst,
  ArrayLiteralAst,
  AttributedExpressionAst,
  BaseCtorInvokeMemberExpressionAst,
  BinaryExpressionAst,
  ConstantExpressionAst,
  ConvertExpressionAst,
  ExpandableStringExpressionAst,
  HashtableAst,
  IndexExpressionAst,
  InvokeMemberExpressionAst,
  MemberExpressionAst,
  ParenExpressionAst,
  ScriptBlockExpressionAst,
  StringConstantExpressionAst,
  SubExpressionAst,
  TernaryExpressionAst,
  TypeExpressionAst,
  UnaryExpressionAst,
  UsingExpressionAst,
  VariableExpressionAst,
} from './expressions.ts';
import type {
  ErrorExpressionAst,
  ErrorStatementAst,
  NamedBlockAst,
  ParamBlockAst,
  ParameterAst,
  ScriptBlockAst,
  StatementBlockAst,
} from './script-block.ts';
import type {
  AssignmentStatementAst,
  BreakStatementAst,
  CatchClauseAst,
  ContinueStatementAst,
  DataStatementAst,
  DoUntilStatementAst,
  DoWhileStatementAst,
  ExitStatementAst,
  ForEachStatementAst,
  ForStatementAst,
  IfStatementAst,
  ReturnStatementAst,
  SwitchStatementAst,
  ThrowStatementAst,
  TrapStatementAst,
  TryStatementAst,
  UsingStatementAst,
  WhileStatementAst,
} from './statements.ts';
import type { AttributeAst, NamedAttributeArgumentAst, TypeConstraintAst } from './types.ts';

export type ExpressionAst =
  | ArrayExpressionAst
  | ArrayLiteralAst
  | AttributedExpressionAst
  | BaseCtorInvokeMemberExpressionAst
  | BinaryExpressionAst
  | ConstantExpressionAst
  | ConvertExpressionAst
  | ErrorExpressionAst
  | ExpandableStringExpressionAst
  | HashtableAst
  | IndexExpressionAst
  | InvokeMemberExpressionAst
  | MemberExpressionAst
  | ParenExpressionAst
  | ScriptBlockExpressionAst
  | StringConstantExpressionAst
  | SubExpressionAst
  | TernaryExpressionAst
  | TypeExpressionAst
  | UnaryExpressionAst
  | UsingExpressionAst
  | VariableExpressionAst;

/** Elements of a pipeline. */
export type CommandBaseAst = CommandAst | CommandExpressionAst;

/** What may stand where a pipeline may: conditions, right-hand sides. */
export type PipelineBaseAst =
  | AssignmentStatementAst
  | CommandBaseAst
  | ErrorStatementAst
  | PipelineAst
  | PipelineChainAst;

/** The left side of a pipeline chain. */
export type ChainableAst = PipelineAst | PipelineChainAst;

export type LoopStatementAst =
  | DoUntilStatementAst
  | DoWhileStatementAst
  | ForEachStatementAst
  | ForStatementAst
  | WhileStatementAst;

export type StatementAst =
  | BreakStatementAst
  | ContinueStatementAst
  | DataStatementAst
  | ExitStatementAst
  | FunctionDefinitionAst
  | IfStatementAst
  | LoopStatementAst
  | PipelineBaseAst
  | ReturnStatementAst
  | SwitchStatementAst
  | ThrowStatementAst
  | TrapStatementAst
  | TryStatementAst
  | TypeDefinitionAst
  | UsingStatementAst;

export type CommandElementAst = CommandParameterAst | ExpressionAst;

export type RedirectionAst = FileRedirectionAst | MergingRedirectionAst;

export type AttributeBaseAst = AttributeAst | TypeConstraintAst;

export type MemberAst = FunctionMemberAst | PropertyMemberAst;

/** Any node. Switch on `kind`. */
export type Ast =
  | AttributeBaseAst
  | CatchClauseAst
  | CommandElementAst
  | MemberAst
  | NamedAttributeArgumentAst
  | NamedBlockAst
  | ParamBlockAst
  | ParameterAst
  | RedirectionAst
  | ScriptBlockAst
  | StatementAst
  | StatementBlockAst;

export type AstKind = Ast['kind'];

/** The node type of a kind: `AstOfKind<'IfStatementAst'>`. */
export type AstOfKind<Kind extends AstKind> = Extract<Ast, { kind: Kind }>;
