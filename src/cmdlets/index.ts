// The table of cmdlet modules.
import type { CmdletModule } from '../engine/definitions/cmdlet.ts';
import { activeDirectory } from './activedirectory/index.ts';
import { cimCmdlets } from './cim/index.ts';
import { core } from './core/index.ts';
import { management } from './management/index.ts';
import { remoting } from './remoting/index.ts';
import { security } from './security/index.ts';
import { utility } from './utility/index.ts';

export const cmdletModules: readonly CmdletModule[] = [
  core,
  utility,
  management,
  remoting,
  security,
  cimCmdlets,
  activeDirectory,
];
