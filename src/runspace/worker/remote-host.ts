// The PSHost of a runspace in a worker: every call goes to whoever opened the session, as a PSRP host call (MS-PSRP 2.2.3.17).
//
// The console of `psremoting` itself is reached the same way, so that local and remote sessions have one host.
import { product } from '../../base/product.ts';
import type {
  ChoiceDescription,
  FieldDescription,
  PSHost,
  PSHostRawUserInterface,
  PSHostUserInterface,
} from '../../host/ps-host.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import type { PSCredential, SecureString } from '../../psobject/values.ts';
import { hostCall, hostResponse, unansweredCallId } from '../../psrp/host-call.ts';
import type { HostDefaultData, HostInfo } from '../../psrp/host-info.ts';
import {
  type HostMethodName,
  type HostMethodParameters,
  type HostMethodResult,
  isAnswered,
} from '../../psrp/host-methods.ts';

/** How calls leave the worker: the bytes are CLIXML of the host call and of its response. */
export interface HostCarrier {
  call(bytes: Uint8Array): Uint8Array;
  send(bytes: Uint8Array): void;
  serialize(value: unknown): Uint8Array;
  deserialize(bytes: Uint8Array): unknown;
}

/** What a client without a console answers raw user interface properties with. */
const noConsole: HostDefaultData = {
  foregroundColor: 'Gray',
  backgroundColor: 'Black',
  cursorPosition: { x: 0, y: 0 },
  windowPosition: { x: 0, y: 0 },
  cursorSize: 25,
  bufferSize: { width: 120, height: 50 },
  windowSize: { width: 120, height: 50 },
  maxWindowSize: { width: 120, height: 50 },
  maxPhysicalWindowSize: { width: 120, height: 50 },
  windowTitle: '',
};

const setters = {
  foregroundColor: 'SetForegroundColor',
  backgroundColor: 'SetBackgroundColor',
  cursorPosition: 'SetCursorPosition',
  bufferSize: 'SetBufferSize',
  windowSize: 'SetWindowSize',
  windowTitle: 'SetWindowTitle',
} as const satisfies Partial<Record<keyof HostDefaultData, HostMethodName>>;

export interface RemoteHostOptions {
  readonly carrier: HostCarrier;
  readonly info: HostInfo;
  readonly instanceId: string;
  readonly culture: string;
  /** `exit` ran in the outermost scope. */
  readonly onExit: (exitCode: number) => void;
}

/** The host of one pipeline. */
export function remoteHost({ carrier, info, instanceId, culture, onExit }: RemoteHostOptions): PSHost {
  let lastCallId = 0n;

  const invoke = <M extends HostMethodName>(method: M, ...parameters: HostMethodParameters<M>): HostMethodResult<M> => {
    const answered = isAnswered(method);
    const callId = answered ? ++lastCallId : unansweredCallId;
    const bytes = carrier.serialize(hostCall.encode({ callId, method, parameters }));
    if (!answered) {
      carrier.send(bytes);
      return undefined as HostMethodResult<M>;
    }
    const response = hostResponse.decode(carrier.deserialize(carrier.call(bytes)), method);
    if (response.error instanceof ErrorRecord) throw ThrownException.fromRecord(response.error);
    if (response.error !== undefined)
      throw new ThrownException(
        new NetException('System.Management.Automation.Host.HostException', String(response.error)),
      );
    return response.result as HostMethodResult<M>;
  };

  const data: { -readonly [K in keyof HostDefaultData]: HostDefaultData[K] } = { ...(info.defaultData ?? noConsole) };
  const rawUI: PSHostRawUserInterface = {
    get foregroundColor() {
      return data.foregroundColor;
    },
    get backgroundColor() {
      return data.backgroundColor;
    },
    get cursorPosition() {
      return data.cursorPosition;
    },
    get bufferSize() {
      return data.bufferSize;
    },
    get windowSize() {
      return data.windowSize;
    },
    get windowTitle() {
      return data.windowTitle;
    },
    set(property, value) {
      (data as Record<string, unknown>)[property] = value;
      invoke(setters[property], value as never);
    },
    clear() {
      const cell = {
        character: ' ',
        foregroundColor: data.foregroundColor,
        backgroundColor: data.backgroundColor,
        bufferCellType: 0,
      };
      invoke('SetBufferContents1', { left: -1, top: -1, right: -1, bottom: -1 }, cell);
    },
  };

  const ui: PSHostUserInterface = {
    rawUI,
    supportsVirtualTerminal: info.defaultData !== undefined,
    write: (text, foreground, background) =>
      foreground === undefined && background === undefined
        ? invoke('Write1', text)
        : invoke('Write2', foreground ?? data.foregroundColor, background ?? data.backgroundColor, text),
    writeLine: (text, foreground, background) =>
      foreground === undefined && background === undefined
        ? invoke('WriteLine2', text)
        : invoke('WriteLine3', foreground ?? data.foregroundColor, background ?? data.backgroundColor, text),
    writeErrorLine: (text) => invoke('WriteErrorLine', text),
    writeWarningLine: (text) => invoke('WriteWarningLine', text),
    writeVerboseLine: (text) => invoke('WriteVerboseLine', text),
    writeDebugLine: (text) => invoke('WriteDebugLine', text),
    // Information records travel as a stream of their own; a host has no call for them (MS-PSRP 2.2.3.17).
    writeInformation: () => {},
    writeProgress: (sourceId, record) => invoke('WriteProgress', BigInt(sourceId), record),
    readLine: () => invoke('ReadLine') ?? '',
    readLineAsSecureString: () => invoke('ReadLineAsSecureString') as SecureString,
    prompt: (caption, message, fields) => new Map(invoke('Prompt', caption, message, fields.map(wireField))),
    promptForCredential: (caption, message, userName, targetName) =>
      (invoke('PromptForCredential1', caption, message, userName, targetName) ?? null) as PSCredential | null,
    promptForChoice: (caption, message, choices, defaultChoice) =>
      invoke('PromptForChoice', caption, message, choices as ChoiceDescription[], defaultChoice),
  };

  return {
    name: info.isHostNull ? 'Default Host' : 'ServerRemoteHost',
    version: product.psVersion,
    instanceId,
    culture,
    uiCulture: culture,
    ui: info.isHostUINull ? undefined : ui,
    setShouldExit(exitCode) {
      onExit(exitCode);
      if (!info.isHostNull) invoke('SetShouldExit', exitCode);
    },
  };
}

function wireField(field: FieldDescription) {
  return {
    name: field.name,
    label: field.label,
    parameterTypeName: field.typeName.split('.').at(-1),
    parameterTypeFullName: field.typeName,
    parameterAssemblyFullName: undefined,
    helpMessage: field.helpMessage,
    isMandatory: field.isMandatory,
    defaultValue: field.defaultValue ?? undefined,
    isFromRemoteHost: true,
    modifiedByRemotingProtocol: false,
  };
}
