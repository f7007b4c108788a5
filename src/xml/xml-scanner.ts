// A bounded pull scanner of XML 1.0 with namespaces: the reader under SOAP and CLIXML.
//
// It never looks at anything outside the document: a DOCTYPE or a processing instruction ends it. Names and values are cut from
// the source only when somebody asks, and namespaces are resolved only when somebody asks, which is where its speed comes from.
// XML 1.0 (Fifth Edition) 2 to 4, Namespaces in XML 1.0. Over 400 lines because all of it moves the same position over the same
// source; taken apart it would pass both around in its innermost loops.

import { isNamePart, isNameStart, isSpace, NOT_A_CHARACTER } from './characters.ts';
import { decodeXml } from './decode-xml.ts';
import { resolveReferences } from './references.ts';
import { XmlError } from './xml-error.ts';
import { DEFAULT_XML_LIMITS, type XmlLimits } from './xml-limits.ts';

/** A start tag, an end tag (an empty-element tag gives both), character data between two tags, or the end of the document. */
export type XmlToken = 'start' | 'end' | 'text' | 'eof';

export interface XmlScannerOptions extends Partial<XmlLimits> {
  /** Accepts control characters, raw and as numeric references: what PowerShell's own CLIXML reader does. */
  readonly allowAnyCharacter?: boolean;
}

/** The namespace that the prefix `xml` always stands for. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

const SPACE = 0x20;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const AMPERSAND = 0x26;
const COLON = 0x3a;

const DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;

/** A namespace declaration and the depth of the element that made it. */
export interface NamespaceDeclaration {
  readonly prefix: string;
  readonly uri: string;
  readonly depth: number;
}

/**
 * Reads one document token by token. `name`, `attribute*` and `namespace` describe the last start tag and `name` also the last end
 * tag; `text` the last run of character data. Every method that moves on throws XmlError on the first thing that is wrong.
 */
export class XmlScanner {
  /** The token that `next` returned last; 'eof' before the first. */
  token: XmlToken = 'eof';
  /** The qualified name of the last start or end tag. */
  name = '';
  /** Elements open around this place: after a start tag its element counts, after an end tag it no longer does. */
  depth = 0;
  /** The attributes of the last start tag, namespace declarations not counted. */
  attributeCount = 0;

  readonly #source: string;
  readonly #limits: XmlLimits;
  readonly #allowAnyCharacter: boolean;
  #position = 0;
  #started = false;
  #pendingEnd = false;
  readonly #open: string[] = [];
  readonly #namespaces: NamespaceDeclaration[] = [];
  readonly #attributeNames: string[] = [];
  readonly #attributeStarts: number[] = [];
  readonly #attributeEnds: number[] = [];
  /** Whether the attribute at this index is what stands in the source, without references or white space to replace. */
  readonly #attributePlain: boolean[] = [];
  #valueIsPlain = true;
  #text: string | undefined;
  #textStart = 0;
  #textEnd = 0;
  // Where the next of these stands at or after the place last asked about: each is searched for once, not once per run of text.
  #nextAmpersand = 0;
  #nextCdataEnd = 0;

  constructor(source: string | Uint8Array, options: XmlScannerOptions = {}) {
    this.#limits = { ...DEFAULT_XML_LIMITS, ...options };
    this.#allowAnyCharacter = options.allowAnyCharacter ?? false;
    let text = typeof source === 'string' ? source : decodeXml(source);
    if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    // Line ends are normalised before anything else is looked at (2.11), so they cannot differ between two readers.
    if (text.includes('\r')) text = text.replaceAll(/\r\n?/g, '\n');
    this.#source = text;
    if (!this.#allowAnyCharacter) {
      const wrong = NOT_A_CHARACTER.exec(text);
      if (wrong !== null) this.#malformed('a character that XML does not allow', wrong.index);
      if (!text.isWellFormed()) this.#malformed('half a surrogate pair', 0);
    }
    if (text.startsWith('<?xml') && !isNamePart(text.charCodeAt(5))) {
      const declaration = DECLARATION.exec(text);
      if (declaration === null) this.#malformed('an XML declaration that is not one', 0);
      this.#position = declaration![0].length;
    }
  }

