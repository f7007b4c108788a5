// Character and entity references (XML 1.0 4.1 and 4.6). Without a DOCTYPE only the five predefined entities exist, so text
// never grows by being resolved.

import { isCharacter } from './characters.ts';
import { XmlError } from './xml-error.ts';

const PREDEFINED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The longest reference worth looking at: `&#x0010FFFF;` and a few zeros more. */
const MAX_REFERENCE = 32;
const DECIMAL = /^#[0-9]+$/;
const HEXADECIMAL = /^#x[0-9A-Fa-f]+$/;

function resolveReference(name: string, allowAnyCharacter: boolean): string | undefined {
  const predefined = PREDEFINED.get(name);
  if (predefined !== undefined) return predefined;
  let codePoint: number;
  if (DECIMAL.test(name)) codePoint = Number.parseInt(name.slice(1), 10);
  else if (HEXADECIMAL.test(name)) codePoint = Number.parseInt(name.slice(2), 16);
  else return undefined;
  if (isCharacter(codePoint)) return String.fromCodePoint(codePoint);
  return allowAnyCharacter && codePoint < 0x10000 ? String.fromCharCode(codePoint) : undefined;
}

/**
 * Resolves every reference in `text`. `allowAnyCharacter` lets numeric references name control characters and lone surrogates,
 * as .NET does with CheckCharacters off (PowerShell reads CLIXML so).
 */
export function resolveReferences(text: string, allowAnyCharacter: boolean): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', from)) {
    const end = text.slice(at, at + MAX_REFERENCE).indexOf(';');
    const value = end === -1 ? undefined : resolveReference(text.slice(at + 1, at + end), allowAnyCharacter);
    if (value === undefined) {
      throw new XmlError('XmlMalformed', `'${text.slice(at, at + 12)}' is not a reference that XML knows.`);
    }
    result += text.slice(from, at) + value;
    from = at + end + 1;
  }
  return from === 0 ? text : result + text.slice(from);
}
