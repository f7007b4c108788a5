import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ANONYMOUS_ADDRESS,
  decodeEnvelope,
  decodeRequestHeaders,
  decodeResponse,
  encodeFaultResponse,
  encodeRequest,
  encodeResponse,
  FAULTS,
  type FaultName,
  formatDuration,
  makeFault,
  NAMESPACES,
  OPERATIONS,
  optionOf,
  parseDuration,
  selectorOf,
  WsmanError,
} from '../../src/wsman/index.ts';

const MINIMAL = { action: 'urn:a', to: 'http://h/wsman', messageId: 'uuid:1' } as const;

const withHeader = (extra: string): Buffer =>
  Buffer.from(encodeRequest(MINIMAL, '').toString().replace('</s:Header>', `${extra}</s:Header>`));

const headersOf = (bytes: Uint8Array) => decodeRequestHeaders(decodeEnvelope(bytes).header);

describe('headers', () => {
  it('survive a round trip', () => {
    const headers = {
      ...MINIMAL,
      replyTo: ANONYMOUS_ADDRESS,
      resourceUri: 'http://schemas.microsoft.com/powershell/Microsoft.PowerShell',
      maxEnvelopeSize: 512_000,
      operationTimeout: 60_500,
      locale: 'en-US',
      dataLocale: 'de-DE',
      sessionId: 'uuid:2',
      activityId: 'uuid:5',
      operationId: 'uuid:3',
      sequenceId: 7,
      compressionType: 'xpress',
      selectors: new Map([['ShellId', '<&>"']]),
      options: [{ name: '__proto__', value: 'a\tb', mustComply: true, type: 'xs:string' }],
    };
    const decoded = headersOf(encodeRequest(headers, ''));
    assert.deepEqual(decoded, headers);
    assert.equal(selectorOf(decoded, 'shellid'), '<&>"');
    assert.equal(optionOf(decoded, '__PROTO__'), 'a\tb');
    assert.equal(optionOf(decoded, 'constructor'), undefined);
  });

  it('refuse an unknown header only when it must be understood', () => {
    assert.equal(headersOf(withHeader('<x xmlns="urn:u">1</x>')).action, 'urn:a');
    for (const value of ['true', '1']) {
      assert.throws(() => headersOf(withHeader(`<x xmlns="urn:u" s:mustUnderstand="${value}"/>`)), {
        faultName: 'mustUnderstand',
      });
    }
  });

  it('refuse what is there twice, wrong, or meant for another address', () => {
    for (const [extra, faultName] of [
      ['<a:MessageID>uuid:2</a:MessageID>', 'invalidHeader'],
      ['<w:MaxEnvelopeSize>many</w:MaxEnvelopeSize>', 'invalidHeader'],
      ['<w:OperationTimeout>60</w:OperationTimeout>', 'invalidHeader'],
      ['<w:OperationTimeout>P1Y</w:OperationTimeout>', 'invalidHeader'],
      ['<a:ReplyTo><a:Address>http://elsewhere/</a:Address></a:ReplyTo>', 'invalidHeader'],
      ['<w:SelectorSet><w:Selector>x</w:Selector></w:SelectorSet>', 'unexpectedSelectors'],
      [
        '<w:SelectorSet><w:Selector Name="a">x</w:Selector><w:Selector Name="a"/></w:SelectorSet>',
        'unexpectedSelectors',
      ],
      [`<w:OptionSet>${'<w:Option Name="a"/>'.repeat(65)}</w:OptionSet>`, 'invalidOption'],
    ] as const) {
      assert.throws(() => headersOf(withHeader(extra)), { name: 'FaultError', faultName }, extra);
    }
    for (const name of ['Action', 'To', 'MessageID']) {
      const without = encodeRequest(MINIMAL, '')
        .toString()
        .replace(new RegExp(`<a:${name}[^>]*>[^<]*</a:${name}>`), '');
      assert.throws(() => headersOf(Buffer.from(without)), { faultName: 'headerRequired' }, name);
    }
  });
});

