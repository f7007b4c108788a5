// Finds the view of an object: the first one of its most derived type that has the wanted shape.
import type { ViewDefinition } from '../engine/definitions/view.ts';
import { liveTypeName } from './scalar-types.ts';

export type Shape = 'table' | 'list' | 'wide' | 'custom';
export const shapes: readonly Shape[] = ['table', 'list', 'wide', 'custom'];

/** A view in one of its shapes. */
export interface ShapedView {
  readonly view: ViewDefinition;
  readonly shape: Shape;
}

export class ViewTable {
  readonly #byType = new Map<string, ViewDefinition[]>();

  constructor(views: readonly ViewDefinition[]) {
    for (const view of views) this.add(view);
  }

  add(view: ViewDefinition): void {
    for (const typeName of view.typeNames) {
      const key = typeName.toLowerCase();
      const views = this.#byType.get(key);
      if (views) views.push(view);
      else this.#byType.set(key, [view]);
    }
  }

  /** The view for these type names; `shape` undefined takes the first shape that a view has, `name` asks for one view. */
  find(typeNames: readonly string[], shape?: Shape, name?: string): ShapedView | undefined {
    const wanted = name?.toLowerCase();
    return this.#search(typeNames, (view) => {
      if (view.outOfBand || (wanted !== undefined && view.name.toLowerCase() !== wanted)) return undefined;
      return shape === undefined ? shapes.find((each) => view[each]) : view[shape] && shape;
    });
  }

  /** The view of records that print alone, such as errors. */
  findOutOfBand(typeNames: readonly string[]): ShapedView | undefined {
    return this.#search(typeNames, (view) =>
      view.outOfBand ? (['custom', 'list'] as const).find((each) => view[each]) : undefined,
    );
  }

  /** Views of exactly this type, for the error that names them. */
  ofType(typeName: string): readonly ViewDefinition[] {
    return this.#byType.get(typeName.toLowerCase()) ?? [];
  }

  #search(typeNames: readonly string[], shapeOf: (view: ViewDefinition) => Shape | undefined): ShapedView | undefined {
    const live = typeNames.map(liveTypeName);
    for (const names of live.some((name, index) => name !== typeNames[index]) ? [typeNames, live] : [typeNames]) {
      for (const name of names) {
        for (const view of this.#byType.get(name.toLowerCase()) ?? []) {
          const shape = shapeOf(view);
          if (shape !== undefined) return { view, shape };
        }
      }
    }
    return undefined;
  }
}

/** True when the view is for one of these types. */
export function appliesTo(view: ViewDefinition, typeNames: readonly string[]): boolean {
  const names = new Set(view.typeNames.map((name) => name.toLowerCase()));
  return typeNames.some((name) => names.has(name.toLowerCase()) || names.has(liveTypeName(name).toLowerCase()));
}
