import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Hashtable } from '../../src/psobject/collections.ts';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import { InformationalRecord, InformationRecord, ProgressRecord } from '../../src/psobject/records.ts';
import { DateTime, PSCredential, SecureString } from '../../src/psobject/values.ts';
import { clixmlCodec } from '../../src/psrp/clixml-codec.ts';
import { hostCall, hostResponse } from '../../src/psrp/host-call.ts';
import { type HostInfo, noHost } from '../../src/psrp/host-info.ts';
import { type HostMethodName, hostMethods } from '../../src/psrp/host-methods.ts';
import { decodeMessage, encodeMessage } from '../../src/psrp/message.ts';
import { type MessageType, messageTypes } from '../../src/psrp/message-type.ts';
import { definitionOf, type MessageContent, messages } from '../../src/psrp/messages/index.ts';
import { PsrpError } from '../../src/psrp/psrp-error.ts';
import { pipelineId, poolId, scriptRequest } from './core-pair.ts';

const plain = {
  encrypt: (text: string) => Buffer.from(text).toString('base64'),
  decrypt: (text: string) => Buffer.from(text, 'base64').toString(),
};
const codec = clixmlCodec();
const record = new ErrorRecord(new NetException('System.Exception', 'bad'), 'Id', 'InvalidData', 'target');
const information = new InformationRecord('data', 'source');
information.timeGenerated = new DateTime(637_000_000_000_000_000n, 'Utc');
information.tags = ['a', 'b'];

const consoleHost: HostInfo = {
  isHostNull: false,
  isHostUINull: false,
  isHostRawUINull: false,
  useRunspaceHost: false,
  defaultData: {
    foregroundColor: 'White',
    backgroundColor: 'DarkBlue',
    cursorPosition: { x: 1, y: 2 },
    windowPosition: { x: 0, y: 0 },
    cursorSize: 25,
    bufferSize: { width: 120, height: 300 },
    windowSize: { width: 120, height: 50 },
    maxWindowSize: { width: 120, height: 60 },
    maxPhysicalWindowSize: { width: 200, height: 100 },
    windowTitle: 'title',
  },
};

