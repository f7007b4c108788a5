// The kinds of tokens, numbered and flagged as PowerShell does (System.Management.Automation.Language.TokenKind, TokenFlags),
// in one table. Longer than most files because it is the table.

/** Bits of TokenFlags; the low four hold the precedence of a binary operator. */
export const tokenFlag = {
  BinaryPrecedenceMask: 0x0000000f,
  Keyword: 0x00000010,
  ScriptBlockBlockName: 0x00000020,
  BinaryOperator: 0x00000100,
  UnaryOperator: 0x00000200,
  CaseSensitiveOperator: 0x00000400,
  TernaryOperator: 0x00000800,
  SpecialOperator: 0x00001000,
  AssignmentOperator: 0x00002000,
  ParseModeInvariant: 0x00008000,
  TokenInError: 0x00010000,
  DisallowedInRestrictedMode: 0x00020000,
  PrefixOrPostfixOperator: 0x00040000,
  CommandName: 0x00080000,
  MemberName: 0x00100000,
  TypeName: 0x00200000,
  AttributeName: 0x00400000,
  CanConstantFold: 0x00800000,
  StatementDoesntSupportAttributes: 0x01000000,
} as const;

/** Letters of the table's last column; hexadecimal digits are the precedence. */
const flagLetters = new Map<string, number>([
  ['K', tokenFlag.Keyword],
  ['L', tokenFlag.ScriptBlockBlockName],
  ['B', tokenFlag.BinaryOperator],
  ['U', tokenFlag.UnaryOperator],
  ['C', tokenFlag.CaseSensitiveOperator],
  ['T', tokenFlag.TernaryOperator],
  ['S', tokenFlag.SpecialOperator],
  ['A', tokenFlag.AssignmentOperator],
  ['I', tokenFlag.ParseModeInvariant],
  ['R', tokenFlag.DisallowedInRestrictedMode],
  ['P', tokenFlag.PrefixOrPostfixOperator],
  ['F', tokenFlag.CanConstantFold],
  ['N', tokenFlag.StatementDoesntSupportAttributes],
  ['1', 0x1],
  ['2', 0x2],
  ['5', 0x5],
  ['7', 0x7],
  ['9', 0x9],
  ['a', 0xa],
  ['c', 0xc],
  ['d', 0xd],
]);

