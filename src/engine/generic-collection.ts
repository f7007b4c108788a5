// Collection[PSObject]: what .Where(), .ForEach() and ScriptBlock.Invoke() give.
import { ArrayList } from '../psobject/collections.ts';
import { netTypeName } from '../psobject/type-name.ts';

export class GenericCollection extends ArrayList {
  override get [netTypeName](): string {
    return 'System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]';
  }
}
