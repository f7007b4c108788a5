// Script blocks: using statements, the param block, named blocks or statements; and parameters.
import type { AttributeBaseAst, ExpressionAst, StatementAst } from '../ast/ast.ts';
import type {
  NamedBlockAst,
  NamedBlockKind,
  ParamBlockAst,
  ParameterAst,
  ScriptBlockAst,
} from '../ast/script-block.ts';
import type { TrapStatementAst, UsingStatementAst } from '../ast/statements.ts';
import type { AttributeAst } from '../ast/types.ts';
import { after, before, emptyExtent, type ScriptExtent, spanOf } from '../extent.ts';
import type { Token, VariableToken } from '../token.ts';
import { textOfKind, tokenFlag } from '../token-kind.ts';
import { parseVariablePath } from '../variable-path.ts';
import { expressionRule } from './expressions.ts';
import {
  next,
  type Parser,
  peek,
  report,
  reportIncomplete,
  reportIncompleteAt,
  restorePoint,
  resync,
  resyncTo,
  setMode,
  skip,
  skipNewlines,
  skipNewlinesAndSemicolons,
  syncOnError,
  unget,
} from './parser.ts';
import { statementBlockRule, statementListRule } from './statements.ts';
import { attributeListRule, typeNameText } from './types.ts';
import { usingStatementRule } from './using.ts';

/**
 * A script (without `curly`) or the inside of `{ }`. A filter's statements are its process block; `firstStatement` is put
 * before all others, for constructors.
 */
export function scriptBlockRule(
  p: Parser,
  curly: Token | undefined,
  isFilter: boolean,
  firstStatement?: StatementAst,
): ScriptBlockAst {
  skipNewlines(p);
  const usingStatements = curly === undefined ? usingStatementsRule(p) : [];
  const restore = restorePoint(p);
  let paramBlock: ParamBlockAst | undefined;
  if (!p.noParamBlockAt.has(restore)) {
    paramBlock = paramBlockRule(p);
    if (paramBlock === undefined) {
      // What looked like a param block's attributes are types and casts; they are read again as such, once.
      resync(p, restore);
      p.noParamBlockAt.add(restore);
    }
  }
  skipNewlinesAndSemicolons(p);
  if ((peek(p).flags & tokenFlag.ScriptBlockBlockName) !== 0) {
    return namedBlockListRule(p, curly, usingStatements, paramBlock);
  }
  const statements: StatementAst[] = firstStatement === undefined ? [] : [firstStatement];
  const traps: TrapStatementAst[] = [];
  let bodyExtent = paramBlock?.extent;
  let extent: ScriptExtent | undefined;
  do {
    const listExtent = statementListRule(p, statements, traps);
    if (listExtent !== undefined) bodyExtent = bodyExtent === undefined ? listExtent : spanOf(bodyExtent, listExtent);
    if (curly === undefined) extent = endOfScript(p);
    else {
      const close = endOfBody(p, curly, bodyExtent);
      extent = close.extent;
      bodyExtent ??= close.bodyExtent;
    }
  } while (extent === undefined);
  const block: NamedBlockAst = {
    kind: 'NamedBlockAst',
    extent: bodyExtent ?? emptyExtent,
    blockKind: isFilter ? 'Process' : 'End',
    unnamed: true,
    statements,
    traps,
  };
  return {
    kind: 'ScriptBlockAst',
    extent,
    usingStatements,
    paramBlock,
    dynamicParamBlock: undefined,
    beginBlock: undefined,
    processBlock: isFilter ? block : undefined,
    endBlock: isFilter ? undefined : block,
    cleanBlock: undefined,
    scriptRequirements: undefined,
  };
}

function usingStatementsRule(p: Parser): UsingStatementAst[] {
  const statements: UsingStatementAst[] = [];
  while (true) {
    const token = peek(p);
    if (token.kind !== 'Using') {
      resyncTo(p, token);
      return statements;
    }
    skip(p);
    const statement = usingStatementRule(p, token);
    skipNewlinesAndSemicolons(p);
    if (statement.kind === 'UsingStatementAst') statements.push(statement);
  }
}

