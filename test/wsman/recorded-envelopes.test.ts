// Every envelope that Windows and pypsrp exchanged, of the operations there are: decoded, encoded again, compared.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  decodeEnvelope,
  decodeFault,
  decodeRequestHeaders,
  decodeResponseHeaders,
  encodeFaultResponse,
  encodeRequest,
  encodeResponse,
  OPERATIONS,
  type Operation,
  operationOfAction,
  parseDuration,
} from '../../src/wsman/index.ts';
import { parseXmlElement, type XmlAttribute, type XmlElement } from '../../src/xml/index.ts';
import { readRecordings, recordingsMissing } from './recorded.ts';

/** Elements whose text is a duration, which has more than one spelling. */
const DURATIONS = new Set([
  'OperationTimeout',
  'IdleTimeOut',
  'MaxIdleTimeOut',
  'Lifetime',
  'ShellRunTime',
  'ShellInactivity',
]);

/** An element as data: prefixes, order between different names, and spelling of durations do not count. */
function canonical(element: XmlElement): unknown {
  const name = `{${element.namespace}}${element.name}`;
  const children = element.children.map((child) => canonical(child) as { name: string });
  return {
    name,
    attributes: element.attributes.map(attributeOf).sort(),
    text: textOf(element),
    children: children.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

/** pypsrp writes booleans as Python prints them. */
const attributeOf = ({ namespace, name, value }: XmlAttribute): string =>
  `{${namespace}}${name}=${/^(?:True|False)$/.test(value) ? value.toLowerCase() : value}`;

function textOf(element: XmlElement): unknown {
  if (DURATIONS.has(element.name)) return parseDuration(element.text) ?? element.text;
  // A fault's qualified names have prefixes in their text.
  if (element.name === 'Value') return element.resolve(element.text);
  return element.text;
}

const equal = (encoded: Buffer, recorded: string, where: string): void =>
  assert.deepEqual(canonical(parseXmlElement(encoded)), canonical(parseXmlElement(recorded)), where);

const operationOf = (action: string): Operation<unknown, unknown> | undefined => {
  const name = operationOfAction(action);
  return name === undefined ? undefined : (OPERATIONS[name] as Operation<unknown, unknown>);
};

describe('recorded envelopes', { skip: recordingsMissing }, () => {
  it('decode and encode again to equal documents, requests, responses and faults', () => {
    const counts = { requests: 0, responses: 0, faults: 0, later: 0 };
    for (const { name, exchanges } of readRecordings()) {
      for (const [index, { request, response }] of exchanges.entries()) {
        const where = `${name}, exchange ${index}`;
        const decoded = decodeEnvelope(Buffer.from(request));
        // One recording sends a negative timeout on purpose; Windows' answer to it is tested below.
        if (request.includes('PT-1S')) continue;
        const headers = decodeRequestHeaders(decoded.header);
        const operation = operationOf(headers.action);
        if (operation === undefined) {
          counts.later++;
          continue;
        }
        equal(encodeRequest(headers, operation.encodeRequest(operation.decodeRequest(decoded.body))), request, where);
        counts.requests++;
        if (response === undefined) continue;
        const answer = decodeEnvelope(Buffer.from(response));
        const answerHeaders = decodeResponseHeaders(answer.header);
        assert.match(answerHeaders.relatesTo ?? '', /^uuid:/, where);
        const fault = decodeFault(answer.body[0]);
        if (fault === undefined) {
          assert.equal(answerHeaders.action, operation.responseAction, where);
          const body = operation.encodeResponse(operation.decodeResponse(answer.body));
          equal(encodeResponse(answerHeaders, body), response, where);
          counts.responses++;
        } else {
          assert.notEqual(fault.detail, undefined, where);
        }
      }
      for (const [index, { response }] of exchanges.entries()) {
        if (response === undefined) continue;
        const answer = decodeEnvelope(Buffer.from(response));
        const fault = decodeFault(answer.body[0]);
        if (fault === undefined) continue;
        equal(encodeFaultResponse(decodeResponseHeaders(answer.header), fault), response, `${name}, fault ${index}`);
        counts.faults++;
      }
    }
    assert.ok(counts.requests > 325 && counts.responses > 300 && counts.faults >= 6, JSON.stringify(counts));
  });

  it('read a negative OperationTimeout as Windows does', () => {
    const recorded = readRecordings().flatMap(({ exchanges }) => exchanges);
    const { request, response } = recorded.find((exchange) => exchange.request.includes('PT-1S'))!;
    const windows = decodeFault(decodeEnvelope(Buffer.from(response!)).body[0])!;
    assert.throws(() => decodeRequestHeaders(decodeEnvelope(Buffer.from(request)).header), {
      name: 'FaultError',
      faultCode: windows.detail!.code,
      detailMessage: windows.detail!.message,
    });
  });
});
