// The methods of PSHost that a server may call at its client: number, parameters, result (MS-PSRP 2.2.3.17, 2.2.6).

import { ArrayList, Hashtable } from '../psobject/collections.ts';
import { PSObject } from '../psobject/ps-object.ts';
import {
  type BufferCell,
  bufferCell,
  choiceDescription,
  consoleColor,
  coordinates,
  credential,
  fieldDescription,
  keyInfo,
  rectangle,
  secureString,
  size,
} from './host-types.ts';
import {
  anything,
  boolean,
  dictionary,
  type FieldCodec,
  guid,
  int32,
  int64,
  itemsOf,
  list,
  property,
  string,
  version,
} from './property-bag.ts';
import { peerFault } from './psrp-error.ts';
import { progressRecordField } from './records.ts';

interface HostMethodShape {
  readonly id: number;
  readonly parameters: readonly FieldCodec<unknown>[];
  /** Absent for a method that gives nothing, which is never answered. */
  readonly returns?: FieldCodec<unknown>;
}

/** A rectangle of cells as the array of rank two that MS-PSRP 2.2.6.1.4 describes: elements and the two lengths. */
const bufferCells: FieldCodec<readonly (readonly BufferCell[])[]> = {
  encode: (rows) =>
    PSObject.of(
      [
        ['mae', new ArrayList(rows.flat().map((cell) => bufferCell.encode(cell)))],
        ['mal', new ArrayList([rows.length, rows[0]?.length ?? 0])],
      ],
      [],
    ),
  decode: (value, name) => {
    const cells = itemsOf(property(value, 'mae'));
    const [height = 0, width = 0] = list(int32).decode(property(value, 'mal'), name);
    if (cells === undefined || height < 0 || width < 0 || cells.length !== height * width) {
      throw peerFault('InvalidMessage', `The property ${name} is not an array of rank two.`);
    }
    const row = (y: number) => cells.slice(y * width, (y + 1) * width).map((cell) => bufferCell.decode(cell, name));
    return Array.from({ length: height }, (_, y) => row(y));
  },
};

/** What the user filled in: field name to value. */
const promptResults: FieldCodec<ReadonlyMap<string, unknown>> = {
  encode: (results) => Hashtable.of(results),
  decode: (value, name) =>
    new Map([...dictionary.decode(value, name).entries()].map(([key, item]) => [string.decode(key, name), item])),
};