/** The whole script's extent at its end; undefined when something else was there, which is reported and eaten. */
function endOfScript(p: Parser): ScriptExtent | undefined {
  const token = next(p);
  if (token.kind === 'EndOfInput') return p.lexer.extent(0, p.lexer.text.length);
  report(p, token.extent, 'UnexpectedToken', token.text);
  return undefined;
}

/** The `}` of a body: the extent with both braces, and that of what is between them when no statement is. */
function endOfBody(
  p: Parser,
  curly: Token,
  bodyExtent: ScriptExtent | undefined,
): { extent: ScriptExtent; bodyExtent: ScriptExtent | undefined } {
  const close = next(p);
  if (close.kind !== 'RCurly') {
    unget(p, close);
    reportIncompleteAt(p, curly.extent, close.extent, 'MissingEndCurlyBrace');
    return { extent: spanOf(curly.extent, bodyExtent ?? curly.extent), bodyExtent };
  }
  const extent = spanOf(curly.extent, close.extent);
  if (bodyExtent !== undefined || curly.extent.endColumnNumber === close.extent.startColumnNumber) {
    return { extent, bodyExtent };
  }
  return { extent, bodyExtent: spanOf(after(curly.extent), before(close.extent)) };
}

const blockKinds = new Set<string>(['Dynamicparam', 'Begin', 'Process', 'End', 'Clean'] satisfies NamedBlockKind[]);

function namedBlockListRule(
  p: Parser,
  curly: Token | undefined,
  usingStatements: UsingStatementAst[],
  paramBlock: ParamBlockAst | undefined,
): ScriptBlockAst {
  const blocks = new Map<NamedBlockKind, NamedBlockAst>();
  let start = curly?.extent ?? paramBlock?.extent;
  let end: ScriptExtent | undefined;
  let extent: ScriptExtent | undefined;
  while (true) {
    const token = next(p);
    if (!blockKinds.has(token.kind)) {
      if (token.kind === 'RCurly' || token.kind === 'EndOfInput') {
        unget(p, token);
        extent = curly === undefined ? undefined : endOfBody(p, curly, spanOf(start!, end!)).extent;
        if (curly === undefined) endOfScript(p);
      } else {
        if (curly !== undefined) {
          unget(p, token);
          extent = spanOf(start!, end!);
        }
        report(p, token.extent, 'MissingNamedBlocks', token.text);
      }
      break;
    }
    start ??= token.extent;
    end = token.extent;
    const body = statementBlockRule(p);
    if (body === undefined) reportIncomplete(p, after(end), 'MissingNamedStatementBlock', textOfKind(token.kind));
    else end = body.extent;
    const blockKind = token.kind as NamedBlockKind;
    const blockExtent = spanOf(token.extent, end);
    if (blocks.has(blockKind)) report(p, blockExtent, 'DuplicateScriptCommandClause', textOfKind(token.kind));
    else {
      blocks.set(blockKind, {
        kind: 'NamedBlockAst',
        extent: blockExtent,
        blockKind,
        unnamed: false,
        statements: body?.statements ?? [],
        traps: body?.traps ?? [],
      });
    }
    skipNewlinesAndSemicolons(p);
  }
  return {
    kind: 'ScriptBlockAst',
    extent: extent ?? p.lexer.extent(0, p.lexer.text.length),
    usingStatements,
    paramBlock,
    dynamicParamBlock: blocks.get('Dynamicparam'),
    beginBlock: blocks.get('Begin'),
    processBlock: blocks.get('Process'),
    endBlock: blocks.get('End'),
    cleanBlock: blocks.get('Clean'),
    scriptRequirements: undefined,
  };
}

