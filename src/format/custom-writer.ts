// Draws custom views: texts and fields in nested frames, wrapped between the frames' margins.
import type { FormatValue, FrameInfo } from './format-data.ts';
import { wrapText } from './text-lines.ts';

const maximumDepth = 50;

/** The lines of a custom view on a screen of so many cells. */
export function customLines(values: readonly FormatValue[], screenColumns: number): string[] {
  const lines: string[] = [];
  const frames: FrameInfo[] = [];
  let pending = '';

  const flush = (): void => {
    const left = frames.reduce((sum, frame) => sum + frame.leftIndentation, 0);
    const width = screenColumns - left - frames.reduce((sum, frame) => sum + frame.rightIndentation, 0);
    if (width <= 0) pending = '';
    const asked = frames.at(-1)?.firstLine ?? 0;
    const firstLine = Math.abs(asked) >= width ? 0 : asked;
    const pieces =
      screenColumns === Number.POSITIVE_INFINITY
        ? pending.replaceAll('\r', '').split('\n')
        : wrapText(pending, width - Math.max(0, firstLine), width + Math.min(0, firstLine));
    pieces.forEach((piece, index) => {
      const indent = index === 0 ? Math.max(0, firstLine) : Math.max(0, -firstLine);
      lines.push(' '.repeat(left + indent) + piece);
    });
    pending = '';
  };

  const draw = (items: readonly FormatValue[], depth: number): void => {
    for (const item of items) {
      switch (item.kind) {
        case 'FormatNewLine':
          flush();
          break;
        case 'FormatTextField':
          pending += item.text;
          break;
        case 'FormatPropertyField':
          pending += item.propertyValue;
          break;
        case 'FormatEntry':
          if (depth >= maximumDepth) break;
          if (item.frameInfo) frames.push(item.frameInfo);
          draw(item.formatValueList, depth + 1);
          if (item.frameInfo) frames.pop();
          break;
      }
    }
  };

  draw(values, 0);
  flush();
  return lines;
}
