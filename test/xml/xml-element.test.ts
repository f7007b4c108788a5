import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseXmlElement } from '../../src/xml/index.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of heap that what `make` returns keeps alive. */
function retained(make: () => unknown): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const kept = make();
  collectGarbage();
  const grown = process.memoryUsage().heapUsed - before;
  return kept === undefined ? 0 : grown;
}

describe('parseXmlElement', () => {
  it('reads names, attributes, children and text', () => {
    const root = parseXmlElement('<s:E xmlns:s="S" xmlns="D" s:x="1" x="2"> <I n="a">one</I><I>two<J/></I></s:E>');
    assert.ok(root.is('S', 'E'));
    assert.equal(root.attribute('S', 'x'), '1');
    assert.equal(root.attribute('', 'x'), '2');
    assert.deepEqual(
      root.childrenNamed('D', 'I').map((child) => child.text),
      ['one', 'two'],
    );
    assert.equal(root.child('D', 'J'), undefined);
    assert.equal(root.children[1]!.child('D', 'J')!.name, 'J');
  });

  it('resolves qualified names in text at their place', () => {
    const root = parseXmlElement('<a xmlns:p="U"><b xmlns:p="V">p:x</b><c>p:x</c></a>');
    assert.deepEqual(root.children[0]!.resolve('p:x'), { namespace: 'V', name: 'x' });
    assert.deepEqual(root.children[1]!.resolve('p:x'), { namespace: 'U', name: 'x' });
    assert.deepEqual(root.resolve('x'), { namespace: '', name: 'x' });
    assert.equal(root.resolve('q:x'), undefined);
  });

  it('refuses what follows the root, and more elements than it may hold', () => {
    assert.throws(() => parseXmlElement('<a/><b/>'), { code: 'XmlMalformed' });
    assert.throws(() => parseXmlElement('<a/>text'), { code: 'XmlMalformed' });
    assert.throws(() => parseXmlElement(`<a>${'<b/>'.repeat(20_000)}</a>`), { code: 'XmlLimitExceeded' });
  });

  it('keeps less than 10 MiB for the worst that fits into an envelope of 500 KiB', () => {
    const size = 500 * 1024;
    const documents = [
      `<a>${'<b/>'.repeat(19_999)}</a>`,
      `<a>${'<b c=""/>'.repeat(19_999)}</a>`,
      `<a>${`<b${Array.from({ length: 64 }, (_, index) => ` a${index}=""`).join('')}/>`.repeat(1100)}</a>`,
      `<a>${'<b xmlns:p="u"/>'.repeat(19_999)}</a>`,
      `${'<a xmlns:p="u">'.repeat(255)}${'</a>'.repeat(255)}`,
      `<a>${'&amp;'.repeat(size / 5 - 2)}</a>`,
      `<a>${'x<!---->'.repeat(size / 8 - 2)}</a>`,
      `<a>${'<![CDATA[]]>'.repeat(size / 12 - 2)}</a>`,
      `<a ${'x'.repeat(1024)}="${'y'.repeat(size - 2000)}"/>`,
    ];
    for (const document of documents) {
      assert.ok(document.length <= size, `${document.length}`);
      const bytes = Buffer.from(document);
      const grown = retained(() => parseXmlElement(bytes));
      assert.ok(grown < 10 * 1024 * 1024, `${document.slice(0, 40)} keeps ${grown} bytes`);
    }
  });
});