/** `[CmdletBinding()] param( ... )`; undefined, with tokens read, when there is none. */
function paramBlockRule(p: Parser): ParamBlockAst | undefined {
  skipNewlines(p);
  const candidates = attributeListRule(p, false) ?? [];
  skipNewlines(p);
  const token = peek(p);
  if (token.kind !== 'Param') return undefined;
  skip(p);
  skipNewlines(p);
  const paren = next(p);
  if (paren.kind !== 'LParen') {
    // A command may be called param.
    unget(p, paren);
    return undefined;
  }
  const parameters = parameterListRule(p);
  skipNewlines(p);
  const close = next(p);
  let end = close.extent;
  if (close.kind !== 'RParen') {
    unget(p, close);
    end = before(close.extent);
    const last = parameters[parameters.length - 1] ?? paren;
    reportIncomplete(p, after(last.extent), 'MissingEndParenthesisInFunctionParameterList');
  }
  const attributes: AttributeAst[] = [];
  for (const attribute of candidates) {
    if (attribute.kind === 'AttributeAst') attributes.push(attribute);
    else report(p, attribute.extent, 'TypeNotAllowedBeforeParam', typeNameText(attribute.typeName));
  }
  return { kind: 'ParamBlockAst', extent: spanOf(token.extent, end), attributes, parameters };
}

/** Parameters with commas between them, without the parentheses. */
export function parameterListRule(p: Parser): ParameterAst[] {
  const parameters: ParameterAst[] = [];
  let comma: Token | undefined;
  while (true) {
    const parameter = parameterRule(p);
    if (parameter === undefined) {
      if (comma !== undefined) {
        reportIncomplete(p, after(comma.extent), 'MissingExpressionAfterToken', textOfKind(comma.kind));
      }
      break;
    }
    parameters.push(parameter);
    skipNewlines(p);
    comma = peek(p);
    if (comma.kind !== 'Comma') break;
    skip(p);
  }
  return parameters;
}

function parameterRule(p: Parser): ParameterAst | undefined {
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = true;
  const mode = setMode(p, 'Expression');
  skipNewlines(p);
  const attributes = attributeListRule(p, false);
  skipNewlines(p);
  const token = next(p);
  let parameter: ParameterAst | undefined;
  if (token.kind === 'Variable' || token.kind === 'SplattedVariable') {
    parameter = parameterRest(p, attributes ?? [], token as VariableToken);
  } else {
    unget(p, token);
    if (attributes !== undefined) parameter = parameterWithoutName(p, attributes);
  }
  p.commaDisabled = commaDisabled;
  setMode(p, mode);
  return parameter;
}

function parameterRest(p: Parser, attributes: AttributeBaseAst[], token: VariableToken): ParameterAst {
  skipNewlines(p);
  let defaultValue: ExpressionAst | undefined;
  const equals = peek(p);
  if (equals.kind === 'Equals') {
    skip(p);
    skipNewlines(p);
    defaultValue = expressionRule(p);
    if (defaultValue === undefined) {
      reportIncomplete(p, after(equals.extent), 'MissingExpressionAfterToken', textOfKind(equals.kind));
    }
  }
  const { extent, variablePath } = token;
  return {
    kind: 'ParameterAst',
    extent: spanOf((attributes[0] ?? token).extent, (defaultValue ?? token).extent),
    attributes,
    name: { kind: 'VariableExpressionAst', extent, variablePath, splatted: token.kind === 'SplattedVariable' },
    defaultValue,
  };
}

function parameterWithoutName(p: Parser, attributes: AttributeBaseAst[]): ParameterAst {
  const last = attributes[attributes.length - 1]!;
  reportIncomplete(p, after(last.extent), 'InvalidFunctionParameter');
  syncOnError(p, true, 'RParen');
  const extent = spanOf(attributes[0]!.extent, last.extent);
  return {
    kind: 'ParameterAst',
    extent,
    attributes,
    name: {
      kind: 'VariableExpressionAst',
      extent,
      variablePath: parseVariablePath('__error__'),
      splatted: false,
    },
    defaultValue: undefined,
  };
}
