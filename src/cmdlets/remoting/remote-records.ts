// What comes back from targets, as PowerShell hands it on: objects with the computer's name on them, errors with their origin.
import { deserialize, readErrorRecord, transportProtectedCipher } from '../../clixml/index.ts';
import { RemoteInvocation } from '../../engine/record-types.ts';
import type { RemoteFault } from '../../host/services.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import { baseOf, noteValue, PSObject } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { Guid } from '../../psobject/values.ts';

/** Where a record came from. */
export interface Origin {
  readonly computerName: string;
  readonly runspaceId: string;
}

const noInstance = '00000000-0000-0000-0000-000000000000';

export function decode(bytes: Uint8Array): unknown {
  return deserialize(bytes, { cipher: transportProtectedCipher });
}

/**
 * Puts PSComputerName, RunspaceId and PSShowComputerName on an object, in place of what a server says of them itself. `$null`
 * has nothing to put them on.
 */
export function tagged(value: unknown, { computerName, runspaceId }: Origin, hidesComputerName: boolean): unknown {
  if (value === null || value === automationNull) return value;
  const object = value instanceof PSObject ? value : new PSObject(value);
  object.members.delete('PSComputerName');
  object.members.delete('RunspaceId');
  object.members.setNote('PSComputerName', computerName);
  object.members.setNote('RunspaceId', new Guid(runspaceId));
  if (object.members.get('PSShowComputerName') === undefined) {
    object.members.setNote('PSShowComputerName', !hidesComputerName);
  }
  return object;
}

/** A remote error, as a RemotingErrorRecord. */
export function remoteError(bytes: Uint8Array, { computerName, runspaceId }: Origin): ErrorRecord {
  const record = readErrorRecord(decode(bytes));
  record.origin = { computerName, runspaceId, instanceId: noInstance };
  if (record.invocationInfo !== undefined) record.invocationInfo = new RemoteInvocation(record.invocationInfo);
  return record;
}

/** What a `throw` statement threw over there ends the local command too, where there is one target; undefined for other errors. */
export function terminatingException(record: ErrorRecord): ThrownException | undefined {
  const { exception } = record;
  const serialized = exception.properties.get('SerializedRemoteException');
  if (!(serialized instanceof PSObject)) return undefined;
  if (baseOf(noteValue(serialized, 'WasThrownFromThrowStatement')) !== true) return undefined;
  // The exception goes on, with its own record: that one knows nothing of where it came from.
  record.origin = undefined;
  exception.wasThrownByStatement = true;
  const thrown = ThrownException.fromRecord(record);
  thrown.fromThrow = true;
  return thrown;
}

/** The record of a connection that failed; `suffix` ends its error id. */
export function faultRecord(
  { computerName, message, errorId, errorCode }: RemoteFault,
  suffix: 'PSSessionStateBroken' | 'PSSessionOpenFailed',
  target: unknown,
): ErrorRecord {
  const exception = new NetException('System.Management.Automation.Remoting.PSRemotingTransportException', message, {
    hResult: -2146233087,
    properties: [
      ['ErrorCode', errorCode],
      ['TransportMessage', ''],
    ],
  });
  const id = errorId === undefined ? suffix : `${errorId},${suffix}`;
  const record = new ErrorRecord(exception, id, 'OpenError', target);
  record.fullyQualifiedErrorIdOverride = id;
  record.errorDetails = { message: `[${computerName}] ${message}`, recommendedAction: undefined };
  return record;
}
