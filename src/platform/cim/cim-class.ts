// What a CIM class is here: its name and how its instances are made from a machine's facts.
import type { CimProperty, CimType } from '../../host/services.ts';
import type { Machine } from '../machine.ts';

export interface CimClass {
  readonly name: string;
  /** Lower case with slashes. */
  readonly namespace: string;
  instances(machine: Machine): Promise<readonly (readonly CimProperty[])[]>;
}

/** Properties in the order given: `[name, type, value]`. */
export function cimProperties(
  ...rows: readonly (readonly [name: string, type: CimType, value: CimProperty['value'] | undefined])[]
): CimProperty[] {
  return rows.map(([name, type, value]) => ({ name, type, value: value ?? null }));
}
