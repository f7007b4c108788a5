// The structures that host calls carry, under the field names that .NET's own private fields have (MS-PSRP 2.2.3.1 to 2.2.3.3,
// 2.2.3.24 to 2.2.3.30).
import { type ConsoleColor, consoleColors } from '../psobject/console-color.ts';
import { Char } from '../psobject/numbers.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { PSCredential, SecureString } from '../psobject/values.ts';
import {
  anything,
  type BagOf,
  bag,
  boolean,
  enumeration,
  type FieldCodec,
  int32,
  numbered,
  optional,
  property,
  string,
} from './property-bag.ts';
import { peerFault } from './psrp-error.ts';

export type { ConsoleColor };
/** In host calls enumerations are bare numbers. PowerShell sends -1 for "no colour"; it reads as Gray. */
export const consoleColor: FieldCodec<ConsoleColor> = (() => {
  const codec = numbered(enumeration('System.ConsoleColor', consoleColors));
  return { ...codec, decode: (value, name) => (baseOf(value) === -1 ? 'Gray' : codec.decode(value, name)) };
})();

const coordinatesFields = { x: ['x', int32], y: ['y', int32] } as const;
export type Coordinates = BagOf<typeof coordinatesFields>;
export const coordinates: FieldCodec<Coordinates> = bag(coordinatesFields);

const sizeFields = { width: ['width', int32], height: ['height', int32] } as const;
export type Size = BagOf<typeof sizeFields>;
export const size: FieldCodec<Size> = bag(sizeFields);

const rectangleFields = {
  left: ['left', int32],
  top: ['top', int32],
  right: ['right', int32],
  bottom: ['bottom', int32],
} as const;
export type Rectangle = BagOf<typeof rectangleFields>;
export const rectangle: FieldCodec<Rectangle> = bag(rectangleFields);

/** One UTF-16 code unit; some peers send it as a string of one. */
export const character: FieldCodec<string> = {
  encode: (value) => new Char(value.charCodeAt(0) || 0),
  decode: (value, name) => {
    const base = baseOf(value);
    return base instanceof Char ? base.toString() : string.decode(value, name);
  },
};

const keyInfoFields = {
  virtualKeyCode: ['virtualKeyCode', int32],
  character: ['character', character],
  /** ControlKeyStates, flags. */
  controlKeyState: ['controlKeyState', int32],
  keyDown: ['keyDown', boolean],
} as const;
export type KeyInfo = BagOf<typeof keyInfoFields>;
export const keyInfo: FieldCodec<KeyInfo> = bag(keyInfoFields);

const bufferCellFields = {
  character: ['character', character],
  foregroundColor: ['foregroundColor', consoleColor],
  backgroundColor: ['backgroundColor', consoleColor],
  /** 0 a complete cell, 1 leading, 2 trailing half of a wide character. */
  bufferCellType: ['bufferCellType', int32],
} as const;
export type BufferCell = BagOf<typeof bufferCellFields>;
export const bufferCell: FieldCodec<BufferCell> = bag(bufferCellFields);

const fieldDescriptionFields = {
  name: ['name', string],
  label: ['label', optional(string)],
  parameterTypeName: ['parameterTypeName', optional(string)],
  parameterTypeFullName: ['parameterTypeFullName', optional(string)],
  parameterAssemblyFullName: ['parameterAssemblyFullName', optional(string)],
  helpMessage: ['helpMessage', optional(string)],
  isMandatory: ['isMandatory', optional(boolean)],
  defaultValue: ['defaultValue', optional(anything)],
  isFromRemoteHost: ['isFromRemoteHost', optional(boolean)],
  modifiedByRemotingProtocol: ['modifiedByRemotingProtocol', optional(boolean)],
} as const;
/** One field of a prompt. */
export type FieldDescription = BagOf<typeof fieldDescriptionFields>;
export const fieldDescription: FieldCodec<FieldDescription> = bag(fieldDescriptionFields);

const choiceDescriptionFields = { label: ['label', string], helpMessage: ['helpMessage', optional(string)] } as const;
/** One choice; its label has `&` before the hot key. */
export type ChoiceDescription = BagOf<typeof choiceDescriptionFields>;
export const choiceDescription: FieldCodec<ChoiceDescription> = bag(choiceDescriptionFields);

export const secureString: FieldCodec<SecureString> = {
  encode: (value) => value,
  decode: (value, name) => {
    const base = baseOf(value);
    if (base instanceof SecureString) return base;
    throw peerFault('InvalidMessage', `The property ${name} is not a SecureString.`);
  },
};

/** A credential; peers whose serializer knows no PSCredential send a bag with its two properties. */
export const credential: FieldCodec<PSCredential> = {
  encode: (value) => value,
  decode: (value, name) => {
    const base = baseOf(value);
    if (base instanceof PSCredential) return base;
    const userName = property(value, 'UserName');
    return new PSCredential(string.decode(userName, name), secureString.decode(property(value, 'Password'), name));
  },
};
