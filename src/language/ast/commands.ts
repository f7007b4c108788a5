// Pipelines, chains, commands, their parameters and redirections.
import type { ChainableAst, CommandBaseAst, CommandElementAst, ExpressionAst, RedirectionAst } from './ast.ts';
import type { AstNode } from './node.ts';

export interface PipelineAst extends AstNode<'PipelineAst'> {
  /** Never empty. */
  readonly pipelineElements: readonly CommandBaseAst[];
  /** True when `&` follows. */
  readonly background: boolean;
}

/** `left && right` or `left || right`; chains lean left: `a && b || c` is `(a && b) || c`. */
export interface PipelineChainAst extends AstNode<'PipelineChainAst'> {
  readonly lhsPipelineChain: ChainableAst;
  readonly rhsPipeline: PipelineAst;
  readonly operator: 'AndAnd' | 'OrOr';
  readonly background: boolean;
}

export interface CommandAst extends AstNode<'CommandAst'> {
  /** Name or expression first, then parameters and arguments as written. Never empty. */
  readonly commandElements: readonly CommandElementAst[];
  readonly invocationOperator: 'Unknown' | 'Dot' | 'Ampersand';
  readonly redirections: readonly RedirectionAst[];
}

/** An expression that stands as a pipeline element. */
export interface CommandExpressionAst extends AstNode<'CommandExpressionAst'> {
  readonly expression: ExpressionAst;
  readonly redirections: readonly RedirectionAst[];
}

/** `-Name` or `-Name:argument`. */
export interface CommandParameterAst extends AstNode<'CommandParameterAst'> {
  /** Without the dash and the colon. */
  readonly parameterName: string;
  /** The argument after a colon; an argument after a blank is the next command element. */
  readonly argument: ExpressionAst | undefined;
}

export type RedirectionStream = 'All' | 'Output' | 'Error' | 'Warning' | 'Verbose' | 'Debug' | 'Information';

export interface FileRedirectionAst extends AstNode<'FileRedirectionAst'> {
  readonly fromStream: RedirectionStream;
  readonly location: ExpressionAst;
  readonly append: boolean;
}

export interface MergingRedirectionAst extends AstNode<'MergingRedirectionAst'> {
  readonly fromStream: RedirectionStream;
  readonly toStream: RedirectionStream;
}