/** One or more examples of each type; forgetting a type does not compile. */
const examples: { readonly [T in MessageType]: readonly MessageContent<T>[] } = {
  SESSION_CAPABILITY: [{ protocolVersion: '2.3', psVersion: '2.0', serializationVersion: '1.1.0.1' }],
  INIT_RUNSPACEPOOL: [
    {
      minRunspaces: 1,
      maxRunspaces: 5,
      threadOptions: 'ReuseThread',
      apartmentState: 'UNKNOWN',
      hostInfo: consoleHost,
      applicationArguments: Hashtable.of([['a', 1]]),
    },
  ],
  PUBLIC_KEY: [{ publicKey: 'AAEC' }],
  ENCRYPTED_SESSION_KEY: [{ encryptedSessionKey: 'AAEC' }],
  PUBLIC_KEY_REQUEST: [undefined],
  CONNECT_RUNSPACEPOOL: [{}, { minRunspaces: 1, maxRunspaces: 2 }],
  RUNSPACEPOOL_INIT_DATA: [{ minRunspaces: 1, maxRunspaces: 2 }],
  RESET_RUNSPACE_STATE: [{ callId: 7n }],
  SET_MAX_RUNSPACES: [{ maxRunspaces: 3, callId: 7n }],
  SET_MIN_RUNSPACES: [{ minRunspaces: 3, callId: -7n }],
  RUNSPACE_AVAILABILITY: [
    { response: true, callId: 1n },
    { response: 12n, callId: 2n },
  ],
  RUNSPACEPOOL_STATE: [{ state: 'Opened' }],
  CREATE_PIPELINE: [
    scriptRequest('Get-Thing'),
    {
      ...scriptRequest('a'),
      isNested: true,
      powerShell: {
        commands: [
          {
            text: 'Get-Thing',
            isScript: false,
            useLocalScope: true,
            mergeMyResult: 'Error',
            mergeToResult: 'Output',
            mergePreviousResults: 'None',
            mergeError: 'Output',
            mergeWarning: 'Null',
            mergeVerbose: 'None',
            mergeDebug: 'None',
            mergeInformation: 'None',
            parameters: [{ name: 'Name', value: 'x' }, { value: 3 }],
          },
        ],
        isNested: true,
        history: 'Get-Thing x',
        redirectShellErrorOutputPipe: true,
      },
    },
  ],
  GET_AVAILABLE_RUNSPACES: [{ callId: 7n }],
  USER_EVENT: [
    {
      eventIdentifier: 1,
      sourceIdentifier: 'source',
      timeGenerated: new DateTime(637_000_000_000_000_000n, 'Utc'),
      sender: 'me',
      sourceArgs: [1, 'two'],
      messageData: 'data',
      computerName: 'SRV01',
      runspaceId: poolId,
    },
  ],
  APPLICATION_PRIVATE_DATA: [{ data: Hashtable.of([['a', 'b']]) }, {}],
  GET_COMMAND_METADATA: [{ names: ['Get-*'], commandTypes: 15, modules: ['m'] }],
  RUNSPACEPOOL_HOST_CALL: [{ callId: 1n, method: 'GetName', parameters: [] }],
  RUNSPACEPOOL_HOST_RESPONSE: [{ callId: 1n, method: 'GetName', result: 'host' }],
  PIPELINE_INPUT: ['text', null, 42],
  END_OF_PIPELINE_INPUT: [undefined],
  PIPELINE_OUTPUT: ['text', null, true],
  ERROR_RECORD: [],
  PIPELINE_STATE: [{ state: 'Completed' }, { state: 'Stopping' }],
  DEBUG_RECORD: [new InformationalRecord('Debug', 'd')],
  VERBOSE_RECORD: [new InformationalRecord('Verbose', 'v')],
  WARNING_RECORD: [new InformationalRecord('Warning', 'w')],
  PROGRESS_RECORD: [Object.assign(new ProgressRecord('a', 's'), { percentComplete: 50, currentOperation: 'op' })],
  INFORMATION_RECORD: [information],
  PIPELINE_HOST_CALL: [{ callId: -100n, method: 'WriteLine2', parameters: ['text'] }],
  PIPELINE_HOST_RESPONSE: [{ callId: 5n, method: 'PromptForChoice', result: 1 }],
};

function throughWire(value: unknown): unknown {
  return value === undefined ? null : codec.deserialize(codec.serialize(value, plain), plain);
}

for (const type of Object.keys(messageTypes) as MessageType[]) {
  test(`${type} is read as it was written`, () => {
    const definition = definitionOf(type);
    for (const content of examples[type] as readonly unknown[]) {
      assert.deepEqual(definition.decode(throughWire(definition.encode(content))), content);
    }
  });
}

test('an error record and the error of a state come back as ErrorRecords', () => {
  const read = [
    messages.ERROR_RECORD.decode(throughWire(messages.ERROR_RECORD.encode(record))),
    messages.PIPELINE_STATE.decode(throughWire(messages.PIPELINE_STATE.encode({ state: 'Failed', error: record })))
      .error,
    messages.RUNSPACEPOOL_STATE.decode(
      throughWire(messages.RUNSPACEPOOL_STATE.encode({ state: 'Broken', error: record })),
    ).error,
  ];
  for (const error of read) {
    assert.ok(error instanceof ErrorRecord);
    assert.equal(error.exception.message, 'bad');
    assert.equal(error.fullyQualifiedErrorIdOverride, 'Id');
    assert.equal(error.targetObject, 'target');
  }
});

