// Words of a command line as PowerShell source. Whatever a word holds, it stays one string: nothing in it is ever code.

/** A string literal. PowerShell ends one at any of its single quotes, the typographic ones too; doubled they stand for themselves. */
export const literal = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** An argument of a script as `-File` passes it on: `-Name` and `-Name:value` stay parameters, all else is a string. */
export function argumentSource(word: string): string {
  const parameter = /^(-[A-Za-z_]\w*)(?:(:)([\s\S]*))?$/.exec(word);
  if (!parameter) return literal(word);
  const [, name, colon, value = ''] = parameter;
  if (!colon) return name!;
  return /^\$(true|false)$/i.test(value) ? `${name}:${value}` : `${name}:${literal(value)}`;
}
