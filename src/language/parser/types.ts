// Type names, attributes and type constraints: `[int]`, `[Dictionary[string,int[]]]`, `[Parameter(Mandatory)]`.
import type { AttributeBaseAst, ExpressionAst } from '../ast/ast.ts';
import type { StringConstantExpressionAst } from '../ast/expressions.ts';
import type { NamedAttributeArgumentAst, SimpleTypeName, TypeName } from '../ast/types.ts';
import { after, before, type ScriptExtent, spanOf } from '../extent.ts';
import { scanAssemblyName } from '../lexer-word.ts';
import type { Token } from '../token.ts';
import { textOfKind, tokenFlag } from '../token-kind.ts';
import { expressionRule } from './expressions.ts';
import {
  enter,
  leave,
  next,
  nextLeftBracket,
  type Parser,
  peek,
  report,
  reportIncomplete,
  resyncTo,
  setMode,
  skip,
  skipNewlines,
  syncOnError,
  unget,
} from './parser.ts';

const maxArrayRank = 32;
/** `[int[][]...]`: deeper ones are refused, as in PowerShell. */
const maxArrayDepth = 200;

/** The name of a type as messages show it: `System.Collections.Generic.List[int]`. */
export function typeNameText(type: TypeName): string {
  switch (type.kind) {
    case 'TypeName':
      return type.assemblyName === undefined ? type.name : `${type.name},${type.assemblyName}`;
    case 'GenericTypeName': {
      const list = type.genericArguments.map(typeNameText).join(',');
      const assembly = type.typeName.assemblyName;
      return `${type.typeName.name}[${list}]${assembly === undefined ? '' : `,${assembly}`}`;
    }
    case 'ArrayTypeName':
      return `${typeNameText(type.elementType)}[${','.repeat(type.rank - 1)}]`;
  }
}

function simpleTypeName(
  token: Token,
  genericArgumentCount = 0,
  assemblyName?: string,
  extent = token.extent,
): SimpleTypeName {
  return { kind: 'TypeName', extent, name: token.text.replaceAll('``', '`'), assemblyName, genericArgumentCount };
}

/** The same name, from an assembly. */
function withAssembly(type: TypeName, assemblyName: string): TypeName {
  switch (type.kind) {
    case 'TypeName':
      return { ...type, assemblyName };
    case 'GenericTypeName':
      return { ...type, typeName: { ...type.typeName, assemblyName } };
    case 'ArrayTypeName':
      return { ...type, elementType: withAssembly(type.elementType, assemblyName) };
  }
}

/** Attributes and type constraints in a row; in an expression a line end stops after a type. */
export function attributeListRule(p: Parser, inExpression: boolean): AttributeBaseAst[] | undefined {
  let attribute = attributeRule(p);
  if (attribute === undefined) return undefined;
  const attributes: AttributeBaseAst[] = [];
  while (attribute !== undefined) {
    attributes.push(attribute);
    if (!inExpression || attribute.kind === 'AttributeAst') skipNewlines(p);
    attribute = attributeRule(p);
  }
  return attributes;
}

export function attributeRule(p: Parser): AttributeBaseAst | undefined {
  const bracket = nextLeftBracket(p);
  if (bracket === undefined) return undefined;
  skipNewlines(p);
  const firstToken = { token: undefined as Token | undefined };
  const typeName = typeNameRule(p, true, firstToken);
  if (typeName === undefined) {
    resyncTo(p, bracket);
    reportIncomplete(p, after(bracket.extent), 'MissingTypename');
    return undefined;
  }
  const token = next(p);
  if (token.kind === 'LParen') {
    firstToken.token!.flags |= tokenFlag.AttributeName;
    return attributeArgumentsRule(p, bracket, typeName, token);
  }
  if (token.kind !== 'RBracket') {
    unget(p, token);
    report(p, before(token.extent), 'EndSquareBracketExpectedAtEndOfAttribute');
    return { kind: 'TypeConstraintAst', extent: spanOf(bracket.extent, typeName.extent), typeName };
  }
  return { kind: 'TypeConstraintAst', extent: spanOf(bracket.extent, token.extent), typeName };
}

/** `(arguments)]` of an attribute, its `(` read. */
function attributeArgumentsRule(p: Parser, bracket: Token, typeName: TypeName, paren: Token): AttributeBaseAst {
  skipNewlines(p);
  const positionalArguments: ExpressionAst[] = [];
  const namedArguments: NamedAttributeArgumentAst[] = [];
  const mode = setMode(p, 'Expression');
  let last = attributeArgumentListRule(p, positionalArguments, namedArguments, paren.extent);
  setMode(p, mode);
  skipNewlines(p);
  const closeParen = next(p);
  if (closeParen.kind === 'RParen') last = closeParen.extent;
  else {
    unget(p, closeParen);
    reportIncomplete(p, after(last), 'MissingEndParenthesisInExpression');
  }
  skipNewlines(p);
  const closeBracket = next(p);
  if (closeBracket.kind === 'RBracket') last = closeBracket.extent;
  else {
    unget(p, closeBracket);
    if (closeParen.kind === 'RParen') reportIncomplete(p, after(last), 'EndSquareBracketExpectedAtEndOfAttribute');
  }
  return { kind: 'AttributeAst', extent: spanOf(bracket.extent, last), typeName, positionalArguments, namedArguments };
}

