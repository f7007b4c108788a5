// Runs a native program as a command of a pipeline: input as lines of UTF-8, output as strings, line by line.
import { ErrorRecord } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import type { CommandInvocation } from './invocation-info.ts';
import { Processor } from './processor.ts';
import type { Runspace } from './runspace.ts';
import type { Output, Streams } from './streams.ts';
import { toText } from './text.ts';

export class NativeProcessor extends Processor {
  readonly #path: string;
  readonly #args: readonly string[];
  readonly #input: string[] = [];
  readonly #formatInput: (values: readonly unknown[]) => readonly string[];
  readonly #values: unknown[] = [];

  constructor(
    runspace: Runspace,
    path: string,
    args: readonly string[],
    invocation: CommandInvocation,
    streams: Streams,
    formatInput: (values: readonly unknown[]) => readonly string[],
  ) {
    super(runspace, invocation, streams);
    this.#path = path;
    this.#args = args;
    this.#formatInput = formatInput;
  }

  override write(value: unknown): void {
    this.begun = true;
    this.#values.push(value);
  }

  override end(): void {
    const { runspace } = this;
    for (const line of this.#formatInput(this.#values)) this.#input.push(`${line}\n`);
    const input = this.expectingInput ? [Buffer.from(this.#input.join(''), 'utf8')] : undefined;
    const stdout = new LineSplitter((line) => this.streams.output.write(line));
    const stderr = new LineSplitter((line) => this.#writeError(line, this.streams.error));
    const events = runspace.services.process.run({
      path: this.#path,
      arguments: this.#args,
      workingDirectory: runspace.workingDirectory(),
      environment: runspace.environmentEntries(),
      input,
      inheritOutput: false,
    });
    for (const event of events) {
      runspace.checkStop();
      if (event.kind === 'exit') {
        stdout.end();
        stderr.end();
        runspace.setExitCode(event.exitCode);
      } else (event.kind === 'stdout' ? stdout : stderr).push(event.data);
    }
  }

  #writeError(line: string, out: Output): void {
    const record = new ErrorRecord(
      new NetException('System.Management.Automation.RemoteException', line),
      'NativeCommandError',
      'NotSpecified',
      line,
    );
    record.invocationInfo = this.invocation;
    this.runspace.rememberError(record);
    out.write(record);
  }
}

/** Cuts bytes into lines; a last line without its end counts. */
class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8');
  readonly #line: (text: string) => void;
  #rest = '';
  constructor(line: (text: string) => void) {
    this.#line = line;
  }
  push(data: Uint8Array): void {
    this.#rest += this.#decoder.decode(data, { stream: true });
    const lines = this.#rest.split(/\r?\n/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#line(line);
  }
  end(): void {
    this.#rest += this.#decoder.decode();
    if (this.#rest !== '') this.#line(this.#rest);
    this.#rest = '';
  }
}

/** Arguments of a native program: values as text, a collection as one argument for each item. */
export function nativeArguments(values: readonly unknown[]): string[] {
  const words: string[] = [];
  for (const value of values) {
    if (Array.isArray(value)) for (const item of value) words.push(toText(item));
    else if (value === null) continue;
    else words.push(toText(value));
  }
  return words;
}
