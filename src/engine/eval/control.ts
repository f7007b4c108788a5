// What unwinds the JavaScript stack without being an error of the script: loop control that leaves its script block,
// return out of a subexpression, exit, Stop, and Select-Object -First.

/** Base of everything that no try, trap or statement may swallow. */
export abstract class ControlSignal {}

/** break or continue on its way to a loop further out, possibly of a caller. */
export class LoopSignal extends ControlSignal {
  readonly kind: 'break' | 'continue';
  readonly label: string | undefined;
  constructor(kind: 'break' | 'continue', label: string | undefined) {
    super();
    this.kind = kind;
    this.label = label;
  }
}

/** return from within `$( )` or `@( )`: ends the script block. */
export class ReturnSignal extends ControlSignal {}

/** exit with its code. */
export class ExitSignal extends ControlSignal {
  readonly exitCode: unknown;
  constructor(exitCode: unknown) {
    super();
    this.exitCode = exitCode;
  }
}

/** The pipeline is being stopped (PipelineStoppedException). */
export class PipelineStopped extends ControlSignal {}

/** A command wants no more input: what stands before it ends without a word. */
export class StopUpstream extends ControlSignal {
  readonly requester: object;
  constructor(requester: object) {
    super();
    this.requester = requester;
  }
}