/** Fills the two lists; returns the extent of the last item. */
function attributeArgumentListRule(
  p: Parser,
  positionalArguments: ExpressionAst[],
  namedArguments: NamedAttributeArgumentAst[],
  start: ScriptExtent,
): ScriptExtent {
  const commaDisabled = p.commaDisabled;
  p.commaDisabled = true;
  let last = start;
  let comma: Token | undefined;
  const names = new Set<string>();
  while (true) {
    skipNewlines(p);
    const name = simpleNameRule(p);
    if (name !== undefined) {
      let argument: ExpressionAst = { kind: 'ConstantExpressionAst', extent: name.extent, value: true };
      const expressionOmitted = peek(p).kind !== 'Equals';
      if (!expressionOmitted) {
        const equals = next(p);
        skipNewlines(p);
        const expression = expressionRule(p);
        if (expression === undefined) {
          const extent = after(equals.extent);
          reportIncomplete(p, extent, 'MissingExpressionInNamedArgument');
          argument = { kind: 'ErrorExpressionAst', extent, nestedAst: [] };
          syncOnError(p, true, 'Comma', 'RParen', 'RBracket', 'NewLine');
        } else argument = expression;
        last = argument.extent;
      }
      if (names.has(name.value)) report(p, name.extent, 'DuplicateNamedArgument', name.value);
      else {
        names.add(name.value);
        namedArguments.push({
          kind: 'NamedAttributeArgumentAst',
          extent: spanOf(name.extent, argument.extent),
          argumentName: name.value,
          argument,
          expressionOmitted,
        });
      }
    } else {
      const expression = expressionRule(p);
      if (expression !== undefined) {
        positionalArguments.push(expression);
        last = expression.extent;
      } else if (comma !== undefined) {
        const extent = after(comma.extent);
        reportIncomplete(p, extent, 'MissingExpressionAfterToken', textOfKind(comma.kind));
        positionalArguments.push({ kind: 'ErrorExpressionAst', extent, nestedAst: [] });
        last = extent;
      }
    }
    skipNewlines(p);
    comma = peek(p);
    if (comma.kind !== 'Comma') break;
    last = comma.extent;
    skip(p);
  }
  p.commaDisabled = commaDisabled;
  return last;
}

/** An identifier that is a name whatever keyword it spells; `flag` says of what. */
export function simpleNameRule(
  p: Parser,
  flag: number = tokenFlag.MemberName,
): StringConstantExpressionAst | undefined {
  p.lexer.wantSimpleName = true;
  const token = peek(p);
  p.lexer.wantSimpleName = false;
  if (token.kind !== 'Identifier') return undefined;
  token.flags |= flag;
  skip(p);
  return {
    kind: 'StringConstantExpressionAst',
    extent: token.extent,
    value: token.text,
    stringConstantType: 'BareWord',
  };
}

/** A type's name without brackets around it. `first` is given its first token. */
export function typeNameRule(
  p: Parser,
  allowAssembly: boolean,
  first?: { token: Token | undefined },
): TypeName | undefined {
  const mode = setMode(p, 'TypeName');
  const token = next(p);
  let type: TypeName | undefined;
  if (token.kind === 'Identifier') {
    if (first !== undefined) first.token = token;
    type = finishTypeName(p, token, false, allowAssembly);
  } else unget(p, token);
  setMode(p, mode);
  return type;
}

/** After the first identifier: generic arguments, array ranks, the assembly. */
function finishTypeName(p: Parser, name: Token, unbracketedArgument: boolean, allowAssembly = true): TypeName {
  const token = peek(p);
  if (token.kind === 'LBracket') {
    skip(p);
    skipNewlines(p);
    const inner = next(p);
    switch (inner.kind) {
      case 'RBracket':
      case 'Comma':
        return completeArrayTypeName(p, simpleTypeName(name), inner, unbracketedArgument);
      case 'LBracket':
      case 'Identifier':
        return genericTypeNameRule(p, name, inner, unbracketedArgument);
      case 'EndOfInput':
        unget(p, inner);
        reportIncomplete(p, after(token.extent), 'MissingTypename');
        break;
      default:
        report(p, inner.extent, 'UnexpectedToken', inner.text);
        syncOnError(p, true, 'RBracket');
    }
    return simpleTypeName(name);
  }
  if (token.kind === 'Comma' && allowAssembly && !unbracketedArgument) {
    skip(p);
    const assemblyName = scanAssemblyName(p.lexer);
    if (assemblyName.trim() !== '') {
      return simpleTypeName(name, 0, assemblyName, spanOf(name.extent, p.lexer.currentExtent()));
    }
    report(p, after(token.extent), 'MissingAssemblyNameSpecification');
  }
  return simpleTypeName(name);
}

