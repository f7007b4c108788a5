import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeFragment } from '../../src/psrp/fragment.ts';
import { encodeMessage } from '../../src/psrp/message.ts';
import { type MessageType, messageTypes } from '../../src/psrp/message-type.ts';
import { PsrpError } from '../../src/psrp/psrp-error.ts';
import {
  type Automaton,
  Lifecycle,
  pipelineClient,
  pipelineInput,
  pipelineServer,
  poolClient,
  poolServer,
} from '../../src/psrp/state.ts';
import { CorePair, pipelineId, poolId, scriptRequest } from './core-pair.ts';

type AnyAutomaton = Automaton<string, string>;

const automata: Record<string, { table: AnyAutomaton; initial: string; final: readonly string[] }> = {
  poolClient: { table: poolClient as AnyAutomaton, initial: 'beforeOpen', final: ['closed', 'broken'] },
  poolServer: { table: poolServer as AnyAutomaton, initial: 'beforeOpen', final: ['closed'] },
  pipelineClient: {
    table: pipelineClient as AnyAutomaton,
    initial: 'notStarted',
    final: ['stopped', 'completed', 'failed'],
  },
  pipelineServer: { table: pipelineServer as AnyAutomaton, initial: 'running', final: ['closed'] },
  pipelineInput: { table: pipelineInput as AnyAutomaton, initial: 'open', final: ['ended'] },
};

for (const [name, { table, initial, final }] of Object.entries(automata)) {
  const states = Object.keys(table);
  const events = [...new Set(states.flatMap((state) => Object.keys(table[state]!)))];

  test(`${name}: every cell leads to a state of the table, and every state can be reached`, () => {
    const reached = new Set([initial]);
    for (const state of reached) {
      for (const [event, cell] of Object.entries(table[state]!)) {
        assert.ok(cell === 'ignore' || states.includes(cell!), `${state} --${event}--> ${cell}`);
        if (cell !== 'ignore') reached.add(cell!);
      }
    }
    assert.deepEqual([...reached].sort(), states.sort());
  });

  test(`${name}: a final state is never left`, () => {
    for (const state of final) {
      for (const cell of Object.values(table[state]!)) assert.ok(cell === 'ignore' || final.includes(cell!), state);
    }
  });

  test(`${name}: any order of events moves, is ignored, or faults without moving`, () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (order) => {
        const lifecycle = new Lifecycle(table, initial, 'The subject');
        for (const event of order) {
          const before = lifecycle.state;
          const isAllowed = lifecycle.allows(event);
          try {
            const moved = lifecycle.step(event);
            assert.ok(isAllowed);
            if (!moved) assert.equal(lifecycle.state, before);
          } catch (error) {
            assert.ok(error instanceof PsrpError && !isAllowed);
            assert.equal(lifecycle.state, before);
            const isMessage = event === event.toUpperCase();
            assert.equal(error.code, isMessage ? 'UnexpectedMessage' : 'InvalidState');
            assert.equal(error.origin, isMessage ? 'remote' : 'local');
          }
        }
      }),
      { seed: 22, numRuns: 200 },
    );
  });
}

// --------------------------------------------------------------------------------------- random messages against the whole cores

const types = Object.keys(messageTypes) as MessageType[];

/** A message of any type with any of a few payloads, to any of a few addresses. */
const anyMessage = fc.record({
  destination: fc.constantFrom('client' as const, 'server' as const),
  type: fc.constantFrom(...types),
  runspacePoolId: fc.constantFrom(poolId, '00000000-0000-0000-0000-000000000000', pipelineId),
  pipelineId: fc.constantFrom(undefined, pipelineId),
  payload: fc
    .constantFrom(
      '',
      '<S></S>',
      '<Nil />',
      '<I32>3</I32>',
      '<Obj RefId="0"><MS /></Obj>',
      '<Obj RefId="0"><MS><I32 N="PipelineState">4</I32><I32 N="RunspaceState">2</I32><I64 N="ci">1</I64></MS></Obj>',
      '<Obj RefId="0"><MS><I32 N="PipelineState">99</I32><I32 N="RunspaceState">5</I32><S N="mi">x</S></MS></Obj>',
      '<Obj RefId="0"><MS><Version N="protocolversion">2.3</Version><Version N="PSVersion">2.0</Version><Version N="SerializationVersion">1.1.0.1</Version></MS></Obj>',
      '<Obj RefId="0"><MS><S N="PublicKey">AAAA</S><S N="EncryptedSessionKey">AAAA</S></MS></Obj>',
      '<Obj',
    )
    .map((text) => Buffer.from(text)),
});

function asFragment(message: Parameters<typeof encodeMessage>[0], objectId: number): Uint8Array {
  const header = { objectId: BigInt(objectId), fragmentId: 0n, start: true, end: true };
  return encodeFragment({ ...header, blob: encodeMessage(message) });
}

for (const role of ['client', 'server'] as const) {
  test(`the ${role}'s cores take any messages in any order, before and after opening, without an exception`, () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(anyMessage, { maxLength: 12 }), (isOpen, messages) => {
        const pair = new CorePair();
        if (isOpen) pair.open().start(scriptRequest('$input', false));
        const core = pair[role];
        for (const [i, message] of messages.entries()) {
          for (const news of core.receive(message.pipelineId, asFragment(message, 1000 + i))) {
            assert.equal(typeof news.type, 'string');
          }
        }
        const states = role === 'client' ? Object.keys(poolClient) : Object.keys(poolServer);
        assert.ok(states.includes(core.state));
      }),
      { seed: 23, numRuns: 250 },
    );
  });
}
