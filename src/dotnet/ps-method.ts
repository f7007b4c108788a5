// PSMethod as a value: what `'abc'.Substring` without parentheses gives.
import { invokeGroup, type NetMethod } from '../conversion/members.ts';
import { type MemberDefinition, method, property } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';

export const netMethodMembers: readonly MemberDefinition[] = [
  property('string[] OverloadDefinitions {get;}', (self: NetMethod) =>
    arrayOf('System.String', self.overloadDefinitions),
  ),
  method('System.Object Invoke(Params System.Object[] arguments)', (self: NetMethod, args: unknown[]) =>
    invokeGroup(self.group, self.isStatic ? undefined : self.target, args),
  ),
];