/** kind, PowerShell's number of it, its text in messages, flags. */
const table = [
  ['Unknown', 0, 'unknown', ''],
  ['Variable', 1, 'var', ''],
  ['SplattedVariable', 2, '@var', ''],
  ['Parameter', 3, 'param', ''],
  ['Number', 4, 'number', ''],
  ['Label', 5, 'label', ''],
  ['Identifier', 6, 'ident', ''],
  ['Generic', 7, 'generic', ''],
  ['NewLine', 8, 'newline', 'I'],
  ['LineContinuation', 9, 'line continuation', 'I'],
  ['Comment', 10, 'comment', 'I'],
  ['EndOfInput', 11, 'eof', 'I'],
  ['StringLiteral', 12, 'sqstr', 'I'],
  ['StringExpandable', 13, 'dqstr', 'I'],
  ['HereStringLiteral', 14, 'sq here string', 'I'],
  ['HereStringExpandable', 15, 'dq here string', 'I'],
  ['LParen', 16, '(', 'I'],
  ['RParen', 17, ')', 'I'],
  ['LCurly', 18, '{', 'I'],
  ['RCurly', 19, '}', 'I'],
  ['LBracket', 20, '[', ''],
  ['RBracket', 21, ']', 'I'],
  ['AtParen', 22, '@(', 'I'],
  ['AtCurly', 23, '@{', 'I'],
  ['DollarParen', 24, '$(', 'I'],
  ['Semi', 25, ';', 'I'],
  ['AndAnd', 26, '&&', 'I'],
  ['OrOr', 27, '||', 'I'],
  ['Ampersand', 28, '&', 'SI'],
  ['Pipe', 29, '|', 'SI'],
  ['Comma', 30, ',', 'UI'],
  ['MinusMinus', 31, '--', 'UPR'],
  ['PlusPlus', 32, '++', 'UPR'],
  ['DotDot', 33, '..', 'BdR'],
  ['ColonColon', 34, '::', 'SR'],
  ['Dot', 35, '.', 'SR'],
  ['Exclaim', 36, '!', 'UF'],
  ['Multiply', 37, '*', 'BaF'],
  ['Divide', 38, '/', 'BaF'],
  ['Rem', 39, '%', 'BaF'],
  ['Plus', 40, '+', 'B9UF'],
  ['Minus', 41, '-', 'B9UF'],
  ['Equals', 42, '=', 'A'],
  ['PlusEquals', 43, '+=', 'A'],
  ['MinusEquals', 44, '-=', 'A'],
  ['MultiplyEquals', 45, '*=', 'A'],
  ['DivideEquals', 46, '/=', 'A'],
  ['RemainderEquals', 47, '%=', 'A'],
  ['Redirection', 48, 'redirection', 'R'],
  ['RedirectInStd', 49, '<', 'IR'],
  ['Format', 50, '-f', 'BcR'],
  ['Not', 51, '-not', 'UF'],
  ['Bnot', 52, '-bnot', 'UF'],
  ['And', 53, '-and', 'B1F'],
  ['Or', 54, '-or', 'B1F'],
  ['Xor', 55, '-xor', 'B1F'],
  ['Band', 56, '-band', 'B2F'],
  ['Bor', 57, '-bor', 'B2F'],
  ['Bxor', 58, '-bxor', 'B2F'],
  ['Join', 59, '-join', 'BU5R'],
  ['Ieq', 60, '-eq', 'B5'],
  ['Ine', 61, '-ne', 'B5'],
  ['Ige', 62, '-ge', 'B5'],
  ['Igt', 63, '-gt', 'B5'],
  ['Ilt', 64, '-lt', 'B5'],
  ['Ile', 65, '-le', 'B5'],
  ['Ilike', 66, '-ilike', 'B5'],
  ['Inotlike', 67, '-inotlike', 'B5'],
  ['Imatch', 68, '-imatch', 'B5R'],
  ['Inotmatch', 69, '-inotmatch', 'B5R'],
  ['Ireplace', 70, '-ireplace', 'B5R'],
  ['Icontains', 71, '-icontains', 'B5'],
  ['Inotcontains', 72, '-inotcontains', 'B5'],
  ['Iin', 73, '-iin', 'B5'],
  ['Inotin', 74, '-inotin', 'B5'],
  ['Isplit', 75, '-isplit', 'BU5R'],
  ['Ceq', 76, '-ceq', 'B5C'],
  ['Cne', 77, '-cne', 'B5C'],
  ['Cge', 78, '-cge', 'B5C'],
  ['Cgt', 79, '-cgt', 'B5C'],
  ['Clt', 80, '-clt', 'B5C'],
  ['Cle', 81, '-cle', 'B5C'],
  ['Clike', 82, '-clike', 'B5C'],
  ['Cnotlike', 83, '-cnotlike', 'B5C'],
  ['Cmatch', 84, '-cmatch', 'B5CR'],
  ['Cnotmatch', 85, '-cnotmatch', 'B5CR'],
  ['Creplace', 86, '-creplace', 'B5CR'],
  ['Ccontains', 87, '-ccontains', 'B5C'],
  ['Cnotcontains', 88, '-cnotcontains', 'B5C'],
  ['Cin', 89, '-cin', 'B5C'],
  ['Cnotin', 90, '-cnotin', 'B5C'],
  ['Csplit', 91, '-csplit', 'BU5CR'],
  ['Is', 92, '-is', 'B5'],
  ['IsNot', 93, '-isnot', 'B5'],
  ['As', 94, '-as', 'B5R'],
  ['PostfixPlusPlus', 95, '++', 'UPR'],
  ['PostfixMinusMinus', 96, '--', 'UPR'],
  ['Shl', 97, '-shl', 'B5F'],
  ['Shr', 98, '-shr', 'B5F'],
  ['Colon', 99, ':', 'SR'],
  ['QuestionMark', 100, '?', 'TR'],
  ['QuestionQuestionEquals', 101, '??=', 'A'],
  ['QuestionQuestion', 102, '??', 'B7'],
  ['QuestionDot', 103, '?.', 'SR'],
  ['QuestionLBracket', 104, '?[', ''],
  ['Begin', 119, 'begin', 'KL'],
  ['Break', 120, 'break', 'KN'],
  ['Catch', 121, 'catch', 'K'],
  ['Class', 122, 'class', 'K'],
  ['Continue', 123, 'continue', 'KN'],
  ['Data', 124, 'data', 'KN'],
  ['Define', 125, 'define', 'KN'],
  ['Do', 126, 'do', 'KN'],
  ['Dynamicparam', 127, 'dynamicparam', 'KL'],
  ['Else', 128, 'else', 'K'],
  ['ElseIf', 129, 'elseif', 'K'],
  ['End', 130, 'end', 'KL'],
  ['Exit', 131, 'exit', 'KN'],
  ['Filter', 132, 'filter', 'KN'],
  ['Finally', 133, 'finally', 'K'],
  ['For', 134, 'for', 'KN'],
  ['Foreach', 135, 'foreach', 'KN'],
  ['From', 136, 'from', 'KN'],
  ['Function', 137, 'function', 'KN'],
  ['If', 138, 'if', 'KN'],
  ['In', 139, 'in', 'K'],
  ['Param', 140, 'param', 'K'],
  ['Process', 141, 'process', 'KL'],
  ['Return', 142, 'return', 'KN'],
  ['Switch', 143, 'switch', 'KN'],
  ['Throw', 144, 'throw', 'KN'],
  ['Trap', 145, 'trap', 'KN'],
  ['Try', 146, 'try', 'KN'],
  ['Until', 147, 'until', 'K'],
  ['Using', 148, 'using', 'KN'],
  ['Var', 149, 'var', 'KN'],
  ['While', 150, 'while', 'KN'],
  ['Workflow', 151, 'workflow', 'KN'],
  ['Parallel', 152, 'parallel', 'KN'],
  ['Sequence', 153, 'sequence', 'KN'],
  ['InlineScript', 154, 'inlinescript', 'KN'],
  ['Configuration', 155, 'configuration', 'K'],
  ['DynamicKeyword', 156, '<dynamic keyword>', 'K'],
  ['Public', 157, 'public', 'K'],
  ['Private', 158, 'private', 'K'],
  ['Static', 159, 'static', 'K'],
  ['Interface', 160, 'interface', 'K'],
  ['Enum', 161, 'enum', 'K'],
  ['Namespace', 162, 'namespace', 'K'],
  ['Module', 163, 'module', 'K'],
  ['Type', 164, 'type', 'K'],
  ['Assembly', 165, 'assembly', 'K'],
  ['Command', 166, 'command', 'K'],
  ['Hidden', 167, 'hidden', 'K'],
  ['Base', 168, 'base', 'K'],
  ['Default', 169, 'default', 'K'],
  ['Clean', 170, 'clean', 'KL'],
] as const satisfies readonly (readonly [string, number, string, string])[];

