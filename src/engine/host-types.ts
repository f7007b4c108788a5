// $Host and its user interface as .NET types: what scripts reach of InternalHost, InternalHostUserInterface and RawUI.
import { construct, defineType, method, property, type TypeDefinition } from '../conversion/index.ts';
import type { ConsoleColor, PSHost, PSHostRawUserInterface, PSHostUserInterface } from '../host/ps-host.ts';
import { Hashtable } from '../psobject/collections.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { Guid, Version } from '../psobject/values.ts';
import type { HostObject } from './host-object.ts';
import { currentRunspace } from './net-members.ts';
import { toText } from './text.ts';

const automation = 'System.Management.Automation';
const assembly = automation;
const hosts = `${automation}.Host`;
const internal = `${automation}.Internal.Host`;

/** InternalHostUserInterface: `ui` is undefined where the client has none. */
class UserInterfaceObject {
  readonly ui: PSHostUserInterface | undefined;
  constructor(ui: PSHostUserInterface | undefined) {
    this.ui = ui;
  }
  get [netTypeName](): string {
    return `${internal}.InternalHostUserInterface`;
  }
  /** Whoever asks needs somebody who answers; whoever only tells does not. */
  get asked(): PSHostUserInterface {
    return this.ui ?? currentRunspace().cannotPrompt('');
  }
}

class RawUserInterfaceObject {
  readonly raw: PSHostRawUserInterface;
  constructor(raw: PSHostRawUserInterface) {
    this.raw = raw;
  }
  get [netTypeName](): string {
    return `${internal}.InternalHostRawUserInterface`;
  }
}

/** System.Management.Automation.Host.Size and .Coordinates: two numbers and their names. */
class Pair {
  readonly typeName: string;
  readonly first: number;
  readonly second: number;
  constructor(typeName: string, first: number, second: number) {
    this.typeName = typeName;
    this.first = first;
    this.second = second;
  }
  get [netTypeName](): string {
    return this.typeName;
  }
}

class Choice {
  label: string;
  helpMessage: string;
  constructor(label: string, helpMessage = '') {
    this.label = label;
    this.helpMessage = helpMessage;
  }
  get [netTypeName](): string {
    return `${hosts}.ChoiceDescription`;
  }
}

class Field {
  readonly name: string;
  label = '';
  helpMessage = '';
  typeName = 'System.String';
  isMandatory = true;
  defaultValue: unknown = null;
  constructor(name: string) {
    this.name = name;
  }
  get [netTypeName](): string {
    return `${hosts}.FieldDescription`;
  }
}

const sizeName = `${hosts}.Size`;
const coordinatesName = `${hosts}.Coordinates`;

const pairType = (name: string, first: string, second: string): TypeDefinition =>
  defineType<Pair>({
    name,
    kind: 'struct',
    assembly,
    toText: (self) => `${self.first},${self.second}`,
    equals: (a, b) => b instanceof Pair && a.first === b.first && a.second === b.second,
    defaultValue: () => new Pair(name, 0, 0),
    members: () => [
      construct(`${name} new(int first, int second)`, (a: number, b: number) => new Pair(name, a, b)),
      property(`int ${first} {get;}`, (self: Pair) => self.first),
      property(`int ${second} {get;}`, (self: Pair) => self.second),
    ],
  });

const rawPairs = {
  BufferSize: ['bufferSize', sizeName],
  WindowSize: ['windowSize', sizeName],
  CursorPosition: ['cursorPosition', coordinatesName],
} as const;

