// Short forms for the definitions of views.
import type { ListEntry, TableColumn, ViewExpression } from '../../engine/definitions/view.ts';

type Side = 'Left' | 'Center' | 'Right';

/** A column of a property under its own name. */
export function column(value: string, width?: number, alignment?: Side): TableColumn {
  return labelled(value, value, width, alignment);
}

/** A column with another label than its property, or of computed values. */
export function labelled(label: string, value: ViewExpression, width?: number, alignment?: Side): TableColumn {
  return { label, value, ...(width === undefined ? {} : { width }), ...(alignment === undefined ? {} : { alignment }) };
}

/** List entries of these properties under their own names. */
export function entries(...names: string[]): ListEntry[] {
  return names.map((name) => ({ label: name, value: name }));
}

/** A boxed number, or Int32, as a JavaScript number; NaN for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const inner = (value as { value?: unknown } | null)?.value;
  return typeof inner === 'number' || typeof inner === 'bigint' ? Number(inner) : Number.NaN;
}
