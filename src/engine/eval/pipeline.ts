// PipelineAst, PipelineChainAst and single elements: commands joined by `|`, `&&`, `||`.
import type { CommandBaseAst } from '../../language/ast/ast.ts';
import type { CommandAst, CommandExpressionAst, PipelineAst, PipelineChainAst } from '../../language/ast/commands.ts';
import { runtimeError } from '../errors.ts';
import { runPipeline } from '../pipeline-run.ts';
import { type Processor, pipeInto } from '../processor.ts';
import type { Output, Streams } from '../streams.ts';
import { type CommandMaker, compileCommand } from './command.ts';
import { compileExpression, compileStatement, type Unit } from './compiler.ts';
import { type Exec, type Frame, flow } from './frame.ts';
import { writeValue } from './output.ts';
import { compileRedirections, type Redirect } from './redirection.ts';

/** True for an expression that writes nothing when it stands as a statement: `$i++`, an assignment in no parentheses. */
function isSilent(ast: CommandExpressionAst): boolean {
  const { expression } = ast;
  return expression.kind === 'UnaryExpressionAst' && /^(Postfix)?(PlusPlus|MinusMinus)$/.test(expression.tokenKind);
}

/** An expression as a whole statement. */
function compileExpressionStatement(ast: CommandExpressionAst, unit: Unit): Exec {
  const value = compileExpression(ast.expression, unit);
  const { extent } = ast;
  if (ast.redirections.length > 0) return compileRedirectedExpression(ast, unit);
  if (isSilent(ast)) {
    return (f) => {
      f.at = extent;
      value(f);
      f.runspace.succeeded = true;
      return flow.next;
    };
  }
  // A method call or a parenthesis may hold a command, which tells $? itself; any other expression succeeded.
  const keepsStatus =
    ast.expression.kind === 'ParenExpressionAst' ||
    ast.expression.kind === 'SubExpressionAst' ||
    ast.expression.kind === 'ArrayExpressionAst';
  return (f) => {
    f.at = extent;
    const result = value(f);
    if (!keepsStatus) f.runspace.succeeded = true;
    if (typeof result !== 'object' || result === null) f.out.write(result);
    else writeValue(f.out, result);
    return flow.next;
  };
}

function compileRedirectedExpression(ast: CommandExpressionAst, unit: Unit): Exec {
  const value = compileExpression(ast.expression, unit);
  const redirect = compileRedirections(ast.redirections, unit);
  const { extent } = ast;
  return (f) => {
    f.at = extent;
    redirected(f, redirect, () => {
      writeValue(f.out, value(f));
    });
    f.runspace.succeeded = true;
    return flow.next;
  };
}

/** Runs code with the frame's streams redirected. */
function redirected(f: Frame, redirect: Redirect, action: () => void): void {
  const { out, streams } = f;
  const { streams: changed, close } = redirect(f, { ...streams, output: out });
  f.streams = changed;
  f.out = changed.output;
  try {
    action();
  } finally {
    f.streams = streams;
    f.out = out;
    close();
  }
}

export function compilePipelineElement(ast: CommandBaseAst, unit: Unit): Exec {
  if (ast.kind === 'CommandExpressionAst') return compileExpressionStatement(ast, unit);
  return compileCommandLine([ast], undefined, unit, ast.extent);
}

export function compilePipeline(ast: PipelineAst, unit: Unit): Exec {
  if (ast.background) return compileBackground();
  const [first, ...rest] = ast.pipelineElements;
  if (first!.kind === 'CommandExpressionAst') {
    if (rest.length === 0) return compileExpressionStatement(first, unit);
    return compileCommandLine(rest as CommandAst[], first, unit, ast.extent);
  }
  return compileCommandLine(ast.pipelineElements as readonly CommandAst[], undefined, unit, ast.extent);
}

function compileBackground(): Exec {
  return () => {
    throw runtimeError(
      'BackgroundNotSupported',
      'Background jobs are not available in this session.',
      'NotImplemented',
    );
  };
}

function compileCommandLine(
  asts: readonly CommandAst[],
  source: CommandExpressionAst | undefined,
  unit: Unit,
  extent: PipelineAst['extent'],
): Exec {
  const makers: CommandMaker[] = asts.map((ast) => compileCommand(ast, unit));
  const value = source && compileExpression(source.expression, unit);
  const sourceRedirect =
    source && source.redirections.length > 0 ? compileRedirections(source.redirections, unit) : undefined;
  const last = makers.length - 1;
  return (f) => {
    const { runspace } = f;
    f.at = extent;
    runspace.checkStop();
    // The value is computed before the commands' arguments, as written.
    let feed: ((first: Processor) => void) | undefined;
    if (value !== undefined) {
      let input: unknown;
      const items: unknown[] = [];
      if (sourceRedirect)
        redirected(f, { ...sourceRedirect } as Redirect, () => writeValue({ write: (v) => items.push(v) }, value(f)));
      else input = value(f);
      feed = (first) => writeValue(first, sourceRedirect ? items : input);
    }
    const streams: Streams = pipeInto(f.streams, f.out);
    const closers: (() => void)[] = [];
    const processors: Processor[] = new Array(makers.length);
    let next: Output = f.out;
    try {
      for (let i = last; i >= 0; i--) {
        f.at = asts[i]!.extent;
        const processor = makers[i]!(f, i === last ? streams : pipeInto(f.streams, next), closers);
        processors[i] = processor;
        next = processor;
      }
      runspace.succeeded = true;
      runspace.commandFailed = false;
      runPipeline(processors, feed);
      runspace.succeeded = !runspace.failedIn(processors);
    } finally {
      for (const close of closers) close();
      f.at = extent;
    }
    return flow.next;
  };
}

export function compileChain(ast: PipelineChainAst, unit: Unit): Exec {
  const left = compileStatement(ast.lhsPipelineChain, unit);
  const right = compileStatement(ast.rhsPipeline, unit);
  const goesOnAfterSuccess = ast.operator === 'AndAnd';
  return (f) => {
    const ended = guarded(f, left);
    if (ended !== flow.next) return ended;
    return f.runspace.succeeded === goesOnAfterSuccess ? right(f) : flow.next;
  };
}

/** The left pipeline of a chain is a statement: when it fails, the chain goes on with what that means. */
function guarded(f: Frame, exec: Exec) {
  try {
    return exec(f);
  } catch (error) {
    return f.runspace.statementFailed(f, error);
  }
}
