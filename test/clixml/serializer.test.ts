import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClixmlAdapter,
  defaultAdapter,
  ForeignObject,
  serialize,
  serializeDocument,
} from '../../src/clixml/index.ts';
import { automationNull } from '../../src/psobject/automation-null.ts';
import { Hashtable, Queue, Stack } from '../../src/psobject/collections.ts';
import { Byte } from '../../src/psobject/numbers.ts';
import { AdaptedProperty, MemberSet, PSObject } from '../../src/psobject/ps-object.ts';
import { EnumValue, PSCredential, SecureString } from '../../src/psobject/values.ts';

const bag = (...properties: (readonly [string, unknown])[]): PSObject => PSObject.of(properties, []);
const live = (name: string, ...properties: (readonly [string, unknown])[]): ForeignObject =>
  new ForeignObject([name], `text of ${name}`, properties);

test('a document of several values is indented and names streams', () => {
  const text = serializeDocument([{ value: 1 }, { value: bag(['A', []]), stream: 'Error' }]);
  assert.equal(
    text,
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <I32>1</I32>
  <Obj S="Error" RefId="0">
    <MS>
      <Obj N="A" RefId="1">
        <TN RefId="0">
          <T>System.Object[]</T>
          <T>System.Array</T>
          <T>System.Object</T>
        </TN>
        <LST />
      </Obj>
    </MS>
  </Obj>
</Objs>`,
  );
  assert.match(serializeDocument([]), /^<Objs [^>]+ \/>$/);
});

test('a bag with no type names has none, as messages want it', () => {
  assert.equal(serialize(bag()), '<Obj RefId="0" />');
});

test('a value met twice is a reference, a cycle ends in one', () => {
  const one = bag(['N', 1]);
  assert.equal(
    serialize(Object.assign([one, one])),
    '<Obj RefId="0"><TN RefId="0"><T>System.Object[]</T><T>System.Array</T><T>System.Object</T></TN><LST><Obj RefId="1"><MS><I32 N="N">1</I32></MS></Obj><Ref RefId="1" /></LST></Obj>',
  );
  const cycle = bag();
  cycle.members.setNote('Self', cycle);
  assert.equal(serialize(cycle), '<Obj RefId="0"><MS><Ref N="Self" RefId="0" /></MS></Obj>');
});

test('type names are written once, however many lists of them there are', () => {
  const objects = Array.from({ length: 60 }, (_, at) => PSObject.of([], [`T${at % 30}`]));
  const text = serialize(bag(['All', new Queue(objects)]));
  assert.equal(text.match(/<TN /g)?.length, 31);
  assert.equal(text.match(/<TNRef /g)?.length, 30);
  assert.match(text, /<Obj RefId="60"><TNRef RefId="29" \/><\/Obj>|<Obj RefId="61"><TNRef RefId="30" \/><\/Obj>/);
});

test('properties of a live object become texts when the depth is used up; collections and notes cost nothing', () => {
  const inner = live('Inner', ['X', 1]);
  const outer = live('Outer', ['In', inner], ['List', [inner]]);
  assert.equal(
    serialize(outer),
    '<Obj RefId="0"><TN RefId="0"><T>Outer</T></TN><ToString>text of Outer</ToString><Props><S N="In">text of Inner</S><Obj N="List" RefId="1"><TN RefId="1"><T>System.Object[]</T><T>System.Array</T><T>System.Object</T></TN><LST><S>text of Inner</S></LST></Obj></Props></Obj>',
  );
  assert.match(
    serialize(outer, { depth: 2 }),
    /<Obj N="In" RefId="1"><TN RefId="1"><T>Inner<\/T><\/TN><ToString>text of Inner<\/ToString><Props><I32 N="X">1<\/I32>/,
  );
  assert.match(serialize(bag(['A', bag(['B', inner])])), /<Props><I32 N="X">1/);
  assert.throws(() => serialize(1, { depth: 0 }), RangeError);
});

test('a credential is whole at any depth', () => {
  const credential = new PSCredential('u', new SecureString('p'));
  const text = serializeDocument([{ value: live('Holder', ['Credential', credential]) }]);
  assert.match(text, /<S N="UserName">u<\/S>\s*<SS N="Password">7000<\/SS>/);
});

test('a deserialized object keeps its properties at the depth limit, and its text', () => {
  const deserialized = PSObject.of([], ['Deserialized.T']);
  deserialized.isDeserialized = true;
  deserialized.toStringValue = 'the text';
  deserialized.members.set(new AdaptedProperty('P', 1));
  deserialized.members.setNote('Note', 2);
  assert.match(
    serialize(live('Holder', ['Value', deserialized])),
    /<Obj N="Value" RefId="1"><TN RefId="1"><T>Deserialized.T<\/T><\/TN><ToString>the text<\/ToString><Props><I32 N="P">1<\/I32><\/Props><MS><I32 N="Note">2<\/I32><\/MS><\/Obj>/,
  );
});

test('the fiftieth level is replaced by a text', () => {
  let value = bag(['End', 1]);
  for (let level = 0; level < 60; level++) value = bag(['In', value]);
  const text = serialize(value);
  assert.equal(text.match(/<Obj /g)?.length, 49);
  assert.match(text, /<S N="In">Serialized XML is nested too deeply\.<\/S>/);
});

test('member sets nest inside MS', () => {
  const object = bag();
  const set = new MemberSet('PSStandardMembers');
  set.members.setNote('Depth', 1);
  set.members.set(new MemberSet('Inner'));
  object.members.set(set);
  assert.equal(
    serialize(object),
    '<Obj RefId="0"><MS><MS N="PSStandardMembers"><I32 N="Depth">1</I32><MS N="Inner" /></MS></MS></Obj>',
  );
});

test('an enumeration value carries its number, Int32 where it fits and the adapter says nothing', () => {
  const big = new EnumValue('E', 2n ** 40n, 'Big');
  assert.match(serialize(big), /<T>E<\/T><T>System.Enum<\/T>.*<ToString>Big<\/ToString><I64>1099511627776<\/I64>/);
  const adapter: ClixmlAdapter = { ...defaultAdapter, enumNumberOf: ({ value }) => new Byte(Number(value)) };
  assert.match(serialize(new EnumValue('E', 3, 'Three'), { adapter }), /<By>3<\/By>/);
});

test('a stack is written from its top, a queue from its head', () => {
  assert.match(serialize(new Stack([1, 2])), /<STK><I32>2<\/I32><I32>1<\/I32><\/STK>/);
  assert.match(serialize(new Queue([1, 2])), /<QUE><I32>1<\/I32><I32>2<\/I32><\/QUE>/);
});

test('the value of nothing is written as null', () => {
  assert.match(serialize([automationNull]), /<LST><Nil \/><\/LST>/);
});

test('names of properties are data, whatever they say', () => {
  const text = serialize(bag(['__proto__', 1], ['constructor', Hashtable.of([['toString', 2]])]));
  assert.match(text, /<I32 N="__proto__">1<\/I32>/);
  assert.match(text, /<S N="Key">toString<\/S><I32 N="Value">2<\/I32>/);
});

test('an adapter gives collections, type members, depth, and values that travel as text', () => {
  class Bunch {}
  const adapter: ClixmlAdapter = {
    ...defaultAdapter,
    typeNamesOf: (base) => (base instanceof Bunch ? ['Bunch'] : defaultAdapter.typeNamesOf(base)),
    propertiesOf: (base) => (base instanceof Bunch ? [['Count', 1]] : defaultAdapter.propertiesOf(base)),
    containerOf: (base) => (base instanceof Bunch ? { kind: 'enumerable', items: [7] } : undefined),
    typeMembersOf: (value) => (value instanceof ForeignObject ? [['Alias', 'a']] : []),
    serializationDepthOf: (value) => (value instanceof ForeignObject && value.text.endsWith('Deep') ? 2 : undefined),
    stringFormOf: (value) => (value instanceof ForeignObject && value.text.endsWith('Texty') ? 'short' : undefined),
  };
  assert.equal(
    serialize(new Bunch(), { adapter }),
    '<Obj RefId="0"><TN RefId="0"><T>Bunch</T></TN><IE><I32>7</I32></IE><Props><I32 N="Count">1</I32></Props></Obj>',
  );
  assert.equal(serialize(live('Texty'), { adapter }), '<S>short</S>');
  assert.match(serialize(live('Deep', ['A', live('B', ['C', live('D')])]), { adapter }), /<S N="C">text of D<\/S>/);
  assert.match(serialize(live('Any'), { adapter }), /<MS><S N="Alias">a<\/S><\/MS>/);
});
