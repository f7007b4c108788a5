// WS-Management as MS-WSMV uses it: envelopes, addressing, faults, and one file per operation.

export { base64Capacity, decodeBase64, encodeBase64 } from './base64.ts';
export { formatDuration, parseDuration } from './duration.ts';
export {
  asFault,
  decodeEnvelope,
  decodeResponse,
  type Envelope,
  encodeBareEnvelope,
  encodeFaultResponse,
  encodeRequest,
  encodeResponse,
} from './envelope.ts';
export {
  decodeFault,
  encodeFault,
  type Fault,
  FaultError,
  faultMessage,
  makeFault,
  type WsmanFaultDetail,
} from './fault.ts';
export { FAULTS, type FaultDefinition, type FaultName } from './faults.ts';
export {
  decodeRequestHeaders,
  decodeResponseHeaders,
  optionOf,
  type RequestHeaders,
  type ResponseHeaders,
  selectorOf,
  type WsmanOption,
} from './headers.ts';
export { ANONYMOUS_ADDRESS, NAMESPACES, POWERSHELL_NAMESPACE, POWERSHELL_RESOURCE_PREFIX } from './namespaces.ts';
export type { CommandRequest, CommandResponse } from './operations/command.ts';
export type { ConnectRequest, ConnectResponse } from './operations/connect.ts';
export type { CreateRequest, CreateResponse } from './operations/create.ts';
export { type IdentifyResponse, isIdentify } from './operations/identify.ts';
export { OPERATIONS, type OperationName, operationOfAction } from './operations/index.ts';
export type { Body, Operation } from './operations/operation.ts';
export type { CommandState as ReceivedCommandState, ReceiveRequest, ReceiveResponse } from './operations/receive.ts';
export type { SendRequest } from './operations/send.ts';
export type { ShellDescription } from './operations/shell-description.ts';
export { SIGNALS, type SignalRequest } from './operations/signal.ts';
export type { Stream } from './operations/stream.ts';
export {
  COMMAND_STATES,
  type CommandEvent,
  type CommandState,
  Lifecycle,
  SHELL_STATES,
  type ShellState,
} from './state.ts';
export { WsmanError, type WsmanErrorCode } from './wsman-error.ts';
