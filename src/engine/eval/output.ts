// Writing the value of an expression to a pipe: collections are enumerated one level, AutomationNull writes nothing.
import { automationNull } from '../../psobject/automation-null.ts';
import { enumerate } from '../members.ts';
import type { Output } from '../streams.ts';

export function writeValue(out: Output, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    out.write(value);
    return;
  }
  if (Array.isArray(value)) {
    // By index: the pipeline may change the array while it reads it.
    for (let i = 0; i < value.length; i++) out.write(value[i]);
    return;
  }
  if (value === automationNull) return;
  const items = enumerate(value);
  if (items === undefined) out.write(value);
  else for (const item of items) out.write(item);
}

export function enumerateInto(items: unknown[], value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    items.push(value);
    return;
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) items.push(value[i]);
    return;
  }
  if (value === automationNull) return;
  const enumerated = enumerate(value);
  if (enumerated === undefined) items.push(value);
  else for (const item of enumerated) items.push(item);
}
