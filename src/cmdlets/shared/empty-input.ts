// What cmdlets that read from the pipeline do with nothing: $null and AutomationNull are no input for most of them.
import { automationNull } from '../../psobject/automation-null.ts';

/** True for input that cmdlets such as Sort-Object skip. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === automationNull;
}
