// PSHost as interfaces: what a runspace may ask of whoever sits in front of it (MS-PSRP 2.2.3.17 gives the same calls on the wire).
// All calls are synchronous: in a worker they go through the bridge and block until the answer is there.
import type { ConsoleColor } from '../psobject/console-color.ts';
import type { InformationRecord, ProgressRecord } from '../psobject/records.ts';
import type { PSCredential, SecureString } from '../psobject/values.ts';

export type { ConsoleColor };

export interface Coordinates {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** One field of PSHostUserInterface.Prompt. */
export interface FieldDescription {
  readonly name: string;
  readonly label: string;
  readonly helpMessage: string;
  readonly typeName: string;
  readonly isMandatory: boolean;
  readonly defaultValue: unknown;
}

export interface ChoiceDescription {
  /** With `&` before the hot key, as PowerShell writes it. */
  readonly label: string;
  readonly helpMessage: string;
}

export interface PSHostRawUserInterface {
  readonly foregroundColor: ConsoleColor;
  readonly backgroundColor: ConsoleColor;
  readonly cursorPosition: Coordinates;
  readonly bufferSize: Size;
  readonly windowSize: Size;
  readonly windowTitle: string;
  set(
    property: 'foregroundColor' | 'backgroundColor' | 'cursorPosition' | 'bufferSize' | 'windowSize' | 'windowTitle',
    value: unknown,
  ): void;
  clear(): void;
}

export interface PSHostUserInterface {
  readonly rawUI: PSHostRawUserInterface;
  readonly supportsVirtualTerminal: boolean;
  write(text: string, foreground?: ConsoleColor, background?: ConsoleColor): void;
  writeLine(text: string, foreground?: ConsoleColor, background?: ConsoleColor): void;
  writeErrorLine(text: string): void;
  writeWarningLine(text: string): void;
  writeVerboseLine(text: string): void;
  writeDebugLine(text: string): void;
  writeInformation(record: InformationRecord): void;
  writeProgress(sourceId: number, record: ProgressRecord): void;
  readLine(): string;
  readLineAsSecureString(): SecureString;
  prompt(caption: string, message: string, fields: readonly FieldDescription[]): Map<string, unknown>;
  promptForCredential(caption: string, message: string, userName: string, targetName: string): PSCredential | null;
  promptForChoice(
    caption: string,
    message: string,
    choices: readonly ChoiceDescription[],
    defaultChoice: number,
  ): number;
}

export interface PSHost {
  readonly name: string;
  readonly version: string;
  /** Lower-case GUID text. */
  readonly instanceId: string;
  readonly culture: string;
  readonly uiCulture: string;
  /** Absent for a host that cannot interact (a session opened without a host). */
  readonly ui: PSHostUserInterface | undefined;
  /** `exit` was called in the outermost scope. */
  setShouldExit(exitCode: number): void;
}