  /** Where the scanner stands, in UTF-16 units of the document after line ends were normalised. */
  get position(): number {
    return this.#position;
  }

  /** Moves to the next token. */
  next(): XmlToken {
    if (this.#pendingEnd) {
      this.#pendingEnd = false;
      return this.#closed();
    }
    const source = this.#source;
    const position = this.#position;
    if (source.charCodeAt(position) !== LESS_THAN) return this.#characters();
    const following = source.charCodeAt(position + 1);
    if (following === SLASH) return this.#endTag();
    if (following === EXCLAMATION) return this.#characters();
    if (following === QUESTION) return this.#fail('XmlForbidden', 'a processing instruction', position);
    return this.#startTag();
  }

  /** Moves to the next tag; character data other than white space is `XmlUnexpected`. */
  nextTag(): 'start' | 'end' | 'eof' {
    let token = this.next();
    while (token === 'text') {
      if (!this.isWhiteSpace) this.#fail('XmlUnexpected', 'text where an element was expected', this.#textStart);
      token = this.next();
    }
    return token;
  }

  /** After a start tag: its character data, leaving the scanner on its end tag; a child element is `XmlUnexpected`. */
  readText(): string {
    let token = this.next();
    let text = '';
    if (token === 'text') {
      text = this.text;
      token = this.next();
    }
    if (token !== 'end') this.#fail('XmlUnexpected', 'an element where only text was expected', this.#position);
    return text;
  }

  /** After a start tag: moves to its end tag, whatever is inside. */
  skip(): void {
    const outside = this.depth - 1;
    do this.next();
    while (this.depth > outside);
  }

  /** The last run of character data, references resolved, CDATA sections included, comments left out. */
  get text(): string {
    this.#text ??= this.#source.slice(this.#textStart, this.#textEnd);
    return this.#text;
  }

  /** Whether the last run of character data is white space only. */
  get isWhiteSpace(): boolean {
    const [text, start, end] =
      this.#text === undefined ? [this.#source, this.#textStart, this.#textEnd] : [this.#text, 0, this.#text.length];
    for (let at = start; at < end; at++) if (!isSpace(text.charCodeAt(at))) return false;
    return true;
  }

