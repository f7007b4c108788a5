// One command of a running pipeline. Pipelines push: a command's output is the next command's input, called at once.
import type { CommandInvocation } from './invocation-info.ts';
import type { Runspace } from './runspace.ts';
import { nullOutput, type Output, type Streams } from './streams.ts';

export abstract class Processor implements Output {
  readonly runspace: Runspace;
  readonly invocation: CommandInvocation;
  /** Where its output goes; set when the pipeline is put together. */
  streams: Streams;
  /** True when another command stands before it. */
  expectingInput = false;
  /** `begin` has run. A command that writes in `begin` finds the next one not begun yet. */
  begun = false;

  constructor(runspace: Runspace, invocation: CommandInvocation, streams: Streams) {
    this.runspace = runspace;
    this.invocation = invocation;
    this.streams = streams;
  }
  /** Binds arguments; before any command of the pipeline begins. */
  prepare(): void {}
  begin(): void {
    this.begun = true;
  }
  /** Takes one input object. */
  abstract write(value: unknown): void;
  abstract end(): void;
  /** However it ended. */
  dispose(): void {}
}

/** Streams with some of them replaced. */
export function withStreams(streams: Streams, changes: Partial<Streams>): Streams {
  return {
    output: changes.output ?? streams.output,
    error: changes.error ?? streams.error,
    warning: changes.warning ?? streams.warning,
    verbose: changes.verbose ?? streams.verbose,
    debug: changes.debug ?? streams.debug,
    information: changes.information ?? streams.information,
    progress: changes.progress ?? streams.progress,
  };
}

export const nullStreams: Streams = {
  output: nullOutput,
  error: nullOutput,
  warning: nullOutput,
  verbose: nullOutput,
  debug: nullOutput,
  information: nullOutput,
  progress: nullOutput,
};

/** The same streams with another output. */
export function pipeInto(streams: Streams, output: Output): Streams {
  return streams.output === output ? streams : withStreams(streams, { output });
}
