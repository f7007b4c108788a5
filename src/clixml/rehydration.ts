// Deserialized objects that become real again: a fixed table of harmless types (PowerShell's TargetTypeForDeserialization).
// CLIXML is data: no name in it loads a type or runs anything.
import { baseOf, noteValue, type PSObject } from '../psobject/ps-object.ts';
import { PSCredential, SecureString, SwitchParameter } from '../psobject/values.ts';

/** Makes the real value of a bag; undefined to leave the bag as it is. */
export type Rehydrate = (bag: PSObject) => unknown;

/** By first type name, `Deserialized.` included. */
export const defaultRehydration: ReadonlyMap<string, Rehydrate> = new Map<string, Rehydrate>([
  [
    'Deserialized.System.Management.Automation.PSCredential',
    (bag) => {
      const userName = baseOf(noteValue(bag, 'UserName'));
      const password = baseOf(noteValue(bag, 'Password'));
      return typeof userName === 'string' && password instanceof SecureString
        ? new PSCredential(userName, password)
        : undefined;
    },
  ],
  [
    'Deserialized.System.Management.Automation.SwitchParameter',
    (bag) => {
      const isPresent = baseOf(noteValue(bag, 'IsPresent'));
      return typeof isPresent === 'boolean' ? new SwitchParameter(isPresent) : undefined;
    },
  ],
  [
    'Deserialized.System.Management.Automation.PSPrimitiveDictionary',
    (bag) => (baseOf(bag) === bag ? undefined : bag.baseObject),
  ],
]);
