import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseXmlElement } from '../../src/xml/index.ts';

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
    assert.throws(() => parseXmlElement(`<a>${'<b/>'.repeat(100_000)}</a>`), { code: 'XmlLimitExceeded' });
  });
});
