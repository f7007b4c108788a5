// A failed connection in PowerShell's words: the message with the computer's name, and what its error id begins with.
import { CodedError } from '../base/coded-error.ts';
import type { RemoteFault } from '../host/services.ts';
import type { HttpErrorCode } from '../http/http-error.ts';
import { WsmanError } from '../wsman/index.ts';

/** The first part of the error id, by the number of the WSMan fault, as PowerShell's WSMan client maps them. */
const idOfFault: ReadonlyMap<number, string> = new Map([
  [5, 'AccessDenied'],
  [14, 'ServerOutOfMemory'],
  [53, 'NetworkPathNotFound'],
  [995, 'WinRMOperationAborted'],
  [1115, 'ShutDownInProgress'],
  [1311, 'AuthenticationFailed'],
  [1326, 'LogonFailure'],
  [-2144108485, 'InvalidResourceUri'],
  [-2144108542, 'InvalidResourceUri'],
  [-2144108526, 'CannotConnect'],
  [-2144108250, 'WinRMOperationTimeout'],
  [-2144108269, 'URLNotAvailable'],
  [-2144108270, 'CannotConnectWinRMService'],
  [-2144108083, 'CannotConnectAlreadyConnected'],
  [-2144108453, 'CannotConnectTargetSessionDoesNotExist'],
  [-2144108116, 'RemoteSessionDisallowed'],
]);

/** The same for what happens before there is a service that could give a fault. */
const idOfHttpError: { readonly [C in HttpErrorCode]: string } = {
  HostNotFound: 'ComputerNotFound',
  ConnectionRefused: 'CannotConnect',
  ConnectionLost: 'WinRMOperationAborted',
  TimedOut: 'WinRMOperationTimeout',
  Aborted: 'WinRMOperationAborted',
  CertificateUntrusted: '12175',
  AuthenticationFailed: 'AccessDenied',
  AuthenticationUnsupported: 'InvalidAuthentication',
  HostNotTrusted: 'ServerNotTrusted',
  UnencryptedRefused: '-2144108322',
  BadResponse: 'ImproperResponse',
  ResponseTooLarge: 'ImproperResponse',
  BadEncryptedBody: 'ImproperResponse',
  BodyTooLarge: 'ImproperResponse',
};

/** The deepest cause that is an error of this project: the one that knows what happened. */
function rootOf(error: unknown): CodedError | undefined {
  let found: CodedError | undefined;
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof CodedError) found = at;
  return found;
}

/** The number that PowerShell shows as ErrorCode, and the name that it has in error ids. */
function identityOf(error: CodedError | undefined): Pick<RemoteFault, 'errorId' | 'errorCode'> {
  if (error instanceof WsmanError && error.faultCode !== undefined) {
    // Fault codes are unsigned on the wire and signed in error ids.
    const errorCode = error.faultCode | 0;
    return { errorCode, errorId: idOfFault.get(errorCode) ?? String(errorCode) };
  }
  return { errorCode: 0, errorId: error === undefined ? undefined : idOfHttpError[error.code as HttpErrorCode] };
}

const topic = ' For more information, see the about_Remote_Troubleshooting Help topic.';

/** @param phase whether the session was being opened, or broke while it was used. */
export function remoteFault(error: unknown, computerName: string, phase: 'open' | 'use'): RemoteFault {
  const root = rootOf(error);
  const reason = (root?.message ?? (error instanceof Error ? error.message : String(error))).trim();
  const message =
    phase === 'open'
      ? `Connecting to remote server ${computerName} failed with the following error message : ${reason}${topic}`
      : `Processing data from remote server ${computerName} failed with the following error message: ${reason}${topic}`;
  return { computerName, message, ...identityOf(root) };
}
