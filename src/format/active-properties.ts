// Which properties of an object a layout without a view shows, and under which labels.
import type { FormatProperty } from './format-options.ts';
import type { ObjectAccess } from './object-access.ts';
import { expressionText, isPattern, type PropertyExpression, resolveNames } from './property-expression.ts';
import { computerNameProperty, showComputerNameProperty } from './scalar-types.ts';

/** A property shown: what to read, and what the user said about it. */
export interface ActiveProperty {
  readonly expression: PropertyExpression;
  readonly asked: FormatProperty | undefined;
}

function named(name: string): ActiveProperty {
  return { expression: { kind: 'name', name, resolved: true }, asked: undefined };
}

export function labelOf(property: ActiveProperty): string {
  return property.asked?.label ?? expressionText(property.expression);
}

/** True for an object of a remote command whose computer's name is to be shown. */
export function showsComputerName(access: ObjectAccess, target: unknown): boolean {
  const show = access.getProperty(target, showComputerNameProperty);
  return show !== undefined && access.getProperty(target, computerNameProperty) !== undefined && access.isTrue(show);
}

/** All properties: those of the type, or else of the base object, then those added to the object. */
export function allProperties(access: ObjectAccess, target: unknown): ActiveProperty[] {
  const properties = access.propertiesOf(target);
  return [
    ...properties.filter((property) => property.adapted),
    ...properties.filter((property) => !property.adapted),
  ].map((property) => named(property.name));
}

/** PSShowComputerName is never shown; PSComputerName only where it asks for it. */
function withoutRemotingMarks(access: ObjectAccess, target: unknown, properties: ActiveProperty[]): ActiveProperty[] {
  if (access.getProperty(target, showComputerNameProperty) === undefined) return properties;
  const hidden = new Set([showComputerNameProperty.toLowerCase()]);
  if (!showsComputerName(access, target)) hidden.add(computerNameProperty.toLowerCase());
  return properties.filter((property) => !hidden.has(expressionText(property.expression).toLowerCase()));
}

/** The default display set, the computer's name with it for remote objects; undefined where the type has none. */
function displaySet(access: ObjectAccess, target: unknown): ActiveProperty[] | undefined {
  const names = access.defaultDisplayPropertySet(target);
  if (names === undefined || names.length === 0) return undefined;
  const shown = names.map(
    (name): ActiveProperty => ({
      expression: { kind: 'name', name, resolved: false },
      asked: undefined,
    }),
  );
  if (showsComputerName(access, target)) shown.push(named(computerNameProperty));
  return shown;
}

/** The asked properties, patterns expanded; with `keepMissing` a name that the object lacks stays as an empty column. */
export function askedProperties(
  access: ObjectAccess,
  asked: readonly FormatProperty[],
  target: unknown,
  keepMissing: boolean,
): ActiveProperty[] {
  return asked.flatMap((property) => {
    const found = resolveNames(access, property.expression, target);
    if (found.length === 0 && keepMissing && !isPattern(property.expression)) {
      return [{ expression: property.expression, asked: property }];
    }
    return found.map((expression) => ({ expression, asked: property }));
  });
}

/** The properties that a list, a table or a custom layout shows when nothing says which. */
export function defaultProperties(access: ObjectAccess, target: unknown): ActiveProperty[] {
  return displaySet(access, target) ?? withoutRemotingMarks(access, target, allProperties(access, target));
}

/** How many properties count for the choice between a table and a list. */
export function countForShape(access: ObjectAccess, target: unknown): number {
  const set = access.defaultDisplayPropertySet(target);
  return set !== undefined && set.length > 0 ? set.length : allProperties(access, target).length;
}