/** Every method under the name of its RemoteHostMethodId. */
export const hostMethods = {
  GetName: { id: 1, parameters: [], returns: string },
  GetVersion: { id: 2, parameters: [], returns: version },
  GetInstanceId: { id: 3, parameters: [], returns: guid },
  GetCurrentCulture: { id: 4, parameters: [], returns: string },
  GetCurrentUICulture: { id: 5, parameters: [], returns: string },
  SetShouldExit: { id: 6, parameters: [int32] },
  EnterNestedPrompt: { id: 7, parameters: [] },
  ExitNestedPrompt: { id: 8, parameters: [] },
  NotifyBeginApplication: { id: 9, parameters: [] },
  NotifyEndApplication: { id: 10, parameters: [] },
  ReadLine: { id: 11, parameters: [], returns: string },
  ReadLineAsSecureString: { id: 12, parameters: [], returns: secureString },
  Write1: { id: 13, parameters: [string] },
  Write2: { id: 14, parameters: [consoleColor, consoleColor, string] },
  WriteLine1: { id: 15, parameters: [] },
  WriteLine2: { id: 16, parameters: [string] },
  WriteLine3: { id: 17, parameters: [consoleColor, consoleColor, string] },
  WriteErrorLine: { id: 18, parameters: [string] },
  WriteDebugLine: { id: 19, parameters: [string] },
  WriteProgress: { id: 20, parameters: [int64, progressRecordField] },
  WriteVerboseLine: { id: 21, parameters: [string] },
  WriteWarningLine: { id: 22, parameters: [string] },
  Prompt: { id: 23, parameters: [string, string, list(fieldDescription)], returns: promptResults },
  PromptForCredential1: { id: 24, parameters: [string, string, string, string], returns: credential },
  PromptForCredential2: { id: 25, parameters: [string, string, string, string, int32, int32], returns: credential },
  PromptForChoice: { id: 26, parameters: [string, string, list(choiceDescription), int32], returns: int32 },
  GetForegroundColor: { id: 27, parameters: [], returns: consoleColor },
  SetForegroundColor: { id: 28, parameters: [consoleColor] },
  GetBackgroundColor: { id: 29, parameters: [], returns: consoleColor },
  SetBackgroundColor: { id: 30, parameters: [consoleColor] },
  GetCursorPosition: { id: 31, parameters: [], returns: coordinates },
  SetCursorPosition: { id: 32, parameters: [coordinates] },
  GetWindowPosition: { id: 33, parameters: [], returns: coordinates },
  SetWindowPosition: { id: 34, parameters: [coordinates] },
  GetCursorSize: { id: 35, parameters: [], returns: int32 },
  SetCursorSize: { id: 36, parameters: [int32] },
  GetBufferSize: { id: 37, parameters: [], returns: size },
  SetBufferSize: { id: 38, parameters: [size] },
  GetWindowSize: { id: 39, parameters: [], returns: size },
  SetWindowSize: { id: 40, parameters: [size] },
  GetWindowTitle: { id: 41, parameters: [], returns: string },
  SetWindowTitle: { id: 42, parameters: [string] },
  GetMaxWindowSize: { id: 43, parameters: [], returns: size },
  GetMaxPhysicalWindowSize: { id: 44, parameters: [], returns: size },
  GetKeyAvailable: { id: 45, parameters: [], returns: boolean },
  ReadKey: { id: 46, parameters: [int32], returns: keyInfo },
  FlushInputBuffer: { id: 47, parameters: [] },
  SetBufferContents1: { id: 48, parameters: [rectangle, bufferCell] },
  SetBufferContents2: { id: 49, parameters: [coordinates, bufferCells] },
  GetBufferContents: { id: 50, parameters: [rectangle], returns: bufferCells },
  ScrollBufferContents: { id: 51, parameters: [rectangle, coordinates, rectangle, bufferCell] },
  PushRunspace: { id: 52, parameters: [anything] },
  PopRunspace: { id: 53, parameters: [] },
  GetIsRunspacePushed: { id: 54, parameters: [], returns: boolean },
  GetRunspace: { id: 55, parameters: [], returns: anything },
  PromptForChoiceMultipleSelection: {
    id: 56,
    parameters: [string, string, list(choiceDescription), list(int32)],
    returns: list(int32),
  },
} as const satisfies Record<string, HostMethodShape>;

export type HostMethodName = keyof typeof hostMethods;

type ValueOf<C> = C extends FieldCodec<infer T> ? T : never;

type ValuesOf<T extends readonly unknown[]> = { -readonly [I in keyof T]: ValueOf<T[I]> };

/** The parameters of a method, in order; PowerShell sends null for an absent text or credential. */
export type HostMethodParameters<M extends HostMethodName> = ValuesOf<(typeof hostMethods)[M]['parameters']>;

/** What a method gives; undefined for one that gives nothing. */
export type HostMethodResult<M extends HostMethodName> = (typeof hostMethods)[M] extends { readonly returns: infer R }
  ? ValueOf<R>
  : undefined;

const nameOfId: ReadonlyMap<number, HostMethodName> = new Map(
  Object.entries(hostMethods).map(([name, { id }]) => [id, name as HostMethodName]),
);

/** The name of a method's number, or undefined. */
export function hostMethodOf(id: number): HostMethodName | undefined {
  return nameOfId.get(id);
}

/** The codecs of a method, as far as code needs them that handles any method. */
export function hostMethodCodecs(method: HostMethodName): {
  readonly id: number;
  readonly parameters: readonly FieldCodec<unknown>[];
  readonly returns: FieldCodec<unknown> | undefined;
} {
  const { id, parameters, returns } = hostMethods[method] as HostMethodShape;
  return {
    id,
    parameters: parameters as readonly FieldCodec<unknown>[],
    returns: returns as FieldCodec<unknown> | undefined,
  };
}

/** True when the server waits for an answer. */
export function isAnswered(method: HostMethodName): boolean {
  return 'returns' in hostMethods[method];
}
