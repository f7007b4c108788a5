import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deserialize, deserializeDocument, serialize } from '../../src/clixml/index.ts';
import { ArrayList, Dictionary, Hashtable, OrderedDictionary, Queue, Stack } from '../../src/psobject/collections.ts';
import { MemberSet, noteValue, PSObject } from '../../src/psobject/ps-object.ts';
import { ProgressRecord } from '../../src/psobject/records.ts';
import { PSCredential, SecureString, SwitchParameter } from '../../src/psobject/values.ts';

const objs = (content: string, version = '1.1.0.1'): string =>
  `<Objs Version="${version}" xmlns="http://schemas.microsoft.com/powershell/2004/04">${content}</Objs>`;
const read = (text: string): PSObject => {
  const value = deserialize(text);
  assert.ok(value instanceof PSObject);
  return value;
};
const names = (object: PSObject): string[] =>
  [...object.members.values()].map(({ name, memberType }) => `${name} ${memberType}`);

test('an object gets the prefix on its type names, its text, and its own members before those of its type', () => {
  const object = read(
    '<Obj RefId="0"><TN RefId="0"><T>Mine.Ore</T><T>System.Object</T></TN><ToString>ore!</ToString><Props><S N="Kind">tin</S></Props><MS><I32 N="Kg">4</I32></MS></Obj>',
  );
  assert.deepEqual(object.typeNames, ['Deserialized.Mine.Ore', 'Deserialized.System.Object']);
  assert.equal(object.toStringValue, 'ore!');
  assert.equal(object.isDeserialized, true);
  assert.deepEqual(names(object), ['Kg NoteProperty', 'Kind Property']);
});

test('one prefix is enough', () => {
  const object = read('<Obj><TN><T>deserialized.X</T><T></T></TN></Obj>');
  assert.deepEqual(object.typeNames, ['deserialized.X']);
});

test('a member of the object hides the property of its type', () => {
  const object = read('<Obj><Props><I32 N="a">1</I32></Props><MS><I32 N="A">2</I32></MS></Obj>');
  assert.deepEqual(names(object), ['A NoteProperty']);
});

test('collections become what PowerShell makes of them', () => {
  const list = '<I32>1</I32><I32>2</I32>';
  assert.deepEqual(read(`<Obj><LST>${list}</LST></Obj>`).baseObject, new ArrayList([1, 2]));
  assert.deepEqual(read(`<Obj><IE>${list}</IE></Obj>`).baseObject, new ArrayList([1, 2]));
  assert.deepEqual(read(`<Obj><QUE>${list}</QUE></Obj>`).baseObject, new Queue([1, 2]));
  assert.deepEqual(read(`<Obj><STK>${list}</STK></Obj>`).baseObject, new Stack([2, 1]));
  assert.deepEqual(read('<Obj><LST /></Obj>').baseObject, new ArrayList());
});

test('a dictionary is a Hashtable, an ordered one stays ordered; keys compare without case while they can', () => {
  const entry = (key: string, value: number): string => `<En><S N="Key">${key}</S><I32 N="Value">${value}</I32></En>`;
  const plain = read(`<Obj><TN><T>Some.Map</T></TN><DCT>${entry('k', 3)}</DCT></Obj>`).baseObject;
  assert.ok(plain instanceof Hashtable);
  assert.equal(plain.get('K'), 3);
  const ordered = read(
    `<Obj><TN><T>System.Collections.Specialized.OrderedDictionary</T></TN><DCT>${entry('b', 1)}${entry('a', 2)}</DCT></Obj>`,
  ).baseObject;
  assert.ok(ordered instanceof OrderedDictionary);
  assert.deepEqual([...ordered.keys()], ['b', 'a']);
  const strict = read(`<Obj><DCT>${entry('k', 1)}${entry('K', 2)}</DCT></Obj>`).baseObject;
  assert.ok(strict instanceof Dictionary);
  assert.deepEqual(
    [...strict.entries()],
    [
      ['k', 1],
      ['K', 2],
    ],
  );
});

test('references give the same object, also inside itself', () => {
  const list = read(
    '<Obj RefId="7"><LST><Obj RefId="x"><MS><Ref N="Up" RefId="7" /></MS></Obj><Ref RefId="x" /></LST></Obj>',
  );
  const [first, second] = (list.baseObject as ArrayList).items;
  assert.equal(first, second);
  assert.equal(noteValue(first as PSObject, 'Up'), list);
});

test('an id that comes twice means the later object, as some peers write it', () => {
  const list = read(
    '<Obj><LST><Obj RefId="0"><MS><I32 N="A">1</I32></MS></Obj><Obj RefId="0" /><Ref RefId="0" /></LST></Obj>',
  );
  const items = (list.baseObject as ArrayList).items;
  assert.equal(items[2], items[1]);
});