  /** The name of the last start or end tag without its prefix. */
  get localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }

  /** The namespace of the last start tag, '' for none; `XmlMalformed` when its prefix is not declared. */
  get namespace(): string {
    const colon = this.name.indexOf(':');
    return this.resolvePrefix(colon === -1 ? '' : this.name.slice(0, colon));
  }

  /** What a prefix stands for at the last start tag ('' is the default namespace, itself '' when none is declared). */
  resolvePrefix(prefix: string): string {
    for (let index = this.#namespaces.length - 1; index >= 0; index--) {
      const declaration = this.#namespaces[index]!;
      if (declaration.prefix === prefix) return declaration.uri;
    }
    if (prefix === '') return '';
    if (prefix === 'xml') return XML_NAMESPACE;
    return this.#malformed(`the prefix '${prefix}', which is not declared`, this.#position);
  }

  /** The namespace declarations in force, outermost first; later ones hide earlier ones of the same prefix. */
  get declarations(): readonly NamespaceDeclaration[] {
    return this.#namespaces;
  }

  /** The qualified name of the attribute at `index` of the last start tag. */
  attributeName(index: number): string {
    return this.#attributeNames[index]!;
  }

  /** The value of the attribute at `index` of the last start tag. */
  attributeValue(index: number): string {
    const start = this.#attributeStarts[index]!;
    const end = this.#attributeEnds[index]!;
    return this.#attributePlain[index] ? this.#source.slice(start, end) : this.#attributeText(start, end);
  }

  /** The namespace of the attribute at `index`; an attribute without prefix is in none (''). */
  attributeNamespace(index: number): string {
    const name = this.#attributeNames[index]!;
    const colon = name.indexOf(':');
    return colon === -1 ? '' : this.resolvePrefix(name.slice(0, colon));
  }

  /** The value of the attribute with this qualified name, undefined when the last start tag has none. */
  attribute(name: string): string | undefined {
    for (let index = 0; index < this.attributeCount; index++) {
      if (this.#attributeNames[index] === name) return this.attributeValue(index);
    }
    return undefined;
  }

  #startTag(): XmlToken {
    const source = this.#source;
    if (this.depth === 0 && this.#started) this.#malformed('a second root element', this.#position);
    this.#started = true;
    let position = this.#nameEnd(this.#position + 1);
    this.name = nameAt(source, this.#position + 1, position);
    if (++this.depth > this.#limits.maxDepth) this.#fail('XmlLimitExceeded', 'elements nested too deeply', position);
    this.#open.push(this.name);
    this.attributeCount = 0;
    let unit = source.charCodeAt(position);
    if (unit !== GREATER_THAN) {
      position = this.#attributes(position);
      unit = source.charCodeAt(position);
      if (unit === SLASH) {
        this.#pendingEnd = true;
        unit = source.charCodeAt(++position);
      }
      if (unit !== GREATER_THAN) this.#malformed('a start tag that does not end', position);
    }
    this.#position = position + 1;
    return (this.token = 'start');
  }

  /** Scans attributes up to the end of the tag and returns where that is. */
  #attributes(from: number): number {
    const source = this.#source;
    let position = from;
    let count = 0;
    let declared = 0;
    let prefixed = false;
    for (;;) {
      const before = position;
      while (isSpace(source.charCodeAt(position))) position++;
      const unit = source.charCodeAt(position);
      if (unit === GREATER_THAN || unit === SLASH) break;
      if (position === before) this.#malformed('attributes without white space between them', position);
      if (count + declared >= this.#limits.maxAttributes)
        this.#fail('XmlLimitExceeded', 'too many attributes', position);
      const nameEnd = this.#nameEnd(position);
      const name = nameAt(source, position, nameEnd);
      position = nameEnd;
      while (isSpace(source.charCodeAt(position))) position++;
      if (source.charCodeAt(position) !== EQUALS) this.#malformed(`the attribute '${name}' without a value`, position);
      position++;
      while (isSpace(source.charCodeAt(position))) position++;
      const start = position + 1;
      const end = this.#valueEnd(position);
      position = end + 1;
      if (name.startsWith('xmlns') && (name.length === 5 || name.charCodeAt(5) === COLON)) {
        this.#declare(name.slice(6), this.#attributeText(start, end));
        declared++;
        continue;
      }
      for (let index = 0; index < count; index++) {
        if (this.#attributeNames[index] === name) this.#malformed(`the attribute '${name}' twice`, position);
      }
      if (name.includes(':')) prefixed = true;
      this.#attributeNames[count] = name;
      this.#attributeStarts[count] = start;
      this.#attributeEnds[count] = end;
      this.#attributePlain[count] = this.#valueIsPlain;
      count++;
    }
    this.attributeCount = count;
    if (prefixed && count > 1) this.#refuseSameExpandedName(count, position);
    return position;
  }

  /** Two prefixes may stand for one namespace, so `a:x` and `b:x` may be the same attribute (Namespaces 6.3). */
  #refuseSameExpandedName(count: number, position: number): void {
    const seen = new Set<string>();
    for (let index = 0; index < count; index++) {
      const name = this.#attributeNames[index]!;
      const expanded = `${this.attributeNamespace(index)} ${name.slice(name.indexOf(':') + 1)}`;
      if (seen.has(expanded)) this.#malformed(`the attribute '${name}' twice`, position);
      seen.add(expanded);
    }
  }

  #declare(prefix: string, uri: string): void {
    const wrong =
      prefix === 'xmlns' ||
      (prefix === 'xml') !== (uri === XML_NAMESPACE) ||
      uri === XMLNS_NAMESPACE ||
      (prefix !== '' && uri === '');
    if (wrong) this.#malformed(`a declaration of the prefix '${prefix}' that is not allowed`, this.#position);
    for (let index = this.#namespaces.length - 1; index >= 0; index--) {
      const { depth, prefix: other } = this.#namespaces[index]!;
      if (depth !== this.depth) break;
      if (other === prefix) this.#malformed(`the prefix '${prefix}' declared twice`, this.#position);
    }
    if (this.#namespaces.length >= this.#limits.maxNamespaces) {
      this.#fail('XmlLimitExceeded', 'too many namespace declarations', this.#position);
    }
    this.#namespaces.push({ prefix, uri, depth: this.depth });
  }

  /** From the opening quote to the closing one. */
  #valueEnd(position: number): number {
    const source = this.#source;
    const quote = source.charCodeAt(position);
    if (quote !== QUOTE && quote !== APOSTROPHE) this.#malformed('an attribute value without quotes', position);
    let end = position + 1;
    let references = false;
    let plain = true;
    for (; ; end++) {
      const unit = source.charCodeAt(end);
      if (unit === quote) break;
      if (unit < SPACE) plain = false;
      else if (unit === AMPERSAND) references = true;
      else if (unit === LESS_THAN || Number.isNaN(unit)) this.#malformed('an attribute value that does not end', end);
    }
    if (end - position - 1 > this.#limits.maxTextLength) this.#fail('XmlLimitExceeded', 'too long a value', position);
    // Resolved here only to be checked: a wrong reference must not pass because nobody asks for the value.
    if (references) this.#resolve(source.slice(position + 1, end), position);
    this.#valueIsPlain = plain && !references;
    return end;
  }

  #attributeText(start: number, end: number): string {
    const raw = this.#source.slice(start, end);
    const spaced = /[\t\n]/.test(raw) ? raw.replaceAll(/[\t\n]/g, ' ') : raw;
    return spaced.includes('&') ? this.#resolve(spaced, start) : spaced;
  }

  #endTag(): XmlToken {
    const source = this.#source;
    const name = this.#open[this.#open.length - 1];
    let position = this.#position + 2;
    if (name === undefined) return this.#malformed('an end tag that nothing started', position);
    for (let index = 0; index < name.length; index++, position++) {
      if (source.charCodeAt(position) !== name.charCodeAt(index)) this.#malformed(`no end tag of '${name}'`, position);
    }
    while (isSpace(source.charCodeAt(position))) position++;
    if (source.charCodeAt(position) !== GREATER_THAN) this.#malformed(`no end tag of '${name}'`, position);
    this.#position = position + 1;
    return this.#closed();
  }

  #closed(): XmlToken {
    this.name = this.#open.pop()!;
    const namespaces = this.#namespaces;
    while (namespaces.length > 0 && namespaces[namespaces.length - 1]!.depth === this.depth) namespaces.pop();
    this.depth--;
    return (this.token = 'end');
  }

  /** Character data, CDATA sections and comments up to the next tag: one token, or none when there is nothing but comments. */
  #characters(): XmlToken {
    const source = this.#source;
    const start = this.#position;
    const end = indexOrEnd(source, '<', start);
    this.#position = end;
    this.#textStart = start;
    this.#textEnd = end;
    this.#text = this.#run(start, end);
    if (source.charCodeAt(end + 1) === EXCLAMATION) this.#gather();
    const atEnd = this.#position >= source.length;
    if (this.depth > 0) {
      if (atEnd) this.#malformed('a document cut short', this.#position);
      return this.#text === '' ? this.next() : (this.token = 'text');
    }
    if (!this.isWhiteSpace) this.#malformed('text outside the root element', start);
    if (!atEnd) return this.next();
    if (!this.#started) this.#malformed('a document without an element', this.#position);
    return (this.token = 'eof');
  }

  /** Adds to `#text` what comments and CDATA sections interrupt. */
  #gather(): void {
    const source = this.#source;
    let text = this.text;
    do {
      text += this.#markup(this.#position);
      const start = this.#position;
      const end = indexOrEnd(source, '<', start);
      text += this.#run(start, end) ?? source.slice(start, end);
      if (text.length > this.#limits.maxTextLength) this.#fail('XmlLimitExceeded', 'too long a text', start);
      this.#position = end;
    } while (this.#position < source.length && source.charCodeAt(this.#position + 1) === EXCLAMATION);
    this.#text = text;
  }

  /** Checks plain character data; returns its value when that differs from its source. */
  #run(start: number, end: number): string | undefined {
    const source = this.#source;
    if (end - start > this.#limits.maxTextLength) this.#fail('XmlLimitExceeded', 'too long a text', start);
    if (this.#nextCdataEnd < start) this.#nextCdataEnd = indexOrEnd(source, ']]>', start);
    if (this.#nextCdataEnd < end) this.#malformed("']]>' in text", this.#nextCdataEnd);
    if (this.#nextAmpersand < start) this.#nextAmpersand = indexOrEnd(source, '&', start);
    if (this.#nextAmpersand >= end) return undefined;
    if (this.depth === 0) this.#malformed('a reference outside the root element', start);
    return this.#resolve(source.slice(start, end), start);
  }

  /** A comment or a CDATA section; moves past it and returns the text it stands for. */
  #markup(at: number): string {
    const source = this.#source;
    if (source.startsWith('<!--', at)) {
      const end = source.indexOf('--', at + 4);
      if (end === -1 || source.charCodeAt(end + 2) !== GREATER_THAN) this.#malformed('a comment that does not end', at);
      this.#position = end + 3;
      return '';
    }
    if (source.startsWith('<![CDATA[', at)) {
      const end = source.indexOf(']]>', at + 9);
      if (end === -1) this.#malformed('a CDATA section that does not end', at);
      if (this.depth === 0) this.#malformed('text outside the root element', at);
      this.#position = end + 3;
      return source.slice(at + 9, end);
    }
    if (source.startsWith('<!DOCTYPE', at)) return this.#fail('XmlForbidden', 'a document type declaration', at);
    return this.#malformed('markup that is not XML', at);
  }

  /** Where the qualified name that starts at `start` ends. */
  #nameEnd(start: number): number {
    const source = this.#source;
    let colon = -1;
    let position = start;
    if (!isNameStart(source.charCodeAt(position))) this.#malformed('no name where one must be', position);
    for (let unit = source.charCodeAt(position); isNamePart(unit); unit = source.charCodeAt(++position)) {
      if (unit !== COLON) continue;
      if (colon !== -1 || position === start) this.#malformed('a name with a misplaced colon', position);
      colon = position;
    }
    if (colon !== -1 && !isNameStart(source.charCodeAt(colon + 1)))
      this.#malformed('a name with a misplaced colon', colon);
    if (position - start > this.#limits.maxNameLength) this.#fail('XmlLimitExceeded', 'too long a name', start);
    return position;
  }

  #resolve(text: string, position: number): string {
    try {
      return resolveReferences(text, this.#allowAnyCharacter);
    } catch (cause) {
      return this.#fail('XmlMalformed', `a wrong reference (${(cause as Error).message})`, position);
    }
  }

  #malformed(what: string, position: number): never {
    return this.#fail('XmlMalformed', what, position);
  }

  #fail(
    code: 'XmlMalformed' | 'XmlForbidden' | 'XmlLimitExceeded' | 'XmlUnexpected',
    what: string,
    position: number,
  ): never {
    throw new XmlError(code, `The XML document has ${what} (at character ${position}).`);
  }
}

/**
 * Names repeat all through a document and from one to the next: short ones are found again instead of being cut anew, which
 * also spares every table that they are looked up in from hashing them. Longer ones would keep their document in memory.
 */
const knownNames: string[] = new Array(256).fill('');
const maxKnownName = 12;

function nameAt(source: string, start: number, end: number): string {
  const length = end - start;
  if (length > maxKnownName) return source.slice(start, end);
  const slot = (source.charCodeAt(start) * 31 + source.charCodeAt(end - 1) * 7 + length) & 0xff;
  const known = knownNames[slot]!;
  if (known.length === length) {
    let at = 0;
    while (at < length && known.charCodeAt(at) === source.charCodeAt(start + at)) at++;
    if (at === length) return known;
  }
  return (knownNames[slot] = source.slice(start, end));
}

const indexOrEnd = (source: string, text: string, from: number): number => {
  const index = source.indexOf(text, from);
  return index === -1 ? source.length : index;
};
