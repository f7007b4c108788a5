import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type XmlErrorCode, XmlScanner, type XmlScannerOptions } from '../../src/xml/index.ts';

/** Every token of a document in one line of notation. */
function scan(source: string | Uint8Array, options?: XmlScannerOptions): string {
  const scanner = new XmlScanner(source, options);
  let out = '';
  for (let token = scanner.next(); token !== 'eof'; token = scanner.next()) {
    if (token === 'text') out += JSON.stringify(scanner.text);
    else if (token === 'end') out += `</${scanner.name}>`;
    else {
      const { namespace } = scanner;
      out += `<${namespace === '' ? '' : `{${namespace}}`}${scanner.name}`;
      for (let index = 0; index < scanner.attributeCount; index++) {
        const of = scanner.attributeNamespace(index);
        out += ` ${of === '' ? '' : `{${of}}`}${scanner.attributeName(index)}=${JSON.stringify(scanner.attributeValue(index))}`;
      }
      out += '>';
    }
  }
  return out;
}

const refuses = (source: string | Uint8Array, code: XmlErrorCode, options?: XmlScannerOptions): void => {
  assert.throws(() => scan(source, options), { name: 'XmlError', code, origin: 'remote' }, String(source).slice(0, 80));
};

describe('XmlScanner', () => {
  it('gives start, text and end; an empty element gives both tags', () => {
    assert.equal(scan('<a x="1" y=\'2\'>t<b/></a >'), '<a x="1" y="2">"t"<b></b></a>');
  });

  it('joins text, CDATA and references, and leaves out comments', () => {
    assert.equal(scan('<a>1<!-- 2 -->&lt;<![CDATA[<&>]]>&#x41;&#66;</a>'), '<a>"1<<&>AB"</a>');
    assert.equal(scan('<a><!-- only --></a>'), '<a></a>');
    assert.equal(scan('<!-- c --> <a/> <!-- d -->\n'), '<a></a>');
  });

  it('normalises line ends in text and white space in attributes', () => {
    assert.equal(scan('<a b="x\r\ny\tz&#10;">1\r\n2\r3</a>'), '<a b="x y z\\n">"1\\n2\\n3"</a>');
  });

  it('resolves namespaces where they are declared and forgets them after', () => {
    assert.equal(
      scan('<p:a xmlns:p="u" xmlns="d" p:x="1" x="2"><b xmlns=""/><b xmlns:p="v"><p:c/></b><p:d/></p:a>'),
      '<{u}p:a {u}p:x="1" x="2"><b></b><{d}b><{v}p:c></p:c></b><{u}p:d></p:d></p:a>',
    );
    assert.equal(scan('<a xml:lang="en"/>'), '<a {http://www.w3.org/XML/1998/namespace}xml:lang="en"></a>');
  });

  it('reads UTF-8 and both orders of UTF-16, marked or not, whatever encoding is declared', () => {
    const text = '<?xml version="1.0" encoding="utf-16"?><a>é€😀</a>';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    const marked = (mark: number[], bytes: Buffer) => Buffer.concat([Buffer.from(mark), bytes]);
    for (const bytes of [
      Buffer.from(text),
      marked([0xef, 0xbb, 0xbf], Buffer.from(text)),
      little,
      big,
      marked([0xff, 0xfe], little),
      marked([0xfe, 0xff], big),
    ]) {
      assert.equal(scan(bytes), '<a>"é€😀"</a>');
    }
    refuses(Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]), 'XmlEncoding');
    refuses(Buffer.from([0xff, 0xfe, 0x3c]), 'XmlEncoding');
  });

  it('refuses document types and processing instructions wherever they stand', () => {
    refuses('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'XmlForbidden');
    refuses('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'XmlForbidden');
    refuses('<?target data?><a/>', 'XmlForbidden');
    refuses('<a><?target data?></a>', 'XmlForbidden');
    refuses('<a/><?xml version="1.0"?>', 'XmlForbidden');
  });

  it('refuses what is not well-formed', () => {
    for (const source of [
      '',
      '  ',
      'x',
      '<a>',
      '<a',
      '<a b',
      '<a b=',
      '<a b=1/>',
      '<a b="1',
      '<a b="<"/>',
      '<a b="1"c="2"/>',
      '<a b="1" b="2"/>',
      '<a xmlns:p="u" xmlns:q="u" p:x="" q:x=""/>',
      '<a xmlns:p="u" xmlns:p="v"/>',
      '<a xmlns:p=""/>',
      '<a xmlns:xml="u"/>',
      '<a xmlns:xmlns="u"/>',
      '<p:a/>',
      '<a p:x=""/>',
      '<a:b:c xmlns:a="u"/>',
      '<:a/>',
      '<a:/>',
      '<1a/>',
      '<a></b>',
      '<a></ab>',
      '</a>',
      '<a/><b/>',
      '<a/>x',
      '<a/>&#32;',
      '<a>&unknown;</a>',
      '<a>&</a>',
      '<a>&#0;</a>',
      '<a>&#xD800;</a>',
      '<a>&#x110000;</a>',
      '<a b="&x;"/>',
      '<a>]]></a>',
      '<a><![CDATA[</a>',
      '<a><!-- -- --></a>',
      '<a><!-- </a>',
      '<a>\x01</a>',
      '<a>\uFFFF</a>',
      '<a>\uD800</a>',
      '<![CDATA[x]]><a/>',
      '<!ELEMENT a>',
      '<?xml version="1.1"?><a/>',
      '<?xml encoding="utf-8"?><a/>',
    ]) {
      refuses(source, 'XmlMalformed');
    }
  });

  it('keeps each limit at its value and refuses one over', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    scan(nested(256));
    refuses(nested(257), 'XmlLimitExceeded');
    const attributes = (count: number) => `<a${Array.from({ length: count }, (_, i) => ` a${i}=""`).join('')}/>`;
    scan(attributes(64));
    refuses(attributes(65), 'XmlLimitExceeded');
    scan(`<${'n'.repeat(1024)}/>`);
    refuses(`<${'n'.repeat(1025)}/>`, 'XmlLimitExceeded');
    scan('<a>12345</a>', { maxTextLength: 5 });
    refuses('<a>123456</a>', 'XmlLimitExceeded', { maxTextLength: 5 });
    refuses('<a>123<!-- -->456</a>', 'XmlLimitExceeded', { maxTextLength: 5 });
    refuses('<a b="123456"/>', 'XmlLimitExceeded', { maxTextLength: 5 });
    refuses('<a xmlns:a="1" xmlns:b="2"><b xmlns:c="3"/></a>', 'XmlLimitExceeded', { maxNamespaces: 2 });
  });

  it('accepts control characters when told to, as PowerShell does in CLIXML', () => {
    assert.equal(scan('<a>\x01&#x2;&#xD800;</a>', { allowAnyCharacter: true }), '<a>"\\u0001\\u0002\\ud800"</a>');
  });

  it('reads a text element, skips a subtree, and says what it did not expect', () => {
    const scanner = new XmlScanner('<a> <b>x<!-- -->y</b><c><d>1</d><e/></c><f/> </a>');
    assert.equal(scanner.nextTag(), 'start');
    assert.equal(scanner.nextTag(), 'start');
    assert.equal(scanner.readText(), 'xy');
    assert.equal(scanner.nextTag(), 'start');
    scanner.skip();
    assert.equal(scanner.name, 'c');
    assert.equal(scanner.nextTag(), 'start');
    assert.equal(scanner.readText(), '');
    assert.equal(scanner.nextTag(), 'end');
    assert.equal(scanner.nextTag(), 'eof');
    const wrong = new XmlScanner('<a>x<b/></a>');
    wrong.next();
    assert.throws(() => wrong.readText(), { code: 'XmlUnexpected' });
    const text = new XmlScanner('<a>x</a>');
    text.next();
    assert.throws(() => text.nextTag(), { code: 'XmlUnexpected' });
  });

  it('resolves names that look like members of objects', () => {
    assert.equal(scan('<__proto__ constructor="1"/>'), '<__proto__ constructor="1"></__proto__>');
  });
});