test('type names of a reference are a copy', () => {
  const list = read('<Obj><LST><Obj><TN RefId="0"><T>X</T></TN></Obj><Obj><TNRef RefId="0" /></Obj></LST></Obj>');
  const [first, second] = (list.baseObject as ArrayList).items as [PSObject, PSObject];
  first.typeNames!.push('More');
  assert.deepEqual(second.typeNames, ['Deserialized.X']);
});

test('an enumeration value is its number with names and text', () => {
  const value = read('<Obj><TN><T>My.Color</T><T>System.Enum</T></TN><ToString>Red</ToString><I32>2</I32></Obj>');
  assert.equal(value.baseObject, 2);
  assert.equal(value.toStringValue, 'Red');
});

test('an object around an object is one object', () => {
  const value = read(
    '<Obj RefId="0"><Obj RefId="1"><TN><T>In</T></TN><I32>5</I32><MS><I32 N="A">1</I32></MS></Obj><MS><I32 N="B">2</I32></MS></Obj>',
  );
  assert.equal(value.baseObject, 5);
  assert.deepEqual(value.typeNames, ['Deserialized.In']);
  assert.deepEqual(names(value).sort(), ['A NoteProperty', 'B NoteProperty']);
});

test('member sets keep their members', () => {
  const set = read('<Obj><MS><MS N="PSStandardMembers"><I32 N="Depth">1</I32></MS></MS></Obj>').members.get(
    'psstandardmembers',
  );
  assert.ok(set instanceof MemberSet);
  assert.deepEqual(
    [...set.members.values()].map(({ name }) => name),
    ['Depth'],
  );
});

test('the types of the rehydration table become real, others never', () => {
  const cipher = { encrypt: (text: string) => text, decrypt: (text: string) => text };
  const credential = new PSCredential('u', new SecureString('p'));
  const read = deserialize(serialize(credential, { cipher }), { cipher });
  assert.ok(read instanceof PSCredential);
  assert.equal(read.password.reveal(), 'p');
  const list = deserialize(serialize([new SwitchParameter(true)])) as PSObject;
  assert.deepEqual((list.baseObject as ArrayList).items, [new SwitchParameter(true)]);
  const broken =
    '<Obj><TN><T>System.Management.Automation.PSCredential</T></TN><Props><S N="UserName">u</S></Props></Obj>';
  assert.ok(deserialize(broken) instanceof PSObject);
  const dangerous = deserialize('<Obj><TN><T>System.Diagnostics.Process</T></TN></Obj>', {
    rehydration: new Map([['Deserialized.Mine', () => 1]]),
  });
  assert.ok(dangerous instanceof PSObject);
  assert.equal(
    deserialize('<Obj><TN><T>Mine</T></TN></Obj>', { rehydration: new Map([['Deserialized.Mine', () => 1]]) }),
    1,
  );
});

test('a progress record is read', () => {
  const text = '<PR><AV>a</AV><AI>3</AI><Nil /><PI>-1</PI><PC>7</PC><T>Completed</T><SR>-1</SR><SD>s</SD></PR>';
  const record = deserialize(text);
  assert.ok(record instanceof ProgressRecord);
  assert.equal(record.percentComplete, 7);
  assert.equal(serialize(record), text);
  assert.throws(() => deserialize('<PR><AV>a</AV></PR>'), { code: 'ClixmlUnexpected' });
  assert.throws(() => deserialize(text.replace('7', 'x')), { code: 'ClixmlInvalidPrimitive' });
});

test('documents give all their values and streams; a message may come wrapped in one', () => {
  assert.deepEqual(deserializeDocument(objs('<I32>1</I32>\n <S S="Error">a</S>')), [
    { value: 1 },
    { value: 'a', stream: 'Error' },
  ]);
  assert.deepEqual(deserializeDocument(objs('')), []);
  assert.deepEqual(deserializeDocument('<Objs />'), []);
  assert.equal(deserialize(objs('<I32>1</I32>')), 1);
  assert.throws(() => deserialize(objs('<I32>1</I32><I32>2</I32>')), { code: 'ClixmlUnexpected' });
});

test('bytes are read whatever their encoding says', () => {
  assert.equal(deserialize(Buffer.from('\ufeff<S>é</S>')), 'é');
  assert.equal(deserialize(Buffer.from('\ufeff<?xml version="1.0" encoding="utf-8"?><S>é</S>', 'utf16le')), 'é');
});

test('elements may have a namespace prefix', () => {
  const text = '<p:Objs xmlns:p="http://schemas.microsoft.com/powershell/2004/04"><p:I32>1</p:I32></p:Objs>';
  assert.deepEqual(deserializeDocument(text), [{ value: 1 }]);
});

