// A small element tree for documents that are looked at from several sides, as SOAP envelopes are; CLIXML pulls instead.

import { XmlError } from './xml-error.ts';
import { XML_NAMESPACE, XmlScanner, type XmlScannerOptions } from './xml-scanner.ts';

/** One attribute; `namespace` is '' for one without prefix. Namespace declarations are not attributes here. */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** The prefixes in force at an element, shared by all elements that declare none themselves. */
export type XmlPrefixes = ReadonlyMap<string, string>;

const NO_PREFIXES: XmlPrefixes = new Map();
const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

/** An element. Order between text and child elements is not kept: `text` is all its own character data, joined. */
export class XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly text: string;
  /** Needed only to read qualified names in text and values (`resolve`). */
  readonly prefixes: XmlPrefixes;

  constructor(
    namespace: string,
    name: string,
    content: {
      readonly attributes?: readonly XmlAttribute[];
      readonly children?: readonly XmlElement[];
      readonly text?: string;
      readonly prefixes?: XmlPrefixes;
    } = {},
  ) {
    this.namespace = namespace;
    this.name = name;
    this.attributes = content.attributes ?? NO_ATTRIBUTES;
    this.children = content.children ?? NO_CHILDREN;
    this.text = content.text ?? '';
    this.prefixes = content.prefixes ?? NO_PREFIXES;
  }

  /** Whether the element has this expanded name. */
  is(namespace: string, name: string): boolean {
    return this.name === name && this.namespace === namespace;
  }

  /** The first child with this expanded name. */
  child(namespace: string, name: string): XmlElement | undefined {
    return this.children.find((child) => child.is(namespace, name));
  }

  /** All children with this expanded name. */
  childrenNamed(namespace: string, name: string): XmlElement[] {
    return this.children.filter((child) => child.is(namespace, name));
  }

  /** The value of an attribute; an attribute without prefix has the namespace ''. */
  attribute(namespace: string, name: string): string | undefined {
    return this.attributes.find((attribute) => attribute.name === name && attribute.namespace === namespace)?.value;
  }

  /** Reads a qualified name that stands in text or in a value (a SOAP fault code, an xsi:type); undefined when it is none. */
  resolve(qualifiedName: string): { readonly namespace: string; readonly name: string } | undefined {
    const colon = qualifiedName.indexOf(':');
    const prefix = colon === -1 ? '' : qualifiedName.slice(0, colon);
    const namespace = prefix === 'xml' ? XML_NAMESPACE : this.prefixes.get(prefix);
    if (namespace === undefined && colon !== -1) return undefined;
    return { namespace: namespace ?? '', name: qualifiedName.slice(colon + 1) };
  }
}

/** The most elements that a tree may have; a scanner needs no such bound, a tree does. An envelope has a few hundred. */
const MAX_ELEMENTS = 20_000;
const NO_CHILDREN: readonly XmlElement[] = [];

/** Reads a whole document into a tree; throws XmlError. */
export function parseXmlElement(source: string | Uint8Array, options: XmlScannerOptions = {}): XmlElement {
  const scanner = new XmlScanner(source, options);
  if (scanner.nextTag() !== 'start') throw new XmlError('XmlMalformed', 'The XML document has no element.');
  const root = readElement(scanner, NO_PREFIXES, { left: MAX_ELEMENTS });
  scanner.nextTag();
  return root;
}

/** Reads the element whose start tag the scanner stands on, to its end tag; depth is bounded by the scanner. */
function readElement(scanner: XmlScanner, outer: XmlPrefixes, budget: { left: number }): XmlElement {
  if (budget.left-- === 0) throw new XmlError('XmlLimitExceeded', 'The XML document has too many elements.');
  const { namespace, localName: name, depth } = scanner;
  const declarations = scanner.declarations.filter((declaration) => declaration.depth === depth);
  const prefixes =
    declarations.length === 0
      ? outer
      : new Map([...outer, ...declarations.map(({ prefix, uri }) => [prefix, uri] as const)]);
  const attributes: XmlAttribute[] = [];
  for (let index = 0; index < scanner.attributeCount; index++) {
    const attribute = scanner.attributeName(index);
    attributes.push({
      namespace: scanner.attributeNamespace(index),
      name: attribute.slice(attribute.indexOf(':') + 1),
      value: scanner.attributeValue(index),
    });
  }
  const children: XmlElement[] = [];
  let text = '';
  for (let token = scanner.next(); token !== 'end'; token = scanner.next()) {
    if (token === 'start') children.push(readElement(scanner, prefixes, budget));
    else text += scanner.text;
  }
  return new XmlElement(namespace, name, {
    text,
    prefixes,
    ...(attributes.length > 0 && { attributes }),
    ...(children.length > 0 && { children }),
  });
}