const rawType = defineType<RawUserInterfaceObject>({
  name: `${internal}.InternalHostRawUserInterface`,
  assembly,
  base: `${hosts}.PSHostRawUserInterface`,
  members: () => [
    ...(['ForegroundColor', 'BackgroundColor'] as const).map((name) => {
      const key = name === 'ForegroundColor' ? 'foregroundColor' : 'backgroundColor';
      return property(
        `System.ConsoleColor ${name} {get;set;}`,
        ({ raw }: RawUserInterfaceObject) => raw[key],
        ({ raw }: RawUserInterfaceObject, value: { text: string }) => raw.set(key, value.text),
      );
    }),
    ...Object.entries(rawPairs).map(([name, [key, type]]) =>
      property(
        `${type} ${name} {get;set;}`,
        ({ raw }: RawUserInterfaceObject) => {
          const value = raw[key];
          return 'width' in value ? new Pair(type, value.width, value.height) : new Pair(type, value.x, value.y);
        },
        ({ raw }: RawUserInterfaceObject, { first, second }: Pair) =>
          raw.set(key, type === sizeName ? { width: first, height: second } : { x: first, y: second }),
      ),
    ),
    property(
      'string WindowTitle {get;set;}',
      ({ raw }: RawUserInterfaceObject) => raw.windowTitle,
      ({ raw }: RawUserInterfaceObject, value: string) => raw.set('windowTitle', value),
    ),
  ],
});

/** The lines that a user interface is told, with the streams' names in them. */
const tellers = {
  WriteErrorLine: (ui: PSHostUserInterface, text: string) => ui.writeErrorLine(text),
  WriteWarningLine: (ui: PSHostUserInterface, text: string) => ui.writeWarningLine(text),
  WriteVerboseLine: (ui: PSHostUserInterface, text: string) => ui.writeVerboseLine(text),
  WriteDebugLine: (ui: PSHostUserInterface, text: string) => ui.writeDebugLine(text),
};

const colors = 'System.ConsoleColor foregroundColor, System.ConsoleColor backgroundColor';
const textOf = (color: { text: string }) => color.text as ConsoleColor;

const userInterfaceType = defineType<UserInterfaceObject>({
  name: `${internal}.InternalHostUserInterface`,
  assembly,
  base: `${hosts}.PSHostUserInterface`,
  members: () => [
    property(`${hosts}.PSHostRawUserInterface RawUI {get;}`, ({ ui }: UserInterfaceObject) =>
      ui === undefined ? null : new RawUserInterfaceObject(ui.rawUI),
    ),
    property(
      'bool SupportsVirtualTerminal {get;}',
      ({ ui }: UserInterfaceObject) => ui?.supportsVirtualTerminal === true,
    ),
    method('void Write(string value)', ({ ui }: UserInterfaceObject, text: string) => ui?.write(text)),
    method(
      `void Write(${colors}, string value)`,
      ({ ui }: UserInterfaceObject, front: { text: string }, back: { text: string }, text: string) =>
        ui?.write(text, textOf(front), textOf(back)),
    ),
    method('void WriteLine()', ({ ui }: UserInterfaceObject) => ui?.writeLine('')),
    method('void WriteLine(string value)', ({ ui }: UserInterfaceObject, text: string) => ui?.writeLine(text)),
    method(
      `void WriteLine(${colors}, string value)`,
      ({ ui }: UserInterfaceObject, front: { text: string }, back: { text: string }, text: string) =>
        ui?.writeLine(text, textOf(front), textOf(back)),
    ),
    ...Object.entries(tellers).map(([name, tell]) =>
      method(`void ${name}(string message)`, ({ ui }: UserInterfaceObject, text: string) => ui && tell(ui, text)),
    ),
    method('string ReadLine()', (self: UserInterfaceObject) => self.asked.readLine()),
    method('securestring ReadLineAsSecureString()', (self: UserInterfaceObject) => self.asked.readLineAsSecureString()),
    method(
      'int PromptForChoice(string caption, string message, System.Object[] choices, int defaultChoice)',
      (self: UserInterfaceObject, caption: string, message: string, choices: readonly unknown[], chosen: number) =>
        self.asked.promptForChoice(caption, message, choices.map(choiceOf), chosen),
    ),
    method(
      'pscredential PromptForCredential(string caption, string message, string userName, string targetName)',
      (self: UserInterfaceObject, caption: string, message: string, user: string, target: string) =>
        self.asked.promptForCredential(caption, message, user, target),
    ),
    method(
      'System.Object Prompt(string caption, string message, System.Object[] descriptions)',
      (self: UserInterfaceObject, caption: string, message: string, fields: readonly unknown[]) =>
        Hashtable.of(self.asked.prompt(caption, message, fields.map(fieldOf))),
    ),
  ],
});

