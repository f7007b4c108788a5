// System.Management.Automation.ScriptBlock: a tree with its text, compiled when it first runs, bound to the session it came from.
import type { ParameterAst, ScriptBlockAst } from '../language/ast/script-block.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { ScriptBlockText } from '../psobject/values.ts';
import { type CompiledBlock, compileBlock } from './eval/compiled-block.ts';
import type { SessionState } from './session-state.ts';

/** What all ScriptBlock objects of one `{ ... }` share: the tree and, after the first run, its code. */
export class BlockCode {
  readonly ast: ScriptBlockAst;
  /** The text as ToString gives it: without the braces. */
  readonly text: string;
  readonly isFilter: boolean;
  /** The parameters of a function's header, which its body does not hold. */
  readonly headerParameters: readonly ParameterAst[] | undefined;
  #compiled: CompiledBlock | undefined;

  constructor(ast: ScriptBlockAst, text: string, isFilter = false, headerParameters?: readonly ParameterAst[]) {
    this.ast = ast;
    this.text = text;
    this.isFilter = isFilter;
    this.headerParameters = headerParameters;
  }
  /** The code, compiled when it is first wanted. */
  get compiled(): CompiledBlock {
    this.#compiled ??= compileBlock(this);
    return this.#compiled;
  }
}

export class ScriptBlock extends ScriptBlockText {
  readonly code: BlockCode;
  /** The session state in which it runs: that of the module it was written in. Undefined: the one that runs it. */
  session: SessionState | undefined;
  /** Variables of a closure, beneath the scope in which it runs. */
  readonly closure: ReadonlyMap<string, unknown> | undefined;
  #id: string | undefined;

  constructor(code: BlockCode, session: SessionState | undefined, closure?: ReadonlyMap<string, unknown>) {
    super(code.text);
    this.code = code;
    this.session = session;
    this.closure = closure;
  }
  override get [netTypeName](): string {
    return 'System.Management.Automation.ScriptBlock';
  }
  get ast(): ScriptBlockAst {
    return this.code.ast;
  }
  /** Path of the file it was written in. */
  get file(): string | undefined {
    return this.ast.extent.file;
  }
  /** Lower-case GUID text, made when asked. */
  get id(): string {
    this.#id ??= crypto.randomUUID();
    return this.#id;
  }
  override toString(): string {
    return this.text;
  }
}
