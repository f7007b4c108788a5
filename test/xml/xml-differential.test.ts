// The scanner against saxes, an independent parser: they must agree on what a document is and on everything in it.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { escapeXmlAttribute, escapeXmlText, XmlError, XmlScanner } from '../../src/xml/index.ts';

type Event = readonly [kind: 'start' | 'end' | 'text', ...details: string[]];

function bySaxes(source: string): Event[] | undefined {
  const events: Event[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') events.push(['text', text]);
    text = '';
  };
  const parser = new SaxesParser({ xmlns: true });
  let refused = false;
  parser.on('error', () => (refused = true));
  parser.on('doctype', () => (refused = true));
  parser.on('processinginstruction', () => (refused = true));
  parser.on('opentag', (tag) => {
    flush();
    const attributes = Object.values(tag.attributes)
      .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
      .map(({ uri, local, value }) => `{${uri}}${local}=${value}`)
      .sort();
    events.push(['start', `{${tag.uri}}${tag.local}`, ...attributes]);
  });
  parser.on('closetag', (tag) => {
    flush();
    events.push(['end', tag.name]);
  });
  parser.on('text', (piece) => {
    if (events.length > 0 && depthOf(events) > 0) text += piece;
  });
  parser.on('cdata', (piece) => (text += piece));
  try {
    parser.write(source).close();
  } catch {
    return undefined;
  }
  return refused ? undefined : events;
}

const depthOf = (events: readonly Event[]): number =>
  events.reduce((depth, [kind]) => depth + (kind === 'start' ? 1 : kind === 'end' ? -1 : 0), 0);

function byScanner(source: string): Event[] | undefined {
  const events: Event[] = [];
  try {
    const scanner = new XmlScanner(source);
    for (let token = scanner.next(); token !== 'eof'; token = scanner.next()) {
      if (token === 'text') events.push(['text', scanner.text]);
      else if (token === 'end') events.push(['end', scanner.name]);
      else {
        const attributes: string[] = [];
        for (let index = 0; index < scanner.attributeCount; index++) {
          const name = scanner.attributeName(index);
          attributes.push(
            `{${scanner.attributeNamespace(index)}}${name.slice(name.indexOf(':') + 1)}=${scanner.attributeValue(index)}`,
          );
        }
        events.push(['start', `{${scanner.namespace}}${scanner.localName}`, ...attributes.sort()]);
      }
    }
  } catch (error) {
    assert.ok(error instanceof XmlError, String(error));
    return undefined;
  }
  return events;
}

/** Where saxes departs from the specification (it also accepts half a surrogate pair): it trims namespace names, and lets a declared prefix start with any name character. */
const SAXES_DIFFERS = /xmlns[^=]*=\s*["'](?:\s[^"']*|[^"']*\s)["']|:[-.0-9]/;

const name = fc.constantFrom('a', 'b', 'p:a', 'q:b', 'xml:lang', 'é', 'a-1.x', '_');
const text = fc.oneof(
  fc.string({ maxLength: 6 }).map((value) => escapeXmlText(value)),
  fc.constantFrom('&amp;', '&#x41;', '&#10;', '<![CDATA[<x>]]>', '<!-- c -->', '\r\n', '\r', ' ', '😀', ']]', '>'),
);
const attribute = fc
  .tuple(
    fc.oneof(name, fc.constantFrom('xmlns', 'xmlns:p', 'xmlns:q')),
    fc.constantFrom('', 'u', 'v', 'a\tb', '&lt;', "'"),
  )
  .map(([key, value]) => ` ${key}="${value}"`);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      fc.array(attribute, { maxLength: 3 }),
      fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('element')), { maxLength: 4 }),
    )
    .map(([tag, attributes, content]) =>
      content.length === 0
        ? `<${tag}${attributes.join('')}/>`
        : `<${tag}${attributes.join('')}>${content.join('')}</${tag}>`,
    ),
}));
const document = element.map((root) => `<r xmlns:p="u" xmlns:q="w">${root}</r>`);

it('agrees with saxes on documents, good and almost good', () => {
  let good = 0;
  fc.assert(
    fc.property(document, (source) => {
      const expected = bySaxes(source);
      if (expected !== undefined) good++;
      assert.deepEqual(byScanner(source), expected, source);
    }),
    { seed: 7, numRuns: 1500 },
  );
  assert.ok(good > 400, `only ${good} documents were well-formed`);
});

it('agrees with saxes on documents with one place changed', () => {
  const change = fc.constantFrom(
    '<',
    '>',
    '/',
    '&',
    ';',
    '"',
    "'",
    '=',
    ' ',
    ':',
    '!',
    '-',
    ']',
    'x',
    '\x00',
    '\uFFFE',
    '',
  );
  fc.assert(
    fc.property(document, fc.nat(), change, fc.nat(2), (source, at, inserted, removed) => {
      const place = at % source.length;
      const changed = source.slice(0, place) + inserted + source.slice(place + removed);
      fc.pre(changed.isWellFormed() && !SAXES_DIFFERS.test(changed));
      assert.deepEqual(byScanner(changed), bySaxes(changed), changed);
    }),
    { seed: 8, numRuns: 3000 },
  );
});

it('ends every sequence of bytes in tokens or a typed error', () => {
  const fragments = fc.constantFrom(
    '<a>',
    '</a>',
    '<?xml',
    '?>',
    '<!',
    '<![CDATA[',
    ']]>',
    '&#',
    '&lt;',
    '\uFEFF',
    '<a b="',
    '\0',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.array(fragments, { maxLength: 12 }).map((parts) => Buffer.from(parts.join(''))),
    fc.array(fragments, { maxLength: 12 }).map((parts) => Buffer.from(parts.join(''), 'utf16le')),
  );
  fc.assert(
    fc.property(bytes, (source) => {
      try {
        const scanner = new XmlScanner(source);
        for (let tokens = 0; scanner.next() !== 'eof'; tokens++) assert.ok(tokens < 1000);
      } catch (error) {
        assert.ok(error instanceof XmlError, String(error));
      }
    }),
    { seed: 9, numRuns: 2000 },
  );
});

it('finds again what the writer escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
      const carried = value.replaceAll(/[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '\uFFFD');
      const scanner = new XmlScanner(`<a b="${escapeXmlAttribute(value)}">${escapeXmlText(value)}</a>`);
      scanner.next();
      assert.equal(scanner.attribute('b'), carried);
      assert.equal(scanner.readText(), carried);
    }),
    { seed: 10, numRuns: 1000 },
  );
  assert.throws(() => escapeXmlText('\x01', 'refuse'), { code: 'XmlUnwritable', origin: 'local' });
  assert.throws(() => escapeXmlAttribute('\uD800', 'refuse'), { code: 'XmlUnwritable' });
  assert.equal(escapeXmlText('\uD800\x07'), '\uFFFD\uFFFD');
});
