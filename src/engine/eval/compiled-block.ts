// A script block after compilation: its layout of variables, its parameters and the code of its named blocks.
import type { NamedBlockAst } from '../../language/ast/script-block.ts';
import type { CommandMetadata } from '../command-metadata.ts';
import { Layout } from '../scope.ts';
import type { BlockCode } from '../script-block.ts';
import type { Unit } from './compiler.ts';
import type { Exec, Frame } from './frame.ts';
import { compileParameters } from './parameters.ts';
import { compileStatements } from './statement-block.ts';
import { compileUsingStatement } from './using.ts';

export interface CompiledBlock {
  readonly layout: Layout;
  /** Parameters as the binder sees them; undefined for a block that has none and is not advanced. */
  readonly metadataOf: ((f: Frame) => CommandMetadata) | undefined;
  readonly begin: Exec | undefined;
  readonly process: Exec | undefined;
  readonly end: Exec | undefined;
  readonly clean: Exec | undefined;
  /** [CmdletBinding()] or a [Parameter()] attribute: extra arguments are errors, common parameters exist. */
  readonly isAdvanced: boolean;
}

export function compileBlock(code: BlockCode): CompiledBlock {
  const { ast } = code;
  const layout = new Layout();
  const unit: Unit = { layout };
  const { metadata, isAdvanced } = compileParameters(ast.paramBlock, code.headerParameters, unit);
  const hasParameters = (code.headerParameters ?? ast.paramBlock?.parameters ?? []).length > 0;
  const usings = ast.usingStatements.map((statement) => compileUsingStatement(statement));
  const block = (named: NamedBlockAst | undefined): Exec | undefined =>
    named && compileStatements(named.statements, named.traps, unit);
  // A filter's statements are its process block.
  const end = block(ast.endBlock);
  const unnamedProcess = code.isFilter && ast.processBlock === undefined ? end : undefined;
  const begin = block(ast.beginBlock);
  let cached: CommandMetadata | undefined;
  return {
    layout,
    metadataOf: hasParameters || isAdvanced ? (f) => (cached ??= metadata(f)) : undefined,
    begin:
      usings.length === 0
        ? begin
        : (f) => {
            for (const using of usings) using(f);
            return begin === undefined ? 0 : begin(f);
          },
    process: unnamedProcess ?? block(ast.processBlock),
    end: unnamedProcess === undefined ? end : undefined,
    clean: block(ast.cleanBlock),
    isAdvanced,
  };
}
