// HostInfo: what a client says of its host when a pool or a pipeline begins (MS-PSRP 2.2.3.14).
import { PSObject } from '../psobject/ps-object.ts';
import { type ConsoleColor, type Coordinates, consoleColor, coordinates, type Size, size } from './host-types.ts';
import { bag, boolean, dictionary, type FieldCodec, hashtable, int32, property, string } from './property-bag.ts';

/** The state of the host's raw user interface, which a server answers from without asking. */
export interface HostDefaultData {
  readonly foregroundColor: ConsoleColor;
  readonly backgroundColor: ConsoleColor;
  readonly cursorPosition: Coordinates;
  readonly windowPosition: Coordinates;
  readonly cursorSize: number;
  readonly bufferSize: Size;
  readonly windowSize: Size;
  readonly maxWindowSize: Size;
  readonly maxPhysicalWindowSize: Size;
  readonly windowTitle: string;
}

export interface HostInfo {
  readonly isHostNull: boolean;
  readonly isHostUINull: boolean;
  readonly isHostRawUINull: boolean;
  /** A pipeline that uses the pool's host. */
  readonly useRunspaceHost: boolean;
  readonly defaultData?: HostDefaultData;
}

/** No host of its own: a pool without one, a pipeline with the pool's. */
export const noHost: HostInfo = { isHostNull: true, isHostUINull: true, isHostRawUINull: true, useRunspaceHost: true };

/** A host with a user interface but no console behind it. */
export function hostWithInterface(defaultData?: HostDefaultData): HostInfo {
  const present = { isHostNull: false, isHostUINull: false, useRunspaceHost: false };
  return defaultData === undefined
    ? { ...present, isHostRawUINull: true }
    : { ...present, isHostRawUINull: false, defaultData };
}

// The keys of HostDefaultData, in the order of their numbers, with the .NET type that goes beside each value.
const entries: readonly (readonly [keyof HostDefaultData, string, FieldCodec<unknown>])[] = [
  ['foregroundColor', 'System.ConsoleColor', consoleColor],
  ['backgroundColor', 'System.ConsoleColor', consoleColor],
  ['cursorPosition', 'System.Management.Automation.Host.Coordinates', coordinates],
  ['windowPosition', 'System.Management.Automation.Host.Coordinates', coordinates],
  ['cursorSize', 'System.Int32', int32],
  ['bufferSize', 'System.Management.Automation.Host.Size', size],
  ['windowSize', 'System.Management.Automation.Host.Size', size],
  ['maxWindowSize', 'System.Management.Automation.Host.Size', size],
  ['maxPhysicalWindowSize', 'System.Management.Automation.Host.Size', size],
  ['windowTitle', 'System.String', string],
];

const defaultDataCodec: FieldCodec<HostDefaultData> = {
  encode: (data) => {
    const values = entries.map(([key, type, codec], number) => {
      const typed = PSObject.of(
        [
          ['T', type],
          ['V', codec.encode(data[key] as never)],
        ],
        [],
      );
      return [number, typed] as const;
    });
    return PSObject.of([['data', hashtable(values)]], []);
  },
  decode: (value, name) => {
    const values = dictionary.decode(property(value, 'data'), name);
    const read = ([key, , codec]: (typeof entries)[number], number: number) => [
      key,
      codec.decode(property(values.get(number), 'V'), key),
    ];
    return Object.fromEntries(entries.map(read)) as unknown as HostDefaultData;
  },
};

const wire = bag({
  isHostNull: ['_isHostNull', boolean],
  isHostUINull: ['_isHostUINull', boolean],
  isHostRawUINull: ['_isHostRawUINull', boolean],
  useRunspaceHost: ['_useRunspaceHost', boolean],
});

export const hostInfo: FieldCodec<HostInfo> = {
  encode: (info) => {
    const result = wire.encode(info) as PSObject;
    if (info.defaultData !== undefined)
      result.members.setNote('_hostDefaultData', defaultDataCodec.encode(info.defaultData));
    return result;
  },
  decode: (value, name) => {
    const info = wire.decode(value, name);
    const data = property(value, '_hostDefaultData');
    return data === undefined || data === null ? info : { ...info, defaultData: defaultDataCodec.decode(data, name) };
  },
};
