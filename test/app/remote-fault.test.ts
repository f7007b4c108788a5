import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remoteFault } from '../../src/app/remote-fault.ts';
import { ClientError } from '../../src/client/index.ts';
import { HttpError, type HttpErrorCode } from '../../src/http/http-error.ts';
import { type Fault, WsmanError } from '../../src/wsman/index.ts';

const topic = ' For more information, see the about_Remote_Troubleshooting Help topic.';

test('the message names the computer and the reason, for opening and for using a session', () => {
  const error = new ClientError('OpenFailed', 'outer', {
    cause: new HttpError('AuthenticationFailed', 'Access is denied. '),
  });
  assert.equal(
    remoteFault(error, 'SRV01', 'open').message,
    `Connecting to remote server SRV01 failed with the following error message : Access is denied.${topic}`,
  );
  assert.equal(
    remoteFault(error, 'SRV01', 'use').message,
    `Processing data from remote server SRV01 failed with the following error message: Access is denied.${topic}`,
  );
});

const ids: readonly (readonly [HttpErrorCode, string])[] = [
  ['HostNotFound', 'ComputerNotFound'],
  ['ConnectionRefused', 'CannotConnect'],
  ['ConnectionLost', 'WinRMOperationAborted'],
  ['TimedOut', 'WinRMOperationTimeout'],
  ['AuthenticationFailed', 'AccessDenied'],
  ['HostNotTrusted', 'ServerNotTrusted'],
  ['UnencryptedRefused', '-2144108322'],
];
for (const [code, errorId] of ids) {
  test(`${code} is ${errorId}`, () => {
    const fault = remoteFault(new ClientError('OpenFailed', 'x', { cause: new HttpError(code, 'y') }), 'SRV01', 'open');
    assert.deepEqual([fault.errorId, fault.errorCode, fault.computerName], [errorId, 0, 'SRV01']);
  });
}

test('a fault of the service is known by its number, signed; an unknown one is its number', () => {
  const faultOf = (faultCode: number) => {
    const fault = { detail: { code: faultCode } } as unknown as Fault;
    const cause = new WsmanError('WsmanFault', 'the fault', { fault, origin: 'remote' });
    const { errorId, errorCode } = remoteFault(new ClientError('OpenFailed', 'x', { cause }), 'SRV01', 'open');
    return [errorId, errorCode];
  };
  assert.deepEqual(faultOf(5), ['AccessDenied', 5]);
  assert.deepEqual(faultOf(2150858770), ['CannotConnect', -2144108526]);
  assert.deepEqual(faultOf(2150858999), ['-2144108297', -2144108297]);
});

test('what is no error of this project keeps its text', () => {
  const fault = remoteFault(new Error('something else'), 'SRV01', 'use');
  assert.match(fault.message, /error message: something else For more/);
  assert.deepEqual([fault.errorId, fault.errorCode], [undefined, 0]);
  assert.match(remoteFault('a text', 'SRV01', 'use').message, /a text/);
});
