// A script block after compilation: its layout of variables, its parameters and the code of its named blocks.

import type { CommandMetadata } from '../command-metadata.ts';
import type { Layout } from '../scope.ts';
import type { Exec } from './frame.ts';

export interface CompiledBlock {
  readonly layout: Layout;
  /** Parameters as the binder sees them. */
  readonly metadata: CommandMetadata;
  readonly begin: Exec | undefined;
  readonly process: Exec | undefined;
  readonly end: Exec | undefined;
  readonly clean: Exec | undefined;
  readonly dynamicParam: Exec | undefined;
  /** [CmdletBinding()] or a [Parameter()] attribute: extra arguments are errors, common parameters exist. */
  readonly isAdvanced: boolean;
}
