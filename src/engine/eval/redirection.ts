// FileRedirectionAst and MergingRedirectionAst: `> file`, `2> $null`, `2>&1`, `*> file`.
import type { RedirectionAst } from '../../language/ast/ast.ts';
import type { RedirectionStream } from '../../language/ast/commands.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { withStreams } from '../processor.ts';
import { nullOutput, type Output, type Streams } from '../streams.ts';
import { toText } from '../text.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Frame } from './frame.ts';

/** Gives the streams as redirected, and what closes the files. */
export type Redirect = (f: Frame, streams: Streams) => { readonly streams: Streams; close(): void };

type Name = 'output' | 'error' | 'warning' | 'verbose' | 'debug' | 'information';

const streamNames: Record<RedirectionStream, readonly Name[]> = {
  All: ['output', 'error', 'warning', 'verbose', 'debug', 'information'],
  Output: ['output'],
  Error: ['error'],
  Warning: ['warning'],
  Verbose: ['verbose'],
  Debug: ['debug'],
  Information: ['information'],
};

type Change = (f: Frame, streams: Streams, closers: (() => void)[]) => Streams;

export function compileRedirections(asts: readonly RedirectionAst[], unit: Unit): Redirect {
  // Merges apply after files: `> file 2>&1` puts both into the file.
  const ordered = [...asts].sort(
    (a, b) => Number(a.kind === 'MergingRedirectionAst') - Number(b.kind === 'MergingRedirectionAst'),
  );
  const changes = ordered.map((ast) => compileRedirection(ast, unit));
  return (f, before) => {
    let streams = before;
    const closers: (() => void)[] = [];
    for (const change of changes) streams = change(f, streams, closers);
    return {
      streams,
      close() {
        for (const close of closers) close();
      },
    };
  };
}

function compileRedirection(ast: RedirectionAst, unit: Unit): Change {
  const names = streamNames[ast.fromStream];
  const all = (streams: Streams, output: Output): Streams =>
    withStreams(streams, Object.fromEntries(names.map((name) => [name, output])));
  if (ast.kind === 'MergingRedirectionAst') {
    return (_f, streams) => {
      const { output } = streams;
      return withStreams(
        streams,
        Object.fromEntries(names.filter((name) => name !== 'output').map((name) => [name, output])),
      );
    };
  }
  const location = compileExpression(ast.location, unit);
  const { append } = ast;
  return (f, streams, closers) => {
    const target = location(f);
    if (target === null || target === automationNull) return all(streams, nullOutput);
    const file = f.runspace.openRedirection(toText(target), append);
    closers.push(() => file.close());
    return all(streams, file);
  };
}
