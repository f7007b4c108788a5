// Writing XML with the fixed prefixes of namespaces.ts: an element is a string, built from the inside out.

import { escapeXmlAttribute, escapeXmlText } from '../xml/index.ts';
import { NAMESPACES, type Prefix } from './namespaces.ts';

/** XML that is complete in itself, but for the declarations of prefixes, which the envelope makes. */
export type Markup = string;

/** Attributes in order; those without a value are left out. */
export type Attributes = readonly (readonly [name: string, value: string | undefined])[];

/** `<name attributes>content</name>`; `content` is markup, not text. */
export function element(name: `${Prefix}:${string}`, content: Markup = '', attributes: Attributes = []): Markup {
  return rawElement(name, content, attributes);
}

/** An element that declares its own default namespace, as PowerShell's creationXml does. */
export function foreignElement(namespace: string, name: string, content: Markup): Markup {
  return rawElement(name, content, [['xmlns', namespace]]);
}

/** An element with text in it. */
export function textElement(name: `${Prefix}:${string}`, text: string, attributes: Attributes = []): Markup {
  return rawElement(name, escapeXmlText(text), attributes);
}

/** A text element, or nothing when there is no text. */
export function optionalElement(
  name: `${Prefix}:${string}`,
  text: string | undefined,
  attributes: Attributes = [],
): Markup {
  return text === undefined ? '' : textElement(name, text, attributes);
}

/** `xmlns:` declarations of these prefixes. */
export function declare(prefixes: readonly Prefix[]): Attributes {
  return prefixes.map((prefix) => [`xmlns:${prefix}`, NAMESPACES[prefix]] as const);
}

function rawElement(name: string, content: Markup, attributes: Attributes): Markup {
  let start = name;
  for (const [key, value] of attributes) {
    if (value !== undefined) start += ` ${key}="${escapeXmlAttribute(value)}"`;
  }
  return content === '' ? `<${start}/>` : `<${start}>${content}</${name}>`;
}