test('a later minor version may bring elements inside objects that are not known, a major one may not', () => {
  const unknown = '<Obj><New><Deep>1</Deep></New><MS><I32 N="A">1</I32></MS></Obj>';
  const [first] = deserializeDocument(objs(unknown, '1.2.0.0'));
  assert.equal(noteValue(first!.value as PSObject, 'A'), 1);
  assert.throws(() => deserializeDocument(objs(unknown)), { code: 'ClixmlUnexpected' });
  assert.throws(() => deserializeDocument(objs('<I32>1</I32>', '2.0.0.0')), { code: 'ClixmlVersion' });
  assert.throws(() => deserializeDocument(objs('<I32>1</I32>', 'x')), { code: 'ClixmlVersion' });
});

test('what is wrong has a code and the peer is at fault', () => {
  for (const [text, code] of [
    ['', 'ClixmlMalformed'],
    ['text', 'ClixmlMalformed'],
    ['<S>', 'ClixmlMalformed'],
    ['<S>a</S><S>b</S>', 'ClixmlMalformed'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><S>&a;</S>', 'ClixmlMalformed'],
    ['<S>&unknown;</S>', 'ClixmlMalformed'],
    ['<Zed>1</Zed>', 'ClixmlUnexpected'],
    ['<S><b/></S>', 'ClixmlMalformed'],
    ['<Obj>text</Obj>', 'ClixmlMalformed'],
    ['<Obj><I32>1</I32><I32>2</I32></Obj>', 'ClixmlUnexpected'],
    ['<Obj><MS><I32>1</I32></MS></Obj>', 'ClixmlUnexpected'],
    ['<Obj><TN><S>x</S></TN></Obj>', 'ClixmlUnexpected'],
    ['<Obj><DCT><I32>1</I32></DCT></Obj>', 'ClixmlUnexpected'],
    ['<Obj><DCT><En><S N="Value">v</S></En></DCT></Obj>', 'ClixmlUnexpected'],
    ['<Obj><DCT><En><S N="Key">k</S></En></DCT></Obj>', 'ClixmlUnexpected'],
    ['<Obj><DCT><En><Nil N="Key" /><S N="Value">v</S></En></DCT></Obj>', 'ClixmlUnexpected'],
    ['<Obj><DCT><En><S N="Key">k</S><Nil N="Value" /><Nil /></En></DCT></Obj>', 'ClixmlUnexpected'],
    ['<Ref RefId="9" />', 'ClixmlDanglingReference'],
    ['<Ref />', 'ClixmlUnexpected'],
    ['<Obj><TNRef RefId="4" /></Obj>', 'ClixmlDanglingReference'],
  ] as const) {
    assert.throws(() => deserialize(text), { name: 'ClixmlError', code, origin: 'remote' }, text);
  }
});

test('values nest 49 deep and no deeper', () => {
  const nested = (levels: number): string =>
    `${'<Obj><LST>'.repeat(levels)}<I32>1</I32>${'</LST></Obj>'.repeat(levels)}`;
  assert.ok(deserialize(nested(48)) instanceof PSObject);
  assert.throws(() => deserialize(nested(49)), { code: 'ClixmlLimitExceeded' });
  assert.throws(() => deserialize(nested(100_000)), { code: 'ClixmlLimitExceeded' });
  const sets = (levels: number): string => `<Obj>${'<MS N="x">'.repeat(levels)}${'</MS>'.repeat(levels)}</Obj>`;
  assert.throws(() => deserialize(sets(100_000)), { code: 'ClixmlLimitExceeded' });
});

test('objects and type names are counted', () => {
  const many = (count: number): string => `<Obj><LST>${'<Obj />'.repeat(count)}</LST></Obj>`;
  assert.ok(deserialize(many(9), { maxObjects: 10 }) instanceof PSObject);
  assert.throws(() => deserialize(many(10), { maxObjects: 10 }), { code: 'ClixmlLimitExceeded' });
  const names = `<TN RefId="0">${'<T>x</T>'.repeat(800)}</TN>`;
  const copies = `<Obj><LST><Obj>${names}</Obj>${'<Obj><TNRef RefId="0" /></Obj>'.repeat(100)}</LST></Obj>`;
  assert.throws(() => deserialize(copies, { maxObjects: 1000 }), { code: 'ClixmlLimitExceeded' });
});

test('names from outside are only names', () => {
  const object = read(
    '<Obj><MS><I32 N="__proto__">1</I32><I32 N="constructor">2</I32><I32 N="_x000A_">3</I32></MS></Obj>',
  );
  assert.equal(noteValue(object, '__proto__'), 1);
  assert.equal(noteValue(object, 'constructor'), 2);
  assert.equal(noteValue(object, '\n'), 3);
  assert.equal(noteValue(object, 'toString'), undefined);
});
