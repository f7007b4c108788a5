// Text to XML text: what must be escaped so that a reader finds the same characters again.
//
// XML 1.0 cannot carry most control characters at all, not even as references. What becomes of them is the writer's decision:
// `refuse` throws XmlError `XmlUnwritable`, `replace` writes U+FFFD. (CLIXML has its own escape, _xHHHH_, applied before this.)

import { XmlError } from './xml-error.ts';

/** What to do with a character that XML 1.0 cannot carry. */
export type UnwritablePolicy = 'refuse' | 'replace';

const UNWRITABLE = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g;
const TEXT_SPECIAL = /[&<>\r]/;
const ATTRIBUTE_SPECIAL = /[&<>"\t\n\r]/;
/** A carriage return, and in attributes tab and line feed, would be normalised away by the reader if written as they are. */
const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\t', '&#x9;'],
  ['\n', '&#xA;'],
  ['\r', '&#xD;'],
]);
const ALL_TEXT_SPECIAL = new RegExp(TEXT_SPECIAL, 'g');
const ALL_ATTRIBUTE_SPECIAL = new RegExp(ATTRIBUTE_SPECIAL, 'g');

function writable(text: string, policy: UnwritablePolicy): string {
  if (text.search(UNWRITABLE) === -1 && text.isWellFormed()) return text;
  if (policy === 'refuse') throw new XmlError('XmlUnwritable', 'The text has a character that XML cannot carry.');
  return text.replaceAll(UNWRITABLE, '\uFFFD').toWellFormed();
}

const toEscape = (character: string): string => ESCAPES.get(character)!;

/** Escapes character data. */
export function escapeXmlText(text: string, policy: UnwritablePolicy = 'replace'): string {
  const safe = writable(text, policy);
  return TEXT_SPECIAL.test(safe) ? safe.replaceAll(ALL_TEXT_SPECIAL, toEscape) : safe;
}

/** Escapes an attribute value that will stand in double quotes. */
export function escapeXmlAttribute(text: string, policy: UnwritablePolicy = 'replace'): string {
  const safe = writable(text, policy);
  return ATTRIBUTE_SPECIAL.test(safe) ? safe.replaceAll(ALL_ATTRIBUTE_SPECIAL, toEscape) : safe;
}