test('a header of 40 bytes: little-endian numbers, mixed-endian identifiers', () => {
  const bytes = encodeMessage({
    destination: 'server',
    type: 'CREATE_PIPELINE',
    runspacePoolId: '00112233-4455-6677-8899-aabbccddeeff',
    pipelineId: undefined,
    payload: Buffer.from('x'),
  });
  assert.equal(
    Buffer.from(bytes).toString('hex'),
    `020000000610020033221100554477668899aabbccddeeff${'00'.repeat(16)}78`,
  );
  const message = decodeMessage(Buffer.concat([bytes.subarray(0, 40), Buffer.from('\ufeff<S />')]));
  assert.equal(message.runspacePoolId, '00112233-4455-6677-8899-aabbccddeeff');
  assert.equal(Buffer.from(message.payload).toString(), '<S />');
});

test('a message that is short, of an unknown type or for nobody is a fault', () => {
  const good = encodeMessage({
    destination: 'server',
    type: 'PIPELINE_INPUT',
    runspacePoolId: poolId,
    pipelineId,
    payload: new Uint8Array(),
  });
  for (const [offset, length] of [
    [0, 39],
    [0, 40],
    [4, 40],
  ] as const) {
    const bytes = Uint8Array.from(good.subarray(0, length));
    bytes[offset + 2] = 0xee;
    assert.throws(() => decodeMessage(bytes), { code: 'InvalidMessage', origin: 'remote' });
  }
});

