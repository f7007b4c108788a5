// Action preferences: $ErrorActionPreference and its kin, as variables hold them (an enum value, a string, a number).
import { baseOf } from '../psobject/ps-object.ts';
import { EnumValue } from '../psobject/values.ts';

const names = ['SilentlyContinue', 'Stop', 'Continue', 'Inquire', 'Ignore', 'Suspend', 'Break'] as const;

/** The name of the preference that a variable holds; Continue where it holds none. */
export function preferenceOf(value: unknown): string {
  const base = baseOf(value);
  if (base instanceof EnumValue) return base.text;
  if (typeof base === 'string')
    return names.find((name) => name.toLowerCase() === base.trim().toLowerCase()) ?? 'Continue';
  if (typeof base === 'number') return names[base] ?? 'Continue';
  return 'Continue';
}
