// .NET arrays of rank one: a JavaScript array is object[]; another element type is noted on the array under a symbol.
// byte[] is a Uint8Array. Arrays of higher rank are MultiDimensionalArray (src/dotnet).

const elementTypeKey: unique symbol = Symbol('psremoting.elementType');

type TypedArray = unknown[] & { [elementTypeKey]?: string };

/** Marks a JavaScript array as `elementType[]` and returns it. */
export function arrayOf(elementType: string, items: unknown[]): unknown[] {
  (items as TypedArray)[elementTypeKey] = elementType;
  return items;
}

/** Full .NET name of the element type: System.Object unless marked. */
export function elementTypeOf(array: readonly unknown[] | Uint8Array): string {
  return array instanceof Uint8Array ? 'System.Byte' : ((array as TypedArray)[elementTypeKey] ?? 'System.Object');
}
