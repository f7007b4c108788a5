// Composite format strings: `{index[,alignment][:format]}`, with doubled braces for braces (String.Format).
import { throwNet } from '../psobject/thrown.ts';

function badFormat(): never {
  throwNet(
    'System.FormatException',
    'Input string was not in a correct format. Failure to parse near offset. Expected an ASCII digit.',
    { errorId: 'FormatError', category: 'InvalidOperation' },
  );
}

/** The text with each item in its place; `formatItem` gets the item and its own format, empty where it has none. */
export function compositeText(
  format: string,
  items: readonly unknown[],
  formatItem: (item: unknown, format: string) => string,
): string {
  let result = '';
  for (let at = 0; at < format.length; at++) {
    const unit = format[at] as string;
    if (unit !== '{' && unit !== '}') {
      result += unit;
    } else if (format[at + 1] === unit) {
      result += unit;
      at++;
    } else {
      if (unit === '}') badFormat();
      const close = format.indexOf('}', at);
      const match = close < 0 ? null : /^(\d+)\s*(?:,\s*(-?\d+)\s*)?(?::(.*))?$/s.exec(format.slice(at + 1, close));
      if (match === null) badFormat();
      const index = Number(match[1]);
      if (index >= items.length) badFormat();
      const text = formatItem(items[index], match[3] ?? '');
      const width = Math.min(1_000_000, Math.abs(Number(match[2] ?? 0)));
      result += match[2]?.startsWith('-') ? text.padEnd(width) : text.padStart(width);
      at = close;
    }
  }
  return result;
}
