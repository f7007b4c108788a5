// Pipelines, chains of them with `&&` and `||`, and assignments, which begin like a pipeline.
import type { ChainableAst, CommandBaseAst, ExpressionAst, PipelineBaseAst, RedirectionAst } from '../ast/ast.ts';
import type { PipelineAst } from '../ast/commands.ts';
import { after, spanOf } from '../extent.ts';
import { isRedirectionToken, type Token } from '../token.ts';
import { hasFlag, textOfKind, tokenFlag } from '../token-kind.ts';
import { commandRule, redirectionRule } from './commands.ts';
import { expressionRule } from './expressions.ts';
import {
  isPipeContinuation,
  next,
  type Parser,
  peek,
  report,
  reportIncomplete,
  setMode,
  skip,
  skipNewlines,
} from './parser.ts';
import { statementRule } from './statements.ts';

/** An assignment, a pipeline or a chain of pipelines; undefined when none begins here. */
export function pipelineChainRule(p: Parser): PipelineBaseAst | undefined {
  const mode = setMode(p, 'Expression');
  const expression = expressionRule(p);
  let assignment: Token | undefined;
  if (expression !== undefined && hasFlag(peek(p).kind, tokenFlag.AssignmentOperator)) assignment = next(p);
  setMode(p, mode);
  if (expression !== undefined && assignment !== undefined) return assignmentRest(p, expression, assignment);
  return chainRest(p, expression);
}

function assignmentRest(p: Parser, left: ExpressionAst, operator: Token): PipelineBaseAst {
  skipNewlines(p);
  let right = statementRule(p);
  if (right === undefined) {
    const extent = after(operator.extent);
    reportIncomplete(p, extent, 'ExpectedValueExpression', textOfKind(operator.kind));
    right = { kind: 'ErrorStatementAst', extent, nestedAst: [] };
  } else if (right.kind === 'PipelineAst' && !right.background && right.pipelineElements.length === 1) {
    // A lone expression is assigned as it is, without the enumeration of a pipeline.
    const [element] = right.pipelineElements;
    if (element!.kind === 'CommandExpressionAst') right = element!;
  }
  return {
    kind: 'AssignmentStatementAst',
    extent: spanOf(left.extent, right.extent),
    left,
    operator: operator.kind,
    right,
  };
}

function chainRest(p: Parser, first: ExpressionAst | undefined): PipelineBaseAst | undefined {
  let expression = first;
  let chain: ChainableAst | undefined;
  let chainOperator: Token | undefined;
  while (true) {
    const firstToken = expression === undefined ? peek(p) : undefined;
    const pipeline = pipelineRule(p, expression);
    expression = undefined;
    if (pipeline === undefined) {
      if (chain === undefined || chainOperator === undefined) return undefined;
      emptyChainElement(p, chainOperator, firstToken!);
      return { kind: 'ErrorStatementAst', extent: spanOf(chain.extent, chainOperator.extent), nestedAst: [chain] };
    }
    let token = peek(p);
    let background = false;
    if (token.kind === 'Ampersand') {
      skip(p);
      token = peek(p);
      if (isChainOperator(token)) {
        skip(p);
        report(p, token.extent, 'BackgroundOperatorInPipelineChain');
        const extent = spanOf((chain ?? pipeline).extent, token.extent);
        return { kind: 'ErrorStatementAst', extent, nestedAst: [] };
      }
      background = true;
    }
    const extended = extendChain(chain, chainOperator, pipeline, background);
    if (background || !isChainOperator(token)) return extended;
    skip(p);
    skipNewlines(p);
    chain = extended;
    chainOperator = token;
    if (peek(p).kind === 'EndOfInput') {
      reportIncomplete(p, after(token.extent), 'EmptyPipelineChainElement');
      return chain;
    }
  }
}

function isChainOperator(token: Token): boolean {
  return token.kind === 'AndAnd' || token.kind === 'OrOr';
}

function extendChain(
  chain: ChainableAst | undefined,
  operator: Token | undefined,
  pipeline: PipelineAst,
  background: boolean,
): ChainableAst {
  if (chain === undefined || operator === undefined) return background ? { ...pipeline, background } : pipeline;
  return {
    kind: 'PipelineChainAst',
    extent: spanOf(chain.extent, pipeline.extent),
    lhsPipelineChain: chain,
    rhsPipeline: pipeline,
    operator: operator.kind as 'AndAnd' | 'OrOr',
    background,
  };
}

function emptyChainElement(p: Parser, operator: Token, first: Token): void {
  switch (first.kind) {
    case 'EndOfInput':
      reportIncomplete(p, after(operator.extent), 'EmptyPipelineChainElement', operator.text);
      break;
    case 'Dot':
    case 'Ampersand':
      // Reported where the command's name is missing.
      break;
    default:
      report(p, spanOf(operator.extent, first.extent), 'EmptyPipelineChainElement', operator.text);
  }
}

/** Commands joined by pipes; `first` when its first expression was parsed already. */
function pipelineRule(p: Parser, first: ExpressionAst | undefined): PipelineAst | undefined {
  const elements: CommandBaseAst[] = [];
  let expression = first;
  let pipe: Token | undefined;
  while (true) {
    if (expression === undefined) {
      const mode = setMode(p, 'Expression');
      expression = expressionRule(p);
      setMode(p, mode);
    }
    if (expression !== undefined && elements.length > 0) {
      report(p, expression.extent, 'ExpressionsMustBeFirstInPipeline');
    }
    const element = expression === undefined ? commandRule(p) : commandExpressionRule(p, expression);
    if (element !== undefined) elements.push(element);
    else if (elements.length > 0 || peek(p).kind === 'Pipe') {
      reportIncomplete(p, pipe === undefined ? peek(p).extent : after(pipe.extent), 'EmptyPipeElement');
    }
    expression = undefined;
    let token = peek(p);
    if (token.kind === 'NewLine' && isPipeContinuation(p, token)) {
      skipNewlines(p);
      token = peek(p);
    }
    pipe = token;
    if (token.kind !== 'Pipe') {
      if (!endsPipeline(token)) report(p, token.extent, 'UnexpectedToken', token.text);
      break;
    }
    skip(p);
    skipNewlines(p);
    if (peek(p).kind === 'EndOfInput') {
      reportIncomplete(p, after(token.extent), 'EmptyPipeElement');
      break;
    }
  }
  const [firstElement] = elements;
  if (firstElement === undefined) return undefined;
  const extent = spanOf(firstElement.extent, elements[elements.length - 1]!.extent);
  return { kind: 'PipelineAst', extent, pipelineElements: elements, background: false };
}

function endsPipeline(token: Token): boolean {
  switch (token.kind) {
    case 'Semi':
    case 'NewLine':
    case 'RParen':
    case 'RCurly':
    case 'EndOfInput':
    case 'AndAnd':
    case 'OrOr':
    case 'Ampersand':
      return true;
  }
  return false;
}

function commandExpressionRule(p: Parser, expression: ExpressionAst): CommandBaseAst {
  const redirections: RedirectionAst[] = [];
  let end = expression.extent;
  let token = peek(p);
  while (isRedirectionToken(token)) {
    skip(p);
    const count = redirections.length;
    const extent = redirectionRule(p, token, redirections);
    if (redirections.length > count) end = extent;
    token = peek(p);
  }
  return { kind: 'CommandExpressionAst', extent: spanOf(expression.extent, end), expression, redirections };
}
