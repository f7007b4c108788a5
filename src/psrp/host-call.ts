// Host calls and their responses, the same for a pool and for a pipeline (MS-PSRP 2.2.2.15, 2.2.2.16, 2.2.2.27, 2.2.2.28).
import { ArrayList } from '../psobject/collections.ts';
import type { ErrorRecord } from '../psobject/error-record.ts';
import { PSObject } from '../psobject/ps-object.ts';
import { EnumValue } from '../psobject/values.ts';
import { type HostMethodName, hostMethodCodecs, hostMethodOf } from './host-methods.ts';
import { type FieldCodec, int32, int64, itemsOf, property } from './property-bag.ts';
import { peerFault } from './psrp-error.ts';
import { errorRecordField } from './records.ts';

/** The call id of a method that is not answered. */
export const unansweredCallId = -100n;

export interface HostCall {
  readonly callId: bigint;
  readonly method: HostMethodName;
  /** As many as the method has; null where the server sent none. */
  readonly parameters: readonly unknown[];
}

export interface HostResponse {
  readonly callId: bigint;
  readonly method: HostMethodName;
  /** Undefined when the method failed or gave null. */
  readonly result?: unknown;
  /** What the method threw. */
  readonly error?: ErrorRecord;
}

const methodId: FieldCodec<HostMethodName> = {
  encode: (method) =>
    new EnumValue('System.Management.Automation.Remoting.RemoteHostMethodId', hostMethodCodecs(method).id, method),
  decode: (value, name) => {
    const method = hostMethodOf(int32.decode(value, name));
    if (method === undefined) throw peerFault('InvalidMessage', 'A host call names an unknown method.');
    return method;
  },
};

export const hostCall: FieldCodec<HostCall> = {
  encode: ({ callId, method, parameters }) => {
    const codecs = hostMethodCodecs(method).parameters;
    const encoded = parameters.map((value, i) => (value === null ? null : codecs[i]!.encode(value)));
    return PSObject.of(
      [
        ['ci', int64.encode(callId)],
        ['mi', methodId.encode(method)],
        ['mp', new ArrayList(encoded)],
      ],
      [],
    );
  },
  decode: (value, name) => {
    const method = methodId.decode(property(value, 'mi'), name);
    const codecs = hostMethodCodecs(method).parameters;
    const sent = itemsOf(property(value, 'mp')) ?? [];
    if (sent.length !== codecs.length) {
      throw peerFault(
        'InvalidMessage',
        `The host method ${method} has ${codecs.length} parameters, ${sent.length} came.`,
      );
    }
    const parameters = sent.map((item, i) => (item === null ? null : codecs[i]!.decode(item, `${method}[${i}]`)));
    return { callId: int64.decode(property(value, 'ci'), name), method, parameters };
  },
};

export const hostResponse: FieldCodec<HostResponse> = {
  encode: ({ callId, method, result, error }) => {
    const message = PSObject.of([], []);
    const codec = hostMethodCodecs(method).returns;
    if (result !== undefined && result !== null && codec !== undefined)
      message.members.setNote('mr', codec.encode(result));
    if (error !== undefined) message.members.setNote('me', errorRecordField.encode(error));
    message.members.setNote('ci', int64.encode(callId));
    message.members.setNote('mi', methodId.encode(method));
    return message;
  },
  decode: (value, name) => {
    const method = methodId.decode(property(value, 'mi'), name);
    const callId = int64.decode(property(value, 'ci'), name);
    const returned = property(value, 'mr');
    const thrown = property(value, 'me') ?? undefined;
    const error = thrown === undefined ? undefined : errorRecordField.decode(thrown, 'me');
    const codec = hostMethodCodecs(method).returns;
    const result =
      returned === undefined || returned === null ? undefined : codec?.decode(returned, `${method} result`);
    return { callId, method, ...(result === undefined ? {} : { result }), ...(error === undefined ? {} : { error }) };
  },
};
