// The colours of a console, as hosts know them and as host calls carry them.

/** System.ConsoleColor, in the order of its numbers. */
export const consoleColors = [
  'Black',
  'DarkBlue',
  'DarkGreen',
  'DarkCyan',
  'DarkRed',
  'DarkMagenta',
  'DarkYellow',
  'Gray',
  'DarkGray',
  'Blue',
  'Green',
  'Cyan',
  'Red',
  'Magenta',
  'Yellow',
  'White',
] as const;
export type ConsoleColor = (typeof consoleColors)[number];