export type TokenKind = (typeof table)[number][0];

const flagsByKind: Record<string, number> = Object.create(null);
const textByKind: Record<string, string> = Object.create(null);
const numberByKind: Record<string, number> = Object.create(null);
for (const [kind, number, text, letters] of table) {
  flagsByKind[kind] = [...letters].reduce((flags, letter) => flags | flagLetters.get(letter)!, 0);
  textByKind[kind] = text;
  numberByKind[kind] = number;
}

/** All kinds, in the order of their numbers. */
export const tokenKinds: readonly TokenKind[] = table.map(([kind]) => kind);

/** The flags that every token of a kind has. */
export function flagsOfKind(kind: TokenKind): number {
  return flagsByKind[kind]!;
}

/** True when the kind has one of the bits `flag` of tokenFlag. */
export function hasFlag(kind: TokenKind, flag: number): boolean {
  return (flagsByKind[kind]! & flag) !== 0;
}

/** The text of an operator or keyword (`-ieq` is written `-eq`), or the word for a class of tokens. */
export function textOfKind(kind: TokenKind): string {
  return textByKind[kind]!;
}

/** Precedence of a binary operator, 1 (logical) to 13 (range). */
export function binaryPrecedence(kind: TokenKind): number {
  return flagsByKind[kind]! & tokenFlag.BinaryPrecedenceMask;
}

/** Keywords by their lower-case text. */
export const keywords: ReadonlyMap<string, TokenKind> = new Map(
  table
    .filter(([, , text, letters]) => letters.includes('K') && !text.startsWith('<'))
    .map(([kind, , text]) => [text, kind]),
);

/** Operators of letters, by their lower-case text without the dash. */
export const dashOperators: ReadonlyMap<string, TokenKind> = operatorMap();

function operatorMap(): Map<string, TokenKind> {
  const map = new Map<string, TokenKind>();
  for (const [kind, , text, letters] of table) {
    if (!/^-[a-z]+$/.test(text)) continue;
    const name = text.slice(1);
    map.set(name, kind);
    // Comparisons that ignore case are written with or without their i: -eq is -ieq.
    const insensitive = /^I[a-z]/.test(kind) && letters.includes('5') && !/^Is/.test(kind);
    if (insensitive || kind === 'Isplit') map.set(name.startsWith(`i`) && kind !== 'Iin' ? name.slice(1) : name, kind);
    if (insensitive && !name.startsWith('i')) map.set(`i${name}`, kind);
    if (kind === 'Iin') map.set('in', kind);
  }
  return map;
}