function singleGenericArgument(p: Parser, first: Token): TypeName {
  if (first.kind === 'Identifier') return finishTypeName(p, first, true);
  const token = next(p);
  if (token.kind !== 'Identifier') {
    unget(p, token);
    reportIncomplete(p, after(token.extent), 'MissingTypename');
    return errorTypeName(first.extent);
  }
  const type = finishTypeName(p, token, false);
  const bracket = next(p);
  if (bracket.kind !== 'RBracket') {
    unget(p, bracket);
    reportIncomplete(p, before(bracket.extent), 'EndSquareBracketExpectedAtEndOfType');
  }
  return type;
}

function errorTypeName(extent: ScriptExtent): TypeName {
  return { kind: 'TypeName', extent, name: ':ErrorTypeName:', assemblyName: undefined, genericArgumentCount: 0 };
}

/** The arguments of a generic type, the first token read, and the token after them. */
export function genericTypeArgumentsRule(p: Parser, first: Token): { types: TypeName[]; lastToken: Token } {
  enter(p);
  const types = [singleGenericArgument(p, first)];
  let lastToken: Token;
  while (true) {
    skipNewlines(p);
    lastToken = next(p);
    if (lastToken.kind !== 'Comma') break;
    skipNewlines(p);
    const token = peek(p);
    if (token.kind === 'Identifier' || token.kind === 'LBracket') {
      skip(p);
      types.push(singleGenericArgument(p, token));
    } else {
      reportIncomplete(p, after(lastToken.extent), 'MissingTypename');
      types.push(errorTypeName(lastToken.extent));
    }
  }
  leave(p);
  return { types, lastToken };
}

function genericTypeNameRule(p: Parser, name: Token, first: Token, unbracketedArgument: boolean): TypeName {
  const { types, lastToken } = genericTypeArgumentsRule(p, first);
  let end = lastToken.extent;
  if (lastToken.kind !== 'RBracket') {
    unget(p, lastToken);
    reportIncomplete(p, before(lastToken.extent), 'EndSquareBracketExpectedAtEndOfAttribute');
    end = types[types.length - 1]!.extent;
  }
  const type: TypeName = {
    kind: 'GenericTypeName',
    extent: spanOf(name.extent, end),
    typeName: simpleTypeName(name, types.length),
    genericArguments: types,
  };
  const token = peek(p);
  if (token.kind === 'LBracket') {
    skip(p);
    return completeArrayTypeName(p, type, next(p), unbracketedArgument);
  }
  if (token.kind === 'Comma' && !unbracketedArgument) {
    skip(p);
    const assemblyName = scanAssemblyName(p.lexer);
    if (assemblyName !== '') return withAssembly(type, assemblyName);
    report(p, after(token.extent), 'MissingAssemblyNameSpecification');
  }
  return type;
}

/** The `]`, `,]` ... after an element type; `first` is the token after `[`. */
function completeArrayTypeName(p: Parser, element: TypeName, first: Token, unbracketedArgument: boolean): TypeName {
  let type = element;
  let token = first;
  let depth = 0;
  while (true) {
    if (++depth > maxArrayDepth) {
      report(p, type.extent, 'ScriptTooComplicated');
      type = element;
      depth = 0;
    }
    switch (token.kind) {
      case 'Comma': {
        let rank = 1;
        let lastComma = token;
        let following = token;
        while (following.kind === 'Comma') {
          lastComma = following;
          rank++;
          following = next(p);
        }
        if (following.kind !== 'RBracket') unget(p, following);
        if (rank > maxArrayRank) {
          report(p, spanOf(token.extent, lastComma.extent), 'ArrayHasTooManyDimensions', rank);
          break;
        }
        if (following.kind !== 'RBracket')
          report(p, after(lastComma.extent), 'EndSquareBracketExpectedAtEndOfAttribute');
        type = { kind: 'ArrayTypeName', extent: spanOf(type.extent, following.extent), elementType: type, rank };
        break;
      }
      case 'RBracket':
        type = { kind: 'ArrayTypeName', extent: spanOf(type.extent, token.extent), elementType: type, rank: 1 };
        break;
      case 'EndOfInput':
        unget(p, token);
        report(p, before(token.extent), 'EndSquareBracketExpectedAtEndOfAttribute');
        break;
      default:
        report(p, token.extent, 'UnexpectedToken', token.text);
        syncOnError(p, true, 'RBracket');
    }
    const separator = peek(p);
    if (!unbracketedArgument && separator.kind === 'Comma') {
      skip(p);
      const assemblyName = scanAssemblyName(p.lexer);
      if (assemblyName !== '') return withAssembly(type, assemblyName);
      report(p, after(separator.extent), 'MissingAssemblyNameSpecification');
      return type;
    }
    if (separator.kind !== 'LBracket') return type;
    skip(p);
    token = next(p);
  }
}
