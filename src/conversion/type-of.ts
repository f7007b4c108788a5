// GetType() and PSTypeNames of any runtime value.
import { elementTypeOf } from '../psobject/array.ts';
import { baseOf, isPropertyBag, PSObject } from '../psobject/ps-object.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { instanceType, type NetType } from './net-type.ts';
import { types } from './thread-context.ts';

/** The .NET type of a value; null for $null. A PSObject counts as what it wraps. */
export function typeOf(value: unknown): NetType | null {
  const registry = types();
  switch (typeof value) {
    case 'number':
      return registry.get('System.Int32');
    case 'string':
      return registry.get('System.String');
    case 'boolean':
      return registry.get('System.Boolean');
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null) return null;
  if (Array.isArray(value) || value instanceof Uint8Array) return registry.array(typeNamed(elementTypeOf(value)));
  if (value instanceof PSObject) {
    return isPropertyBag(value as unknown)
      ? registry.get('System.Management.Automation.PSCustomObject')
      : typeOf(value.baseObject);
  }
  const own = (value as { [instanceType]?: NetType })[instanceType];
  if (own) return own;
  const name = (value as { [netTypeName]?: string })[netTypeName];
  return name === undefined ? registry.get('System.Object') : typeNamed(name);
}

function typeNamed(name: string): NetType {
  return types().find(name) ?? types().opaque(name);
}

/** PSTypeNames: those given to the object itself, else the names of its type and of the bases, most derived first. */
export function typeNamesOf(value: unknown): string[] {
  if (value instanceof PSObject && value.typeNames) return value.typeNames;
  const base = baseOf(value);
  const type = typeOf(base);
  const names: string[] = [];
  for (let at = type; at !== null; at = at.baseType) names.push(at.fullName);
  return names;
}

/** `value -is [type]`. */
export function isInstanceOf(value: unknown, type: NetType): boolean {
  if (value === null || value === undefined) return false;
  if (type.definition.name === 'System.Management.Automation.PSObject') return value instanceof PSObject;
  const own = typeOf(value);
  return own !== null && type.isAssignableFrom(own);
}