const choiceOf = (value: unknown): Choice => (value instanceof Choice ? value : new Choice(toText(value)));
const fieldOf = (value: unknown): Field => (value instanceof Field ? value : new Field(toText(value)));

const choiceType = defineType<Choice>({
  name: `${hosts}.ChoiceDescription`,
  assembly,
  members: () => [
    construct(`${hosts}.ChoiceDescription new(string label)`, (label: string) => new Choice(label)),
    construct(
      `${hosts}.ChoiceDescription new(string label, string helpMessage)`,
      (label: string, help: string) => new Choice(label, help),
    ),
    property('string Label {get;}', (self: Choice) => self.label),
    property(
      'string HelpMessage {get;set;}',
      (self: Choice) => self.helpMessage,
      (self: Choice, value: string) => {
        self.helpMessage = value;
      },
    ),
  ],
});

const fieldType = defineType<Field>({
  name: `${hosts}.FieldDescription`,
  assembly,
  members: () => [
    construct(`${hosts}.FieldDescription new(string name)`, (name: string) => new Field(name)),
    property('string Name {get;}', (self: Field) => self.name),
    property('string ParameterTypeFullName {get;}', (self: Field) => self.typeName),
    property(
      'string Label {get;set;}',
      (self: Field) => self.label,
      (self: Field, value: string) => {
        self.label = value;
      },
    ),
    property(
      'string HelpMessage {get;set;}',
      (self: Field) => self.helpMessage,
      (self: Field, value: string) => {
        self.helpMessage = value;
      },
    ),
    property(
      'bool IsMandatory {get;set;}',
      (self: Field) => self.isMandatory,
      (self: Field, value: boolean) => {
        self.isMandatory = value;
      },
    ),
    method('void SetParameterType(type parameterType)', (self: Field, type: { fullName: string }) => {
      self.typeName = type.fullName;
    }),
  ],
});

function versionOf(text: string): Version {
  const [major = 0, minor = 0, build = -1] = text.split('.').map(Number);
  return new Version(major, minor, build);
}

const hostOf = ({ host }: HostObject): PSHost => host;

const hostType = defineType<HostObject>({
  name: `${internal}.InternalHost`,
  assembly,
  base: `${hosts}.PSHost`,
  members: () => [
    property('string Name {get;}', (self: HostObject) => hostOf(self).name),
    property('version Version {get;}', (self: HostObject) => versionOf(hostOf(self).version)),
    property('guid InstanceId {get;}', (self: HostObject) => new Guid(hostOf(self).instanceId)),
    property(`${hosts}.PSHostUserInterface UI {get;}`, (self: HostObject) => new UserInterfaceObject(hostOf(self).ui)),
    property('cultureinfo CurrentCulture {get;}', (self: HostObject) => hostOf(self).culture),
    property('cultureinfo CurrentUICulture {get;}', (self: HostObject) => hostOf(self).uiCulture),
    method('void SetShouldExit(int exitCode)', (self: HostObject, exitCode: number) =>
      hostOf(self).setShouldExit(exitCode),
    ),
  ],
});

/** Thread.Sleep waits on the main side, so that Stop wakes it. */
const threadType: TypeDefinition = {
  name: 'System.Threading.Thread',
  assembly: 'System.Threading.Thread',
  members: () => [
    method('static void Sleep(int millisecondsTimeout)', (milliseconds: number) => sleep(milliseconds)),
    method('static void Sleep(timespan timeout)', ({ ticks }: { ticks: bigint }) => sleep(Number(ticks / 10_000n))),
  ],
};

function sleep(milliseconds: number): void {
  currentRunspace().services.process.sleep(Math.max(0, milliseconds));
}

export const hostTypes: readonly TypeDefinition[] = [
  { name: `${hosts}.PSHost`, assembly },
  { name: `${hosts}.PSHostUserInterface`, assembly },
  { name: `${hosts}.PSHostRawUserInterface`, assembly },
  hostType,
  userInterfaceType,
  rawType,
  choiceType,
  fieldType,
  pairType(sizeName, 'Width', 'Height'),
  pairType(coordinatesName, 'X', 'Y'),
  threadType,
];
