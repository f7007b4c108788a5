// `$object.PSObject`: the members of an object as a script handles them.
import { netTypeName } from '../psobject/type-name.ts';

export class PSMemberSet {
  readonly owner: unknown;
  constructor(owner: unknown) {
    this.owner = owner;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.PSObject';
  }
}