describe('envelopes', () => {
  it('name the fault for what is not one', () => {
    const cases: readonly (readonly [string, FaultName])[] = [
      ['', 'invalidXml'],
      ['<s:Envelope', 'invalidXml'],
      ['<!DOCTYPE a><a/>', 'invalidXml'],
      ['<Envelope/>', 'soapVersionMismatch'],
      ['<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>', 'soapVersionMismatch'],
      [`<Envelope xmlns="${NAMESPACES.s}"/>`, 'invalidBody'],
      ['<a/>', 'invalidXml'],
      [
        `<s:Envelope xmlns:s="${NAMESPACES.s}"><s:Body>${'<a>'.repeat(80)}${'</a>'.repeat(80)}</s:Body></s:Envelope>`,
        'invalidXml',
      ],
    ];
    for (const [text, faultName] of cases) {
      assert.throws(() => decodeEnvelope(Buffer.from(text)), { name: 'FaultError', faultName }, text.slice(0, 60));
    }
    assert.throws(() => decodeEnvelope(Buffer.from([0x3c, 0xff])), { faultName: 'unsupportedEncoding' });
  });

  it('are read in UTF-16 as well, and with an encoding declared that is not theirs', () => {
    const text = `<?xml version="1.0" encoding="utf-16"?>${encodeRequest(MINIMAL, '')}`;
    assert.equal(headersOf(Buffer.from(text)).action, 'urn:a');
    assert.equal(headersOf(Buffer.from(`\uFEFF${text}`, 'utf16le')).action, 'urn:a');
  });

  it('carry every fault of the table to the client', () => {
    for (const name of Object.keys(FAULTS) as FaultName[]) {
      const fault = makeFault(name, 'SRV01', 'what <exactly>');
      const bytes = encodeFaultResponse({ messageId: 'uuid:1', relatesTo: 'uuid:2' }, fault);
      assert.throws(
        () => decodeResponse(bytes),
        (error: WsmanError) => {
          assert.deepEqual(error.fault, fault, name);
          assert.equal(error.faultCode, FAULTS[name].code);
          assert.equal(error.message, 'what <exactly>');
          assert.equal(error.origin, 'remote');
          return true;
        },
      );
    }
  });

  it('end every change of a byte in an envelope or a fault', () => {
    const { receive } = OPERATIONS;
    const whole = encodeResponse(
      { action: receive.responseAction, messageId: 'uuid:1' },
      receive.encodeResponse({
        streams: [{ name: 'stdout', data: Buffer.from('data') }],
        commandState: { state: 'Done', exitCode: 0 },
      }),
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(3), (at, byte, cut) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        const bytes = cut === 0 ? changed.subarray(0, at) : changed;
        try {
          receive.decodeResponse(decodeResponse(bytes).body);
        } catch (error) {
          const { name } = error as Error;
          assert.ok(error instanceof WsmanError || name === 'XmlError', String(error));
        }
      }),
      { seed: 3, numRuns: 1500 },
    );
  });
});

describe('operations', () => {
  it('keep fragments as they are', () => {
    const data = Buffer.from([0, 1, 254, 255]);
    const { create, send } = OPERATIONS;
    const request = {
      inputStreams: 'stdin pr',
      outputStreams: 'stdout',
      creationXml: data,
      environment: new Map([['__proto__', '1']]),
    };
    const round = <T>(encode: string, decode: (body: ReturnType<typeof decodeEnvelope>['body']) => T): T =>
      decode(decodeEnvelope(encodeRequest(MINIMAL, encode)).body);
    assert.deepEqual(round(create.encodeRequest(request), create.decodeRequest), request);
    const sent = { streams: [{ name: 'pr', commandId: 'C', data, end: true }] };
    assert.deepEqual(round(send.encodeRequest(sent), send.decodeRequest), sent);
  });

  it('refuse binary content that is not base64', () => {
    const { send } = OPERATIONS;
    for (const text of ['AAA', 'AA=A', 'A A A', '\u00e9AAA', 'AAAA====', 'AA&amp;A']) {
      const body = decodeEnvelope(
        encodeRequest(MINIMAL, `<rsp:Send><rsp:Stream Name="stdin">${text}</rsp:Stream></rsp:Send>`),
      ).body;
      assert.throws(() => send.decodeRequest(body), { name: 'XmlError' }, text);
    }
  });
});

describe('durations', () => {
  it('are read and written in the forms of Windows and its clients', () => {
    const cases = [
      ['PT60S', 60_000],
      ['PT7200.000S', 7_200_000],
      ['PT2147483.647S', 2_147_483_647],
      ['P0DT0H0M0S', 0],
      ['P1DT2H3M4.5S', 93_784_500],
      ['PT1M', 60_000],
    ] as const;
    for (const [text, milliseconds] of cases) assert.equal(parseDuration(text), milliseconds, text);
    for (const text of [
      '',
      'P',
      'PT',
      'P1Y',
      'P1M',
      '-PT1S',
      'PT-1S',
      '60',
      'P1DT',
      'PT1H1H',
      'PT99999999999999999S',
    ]) {
      assert.equal(parseDuration(text), undefined, text);
    }
    assert.equal(formatDuration(7_200_000), 'PT7200.000S');
  });
});
