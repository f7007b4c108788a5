// Tokens: PowerShell's Token classes. A parse keeps them all, for tools and for comment-based help.
import type { BoxedNumber } from '../psobject/numbers.ts';
import type { RedirectionStream } from './ast/commands.ts';
import type { ScriptExtent } from './extent.ts';
import { flagsOfKind, type TokenKind, tokenFlag } from './token-kind.ts';
import type { VariablePath } from './variable-path.ts';

export class Token {
  /** The parser turns keywords that stand as arguments into Generic. */
  kind: TokenKind;
  /** Bits of tokenFlag: those of the kind and what the parser learnt about the token. */
  flags: number;
  readonly extent: ScriptExtent;

  constructor(extent: ScriptExtent, kind: TokenKind, flags = 0) {
    this.extent = extent;
    this.kind = kind;
    this.flags = flags | flagsOfKind(kind);
  }

  get text(): string {
    return this.extent.text;
  }

  get hasError(): boolean {
    return (this.flags & tokenFlag.TokenInError) !== 0;
  }
}

export class NumberToken extends Token {
  /** A number is an Int32. Null when the literal is in error. */
  readonly value: number | BoxedNumber | null;

  constructor(extent: ScriptExtent, value: number | BoxedNumber | null) {
    super(extent, 'Number');
    this.value = value;
  }
}

export class ParameterToken extends Token {
  /** Without dash and colon. */
  readonly parameterName: string;
  readonly usedColon: boolean;

  constructor(extent: ScriptExtent, parameterName: string, usedColon: boolean) {
    super(extent, 'Parameter');
    this.parameterName = parameterName;
    this.usedColon = usedColon;
  }
}

export class VariableToken extends Token {
  readonly variablePath: VariablePath;

  constructor(extent: ScriptExtent, variablePath: VariablePath, splatted: boolean) {
    super(extent, splatted ? 'SplattedVariable' : 'Variable');
    this.variablePath = variablePath;
  }

  get name(): string {
    return this.variablePath.unqualifiedPath;
  }
}

/** Strings and words (Generic) without anything to expand. */
export class StringToken extends Token {
  /** The string's value: quotes removed, escapes resolved. */
  readonly value: string;

  constructor(extent: ScriptExtent, kind: TokenKind, flags: number, value: string) {
    super(extent, kind, flags);
    this.value = value;
  }
}

/** Double-quoted strings and words that may hold variables and sub-expressions. */
export class StringExpandableToken extends StringToken {
  /** The lexer leaves VariableTokens and UnscannedSubExpressionTokens; the parser replaces the latter by their tokens. */
  nestedTokens: readonly Token[];
  /** The text before, between and after the nested expressions: one more than there are of them. */
  readonly literals: readonly string[];

  constructor(
    extent: ScriptExtent,
    kind: TokenKind,
    flags: number,
    value: string,
    literals: readonly string[],
    nestedTokens: readonly Token[],
  ) {
    super(extent, kind, flags, value);
    this.literals = literals;
    this.nestedTokens = nestedTokens;
  }
}

/** `$( ... )` in a string: found by counting parentheses, scanned when the parser comes to it. */
export class UnscannedSubExpressionToken extends StringToken {
  /** Where each character of `value` stands in the script, when doubled quotes were collapsed; undefined when contiguous. */
  readonly offsets: Int32Array | undefined;

  constructor(extent: ScriptExtent, flags: number, value: string, offsets: Int32Array | undefined) {
    super(extent, 'StringLiteral', flags, value);
    this.offsets = offsets;
  }
}

export class LabelToken extends Token {
  /** Without the colon. */
  readonly labelText: string;

  constructor(extent: ScriptExtent, labelText: string) {
    super(extent, 'Label');
    this.labelText = labelText;
  }
}

/** `<`, which PowerShell does not implement. */
export class InputRedirectionToken extends Token {
  constructor(extent: ScriptExtent) {
    super(extent, 'RedirectInStd');
  }
}

/** `>`, `2>>`, `*>`. */
export class FileRedirectionToken extends Token {
  readonly fromStream: RedirectionStream;
  readonly append: boolean;

  constructor(extent: ScriptExtent, fromStream: RedirectionStream, append: boolean) {
    super(extent, 'Redirection');
    this.fromStream = fromStream;
    this.append = append;
  }
}

/** `2>&1`. */
export class MergingRedirectionToken extends Token {
  readonly fromStream: RedirectionStream;
  readonly toStream: RedirectionStream;

  constructor(extent: ScriptExtent, fromStream: RedirectionStream, toStream: RedirectionStream) {
    super(extent, 'Redirection');
    this.fromStream = fromStream;
    this.toStream = toStream;
  }
}

export type RedirectionToken = FileRedirectionToken | InputRedirectionToken | MergingRedirectionToken;

export function isRedirectionToken(token: Token): token is RedirectionToken {
  return token.kind === 'Redirection' || token.kind === 'RedirectInStd';
}

/** The streams by the number that stands before `>`; `*` is 0. */
export const redirectionStreams: readonly RedirectionStream[] = [
  'All',
  'Output',
  'Error',
  'Warning',
  'Verbose',
  'Debug',
  'Information',
];
