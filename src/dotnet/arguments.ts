// The exceptions that the .NET types throw over their arguments, in .NET's words.
import { throwNet } from '../psobject/thrown.ts';

/** ArgumentNullException. */
export function argumentNull(name: string): never {
  throwNet('System.ArgumentNullException', `Value cannot be null. (Parameter '${name}')`, {
    hResult: -2147467261,
    properties: [['ParamName', name]],
  });
}

/** ArgumentException. */
export function argumentError(message: string, name?: string): never {
  throwNet('System.ArgumentException', name === undefined ? message : `${message} (Parameter '${name}')`, {
    hResult: -2147024809,
    properties: [['ParamName', name ?? null]],
  });
}

/** ArgumentOutOfRangeException. */
export function outOfRange(
  name: string,
  message = 'Specified argument was out of the range of valid values.',
  actual?: string,
): never {
  const text = `${message} (Parameter '${name}')${actual === undefined ? '' : `\nActual value was ${actual}.`}`;
  throwNet('System.ArgumentOutOfRangeException', text, { hResult: -2146233086, properties: [['ParamName', name]] });
}

/** The index check of the list types. */
export function checkIndex(index: number, count: number, name = 'index'): void {
  if (index < 0 || index >= count) {
    outOfRange(name, 'Index was out of range. Must be non-negative and less than the size of the collection.');
  }
}

export function indexOutsideArray(): never {
  throwNet('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.', { hResult: -2146233080 });
}

export function formatError(message: string): never {
  throwNet('System.FormatException', message, { hResult: -2146233033 });
}

export function invalidOperation(message: string): never {
  throwNet('System.InvalidOperationException', message, { hResult: -2146233079 });
}

export function notSupported(message = 'Specified method is not supported.'): never {
  throwNet('System.NotSupportedException', message, { hResult: -2146233067 });
}

export function overflow(message: string): never {
  throwNet('System.OverflowException', message, { hResult: -2146233066 });
}