test('what other clients send is understood: names in capitals, an <Objs> around, enumerations as text', () => {
  const state = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><MS><I32 N="RUNSPACESTATE">3</I32></MS></Obj></Objs>`;
  const read = (xml: string) => codec.deserialize(Buffer.from(xml), plain);
  assert.deepEqual(messages.RUNSPACEPOOL_STATE.decode(read(state)), { state: 'Closed' });
  const init = `<Obj RefId="0"><MS><I32 N="minrunspaces">1</I32><I32 N="MaxRunspaces">1</I32><S N="PSThreadOptions">default</S><I32 N="ApartmentState">2</I32><Obj N="HostInfo" RefId="3"><MS><B N="_isHostNull">true</B><B N="_isHostUINull">true</B><B N="_isHostRawUINull">true</B><B N="_useRunspaceHost">true</B></MS></Obj><Nil N="ApplicationArguments" /></MS></Obj>`;
  assert.deepEqual(messages.INIT_RUNSPACEPOOL.decode(read(init)), {
    minRunspaces: 1,
    maxRunspaces: 1,
    threadOptions: 'Default',
    apartmentState: 'UNKNOWN',
    hostInfo: noHost,
  });
  const reset = read('<Obj RefId="0"><MS><I64 N="CI">5</I64></MS></Obj>');
  assert.deepEqual(messages.RESET_RUNSPACE_STATE.decode(reset), { callId: 5n });
});

const cell = { character: 'x', foregroundColor: 'Red', backgroundColor: 'Black', bufferCellType: 0 } as const;
const rectangle = { left: 0, top: 0, right: 1, bottom: 1 };
const field = { name: 'n', label: 'l', parameterTypeName: 'String', helpMessage: 'h', isMandatory: true };
const hostExamples: Partial<Record<HostMethodName, { parameters: readonly unknown[]; result?: unknown }>> = {
  WriteLine3: { parameters: ['Red', 'Black', 'text'] },
  WriteProgress: { parameters: [3n, new ProgressRecord('a', 's')] },
  Prompt: { parameters: ['c', 'm', [field]], result: new Map([['n', 'value']]) },
  PromptForChoice: { parameters: ['c', 'm', [{ label: '&A' }], 0], result: 0 },
  PromptForChoiceMultipleSelection: { parameters: ['c', 'm', [{ label: '&A' }], [0]], result: [0, 1] },
  SetCursorPosition: { parameters: [{ x: 1, y: 2 }] },
  GetWindowSize: { parameters: [], result: { width: 80, height: 25 } },
  GetForegroundColor: { parameters: [], result: 'Cyan' },
  ReadKey: { parameters: [4], result: { virtualKeyCode: 65, character: 'a', controlKeyState: 8, keyDown: true } },
  SetBufferContents1: { parameters: [rectangle, cell] },
  SetBufferContents2: { parameters: [{ x: 0, y: 0 }, [[cell, cell]]] },
  GetBufferContents: { parameters: [rectangle], result: [[cell], [cell]] },
  ScrollBufferContents: { parameters: [rectangle, { x: 1, y: 1 }, rectangle, cell] },
  GetVersion: { parameters: [], result: '7.6.5' },
  GetInstanceId: { parameters: [], result: poolId },
  GetKeyAvailable: { parameters: [], result: false },
};

for (const [method, { parameters, result }] of Object.entries(hostExamples)) {
  test(`the host method ${method} crosses with its parameters and its result`, () => {
    const call = { callId: 1n, method: method as HostMethodName, parameters };
    assert.deepEqual(hostCall.decode(throughWire(hostCall.encode(call)), 'call'), call);
    if (result === undefined) return;
    const response = { callId: 1n, method: method as HostMethodName, result };
    assert.deepEqual(hostResponse.decode(throughWire(hostResponse.encode(response)), 'response'), response);
  });
}

test('secrets cross in host responses', () => {
  const secure = { callId: 1n, method: 'ReadLineAsSecureString', result: new SecureString('s') } as const;
  const read = hostResponse.decode(throughWire(hostResponse.encode(secure)), 'response');
  assert.equal((read.result as SecureString).reveal(), 's');
  const credential = {
    callId: 1n,
    method: 'PromptForCredential1',
    result: new PSCredential('me', new SecureString('p')),
  } as const;
  const got = hostResponse.decode(throughWire(hostResponse.encode(credential)), 'response').result as PSCredential;
  assert.deepEqual([got.userName, got.password.reveal()], ['me', 'p']);
});

test('the table of host methods has the 56 numbers, each once', () => {
  assert.deepEqual(
    Object.values(hostMethods)
      .map(({ id }) => id)
      .sort((a, b) => a - b),
    Array.from({ length: 56 }, (_, i) => i + 1),
  );
});

test('a payload of any shape is read or refused by a coded error', () => {
  const scalars = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -5, max: 9 }),
    fc.string({ maxLength: 5 }),
    fc.boolean(),
  );
  const names = fc.constantFrom(
    'ci',
    'mi',
    'mp',
    'mr',
    'PipelineState',
    'RunspaceState',
    'PowerShell',
    'Cmds',
    'HostInfo',
    'MinRunspaces',
  );
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, scalars, tie('bag'), tie('list')),
    bag: fc.dictionary(names, tie('any'), { maxKeys: 4 }),
    list: fc.array(tie('any'), { maxLength: 3 }),
  }))['any']!;
  const toXml = (item: unknown, name = ''): string => {
    const attribute = name === '' ? '' : ` N="${name}"`;
    if (item === null) return `<Nil${attribute} />`;
    if (typeof item === 'number') return `<I32${attribute}>${item}</I32>`;
    if (typeof item === 'boolean') return `<B${attribute}>${item}</B>`;
    if (typeof item === 'string') return `<S${attribute}>${item.replace(/[^a-z]/g, '')}</S>`;
    if (Array.isArray(item)) return `<Obj${attribute} RefId="1"><LST>${item.map((x) => toXml(x)).join('')}</LST></Obj>`;
    const members = Object.entries(item as object).map(([key, x]) => toXml(x, key));
    return `<Obj${attribute} RefId="1"><MS>${members.join('')}</MS></Obj>`;
  };
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(messageTypes) as MessageType[])), value, (type, content) => {
      const payload = codec.deserialize(Buffer.from(toXml(content)), plain);
      try {
        definitionOf(type).decode(payload);
      } catch (error) {
        assert.ok(error instanceof PsrpError || (error as { code?: string }).code?.startsWith('Clixml'), String(error));
      }
    }),
    { seed: 24, numRuns: 600 },
  );
});
