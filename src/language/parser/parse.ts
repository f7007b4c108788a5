// The entry points: a script to its tree, tokens and errors; a string to its expandable expression.
import type { ExpandableStringExpressionAst, StringConstantExpressionAst } from '../ast/expressions.ts';
import type { ScriptBlockAst } from '../ast/script-block.ts';
import { checkTree } from '../checks/semantic-checks.ts';
import { emptyExtent, ScriptSource } from '../extent.ts';
import { createLexerContext, Lexer } from '../lexer.ts';
import type { ParseError } from '../parse-error.ts';
import type { Token } from '../token.ts';
import { Parser, ScriptTooComplicated } from './parser.ts';
import { primaryExpressionRule } from './primaries.ts';
import { scriptRequirements } from './requires.ts';
import { scriptBlockRule } from './script-blocks.ts';

export interface ParseResult {
  readonly ast: ScriptBlockAst;
  /** All tokens, comments and new lines among them; the last is EndOfInput. */
  readonly tokens: readonly Token[];
  /** Empty when the script may run. */
  readonly errors: readonly ParseError[];
}

/** Parses a script. Any text gives a tree; what is wrong with it is in `errors`. Never throws. */
export function parse(text: string, fileName?: string): ParseResult {
  const { parser, lexer } = createParser(text, fileName);
  const { context } = parser;
  const script = bounded(parser, () => scriptBlockRule(parser, undefined, false)) ?? emptyScriptBlock();
  const requirements = bounded(parser, () => scriptRequirements(parser));
  const ast = requirements === undefined ? script : { ...script, scriptRequirements: requirements };
  checkTree(context.errors, ast);
  return { ast, tokens: lexer.tokens!, errors: context.errors.errors };
}

/**
 * Parses `text` as the inside of a double-quoted string, for ExpandString: quotes in it are plain characters. The offsets of
 * the tree refer to the text with its quotes doubled and quotes around it, as in PowerShell.
 */
export function parseExpandable(text: string): {
  readonly ast: ExpandableStringExpressionAst | StringConstantExpressionAst;
  readonly errors: readonly ParseError[];
} {
  const { parser } = createParser(`"${text.replaceAll('"', '""')}"`);
  const ast = bounded(parser, () => primaryExpressionRule(parser, false));
  const { errors } = parser.context.errors;
  if (ast?.kind === 'ExpandableStringExpressionAst' || ast?.kind === 'StringConstantExpressionAst') {
    return { ast, errors };
  }
  const extent = emptyExtent;
  return {
    ast: { kind: 'StringConstantExpressionAst', extent, value: text, stringConstantType: 'DoubleQuoted' },
    errors,
  };
}

function createParser(text: string, fileName?: string): { parser: Parser; lexer: Lexer } {
  const context = createLexerContext(new ScriptSource(text, fileName));
  const lexer = new Lexer(context, text);
  return { parser: new Parser(context, lexer), lexer };
}

/** Runs a production; undefined, and the error reported, when the text nests too deep. */
function bounded<T>(parser: Parser, production: () => T): T | undefined {
  try {
    return production();
  } catch (error) {
    // RangeError: the caller's stack was nearly used up before the parse began.
    if (!(error instanceof ScriptTooComplicated || error instanceof RangeError)) throw error;
    parser.context.errors.report(parser.lexer.currentExtent(), 'ScriptTooComplicated');
    return undefined;
  }
}

function emptyScriptBlock(): ScriptBlockAst {
  const extent = emptyExtent;
  return {
    kind: 'ScriptBlockAst',
    extent,
    usingStatements: [],
    paramBlock: undefined,
    dynamicParamBlock: undefined,
    beginBlock: undefined,
    processBlock: undefined,
    endBlock: { kind: 'NamedBlockAst', extent, blockKind: 'End', unnamed: true, statements: [], traps: [] },
    cleanBlock: undefined,
    scriptRequirements: undefined,
  };
}
