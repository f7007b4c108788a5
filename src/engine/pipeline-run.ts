// Runs a pipeline of commands: begin for all, the input, end for all, and clean-up whatever happens.
import { StopUpstream } from './eval/control.ts';
import type { Processor } from './processor.ts';

/** Feeds the first command; undefined: it has no input. */
export type Feed = ((first: Processor) => void) | undefined;

export function runPipeline(processors: readonly Processor[], feed: Feed): void {
  const count = processors.length;
  let ended = 0;
  try {
    for (let i = 0; i < count; i++) {
      const processor = processors[i]!;
      processor.invocation.pipelinePosition = i + 1;
      processor.invocation.pipelineLength = count;
      processor.expectingInput = i > 0 || feed !== undefined;
      processor.invocation.expectingInput = processor.expectingInput;
      processor.prepare();
    }
    let from = 0;
    try {
      for (const processor of processors) if (!processor.begun) processor.begin();
      feed?.(processors[0]!);
    } catch (error) {
      from = resumeAt(processors, error);
    }
    for (ended = from; ended < count; ended++) {
      try {
        processors[ended]!.end();
      } catch (error) {
        ended = Math.max(ended, resumeAt(processors, error) - 1);
      }
    }
  } finally {
    for (const processor of processors) processor.dispose();
  }
}

/** A command that wants no more input goes on with its own end; those before it are left where they are. */
function resumeAt(processors: readonly Processor[], error: unknown): number {
  if (error instanceof StopUpstream) {
    const at = processors.indexOf(error.requester as Processor);
    if (at >= 0) return at;
  }
  throw error;
}
