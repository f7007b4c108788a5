// $ExecutionContext (EngineIntrinsics): the few doors that scripts use.
import { netTypeName } from '../psobject/type-name.ts';
import type { Runspace } from './runspace.ts';

export class ExecutionContextObject {
  readonly runspace: Runspace;
  constructor(runspace: Runspace) {
    this.runspace = runspace;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.EngineIntrinsics';
  }
}
