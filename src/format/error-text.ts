// The text of an error as PowerShell's ConciseView prints it: one line, or the line of the script with the error beneath it.
import type { PropertyReader } from '../engine/definitions/view.ts';
import type { ErrorRecord } from '../psobject/error-record.ts';

export interface ErrorTextOptions {
  /** Cells of a line, by which messages beneath a script's line are broken. */
  readonly width?: number;
  /** Escape sequences of $PSStyle; empty for plain text. */
  readonly errorColor?: string;
  readonly accentColor?: string;
  readonly resetColor?: string;
}

const nativeErrors = new Set(['NativeCommandErrorMessage', 'NativeCommandError']);

/** The words before the message: the command that failed, or Error, or Exception for `throw`. */
function reasonOf(error: ErrorRecord): string {
  // What `throw` throws has this category, and nothing else that a script makes has.
  if (error.categoryInfo.category === 'OperationStopped') return 'Exception';
  const invocation = error.invocationInfo;
  if (invocation?.myCommandName) return invocation.myCommandName;
  if (error.categoryInfo.activity) return error.categoryInfo.activity;
  if (invocation?.invocationName) return invocation.invocationName;
  // PowerShell tests the category itself, and NotSpecified is zero: what nobody classified is named by its exception.
  const { category, reason } = error.categoryInfo;
  if (category !== 'NotSpecified') return category;
  return reason || error.exception.typeName.split('.').at(-1) || 'Error';
}

/** The head of a text up to the last blank within so many characters. */
function cutAtBlank(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const at = head.search(/\s\S*$/);
  return at < 0 ? head : head.slice(0, at);
}

function breakMessage(message: string, prefix: string, plainPrefixLength: number, width: number): string {
  const escapes = prefix.length - plainPrefixLength;
  if (message.length - escapes <= width) return message;
  const first = cutAtBlank(message, width + escapes);
  const lines = [first];
  let rest = message.slice(first.length).trim();
  while (rest.length + plainPrefixLength > width) {
    const piece = cutAtBlank(prefix + rest, width + escapes);
    if (piece.length <= prefix.length) break;
    lines.push(piece);
    rest = rest.slice(piece.length - prefix.length).trim();
  }
  lines.push(prefix + rest);
  return lines.join('\n');
}

/** The error as text, lines joined by line feeds. */
export function conciseErrorText(error: ErrorRecord, options: ErrorTextOptions = {}): string {
  const { width = 120, errorColor = '', accentColor = '', resetColor = '' } = options;
  if (nativeErrors.has(error.errorId)) return `${errorColor}${error.exception.message}${resetColor}`;
  const invocation = error.invocationInfo;
  const isParserError = error.categoryInfo.category === 'ParserError';
  const showsLine =
    invocation !== undefined &&
    (isParserError || Boolean(invocation.scriptName) || invocation.scriptLineNumber > 1) &&
    !/\.psm1$/.test(invocation.scriptName ?? '') &&
    invocation.positionMessage !== '';
  let position = '';
  let prefix = '';
  if (showsLine) {
    const number = String(invocation.scriptLineNumber);
    position = invocation.scriptName ? `${resetColor}${invocation.scriptName}:${number}\n` : '\n';
    const header = ' '.repeat(Math.max(0, number.length - 4));
    const parts = invocation.positionMessage.split('\n');
    let line = (parts[1] ?? '').slice(1);
    const marks = (parts.at(-1) ?? '').slice(1);
    const at = marks.indexOf('~');
    const length = marks.trim().length;
    if (at >= 0 && length < line.length && accentColor !== '') {
      line = line.slice(0, at) + accentColor + line.slice(at, at + length) + resetColor + line.slice(at + length);
    }
    position += `${accentColor}${header}Line |\n`;
    position += `${accentColor}${' '.repeat(Math.max(0, 4 - number.length))}${number} | ${resetColor}${line}\n`;
    prefix = `${accentColor}${header}     | ${errorColor}`;
    position += `${prefix}${marks}\n`;
  }
  let message = error.errorDetails?.message || error.exception.message;
  if (isParserError && !error.errorDetails?.message && message.includes('~\n')) {
    message = (message.split('~\n')[1] ?? '').split('\n\n')[0] ?? '';
  }
  message = prefix + message;
  if (invocation?.scriptName || isParserError) {
    const plainLength = prefix.length - (prefix === '' ? 0 : accentColor.length + errorColor.length);
    message = `${breakMessage(message.replace(/[\n\t]/g, ' '), prefix, plainLength, width)}\n`;
  }
  const action = error.errorDetails?.recommendedAction?.trim();
  const recommendation = action ? `\n${errorColor}  Recommendation: ${action}${resetColor}` : '';
  return `${errorColor}${reasonOf(error)}: ${position}${errorColor}${message}${resetColor}${recommendation}`;
}

/** The text of an error that is only a property bag: what came deserialized. */
export function deserializedErrorText(get: PropertyReader): string {
  const exception = get('Exception') as { toStringValue?: string } | null;
  const message = get('ErrorDetails_Message') ?? exception?.toStringValue ?? '';
  return `${get('ErrorCategory_Activity') || 'Error'}: ${message}`;
}
