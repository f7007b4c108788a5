// class and enum: their heads, members, attributes and qualifiers.
import type { Ast, AttributeBaseAst, ExpressionAst, MemberAst, StatementAst } from '../ast/ast.ts';
import type { PropertyMemberAst, TypeDefinitionAst } from '../ast/definitions.ts';
import type { AttributeAst, TypeConstraintAst } from '../ast/types.ts';
import { after, type ScriptExtent, spanOf } from '../extent.ts';
import type { Token, VariableToken } from '../token.ts';
import { textOfKind, tokenFlag } from '../token-kind.ts';
import { expressionRule } from './expressions.ts';
import { methodDeclarationRule } from './functions.ts';
import { errorStatement } from './loops.ts';
import {
  next,
  type Parser,
  peek,
  report,
  reportIncomplete,
  reportIncompleteAt,
  setMode,
  skip,
  skipNewlines,
  skipNewlinesAndSemicolons,
  syncOnError,
  unget,
} from './parser.ts';
import { attributeRule, simpleNameRule, typeNameRule } from './types.ts';

function onlyAttributes(attributes: readonly AttributeBaseAst[]): AttributeAst[] {
  return attributes.filter((attribute) => attribute.kind === 'AttributeAst');
}

function onlyTypes(attributes: readonly AttributeBaseAst[]): TypeConstraintAst[] {
  return attributes.filter((attribute) => attribute.kind === 'TypeConstraintAst');
}

export function classDefinitionRule(p: Parser, attributes: AttributeBaseAst[], token: Token): StatementAst {
  skipNewlines(p);
  const name = simpleNameRule(p, tokenFlag.TypeName);
  if (name === undefined) {
    reportIncomplete(p, after(token.extent), 'MissingNameAfterKeyword', token.text);
    return errorStatement(token.extent, token.extent);
  }
  skipNewlines(p);
  const mode = setMode(p, 'Signature');
  const baseTypes = baseTypesRule(p);
  const curly = next(p);
  let statement: StatementAst;
  if (curly.kind === 'LCurly') {
    const body = classBodyRule(p, name.value, curly);
    const extent = spanOf((attributes[0] ?? token).extent, body.end);
    const definition: TypeDefinitionAst = {
      kind: 'TypeDefinitionAst',
      extent,
      typeKind: 'Class',
      name: name.value,
      attributes: onlyAttributes(attributes),
      baseTypes,
      members: body.members,
    };
    const types = onlyTypes(attributes);
    if (types.length > 0) body.errorAsts.push(...types, definition);
    statement =
      body.errorAsts.length > 0 ? { kind: 'ErrorStatementAst', extent, nestedAst: body.errorAsts } : definition;
  } else {
    unget(p, curly);
    const last = baseTypes[baseTypes.length - 1] ?? name;
    reportIncomplete(p, after(last.extent), 'MissingTypeBody', textOfKind(token.kind));
    statement = errorStatement(token.extent, last.extent, ...baseTypes);
  }
  setMode(p, mode);
  return statement;
}

/** `: Base, IInterface`. */
function baseTypesRule(p: Parser): TypeConstraintAst[] {
  const types: TypeConstraintAst[] = [];
  let separator = peek(p);
  if (separator.kind !== 'Colon') return types;
  while (true) {
    skip(p);
    skipNewlines(p);
    const typeName = typeNameRule(p, false);
    if (typeName === undefined) {
      reportIncomplete(p, after(separator.extent), 'TypeNameExpected');
      return types;
    }
    types.push({ kind: 'TypeConstraintAst', extent: typeName.extent, typeName });
    skipNewlines(p);
    separator = peek(p);
    if (separator.kind !== 'Comma') return types;
  }
}

interface ClassBody {
  readonly members: MemberAst[];
  /** What stands in members that are in error. */
  readonly errorAsts: Ast[];
  end: ScriptExtent;
}

function classBodyRule(p: Parser, className: string, curly: Token): ClassBody {
  const body: ClassBody = { members: [], errorAsts: [], end: curly.extent };
  while (classMemberRule(p, className, body)) {}
  const close = next(p);
  if (close.kind === 'RCurly') body.end = close.extent;
  else {
    unget(p, close);
    reportIncompleteAt(p, after(curly.extent), close.extent, 'MissingEndCurlyBrace');
  }
  return body;
}

/** What may stand before a member's name. */
interface Modifiers {
  readonly attributes: AttributeAst[];
  type: TypeConstraintAst | undefined;
  isStatic: boolean;
  isHidden: boolean;
  /** The first and the last of them. */
  start: ScriptExtent | undefined;
  last: ScriptExtent | undefined;
}

/** Adds a member to the body; false when there is none, true also after one in error that leaves something behind. */
function classMemberRule(p: Parser, className: string, body: ClassBody): boolean {
  const modifiers = modifiersRule(p);
  const token = peek(p);
  const start = modifiers.start ?? token.extent;
  if (token.kind === 'Variable') {
    skip(p);
    const property = propertyRule(p, modifiers, token as VariableToken, start);
    // An empty name was reported by the lexer.
    if (property.name === '') return recordErrors(body, modifiers, property.initialValue);
    body.members.push(property);
    body.end = property.extent;
    return true;
  }
  if (token.kind === 'Identifier' || (token.flags & tokenFlag.Keyword) !== 0) {
    token.flags = 0;
    skip(p);
    const method = methodDeclarationRule(p, token, className, modifiers.isStatic);
    if (method === undefined) {
      syncOnError(p, false, 'RCurly');
      return recordErrors(body, modifiers, undefined);
    }
    const extent = spanOf(start, method.extent);
    body.members.push({
      kind: 'FunctionMemberAst',
      extent,
      name: token.text,
      isConstructor: token.text.toLowerCase() === className.toLowerCase(),
      isStatic: modifiers.isStatic,
      isHidden: modifiers.isHidden,
      returnType: modifiers.type,
      attributes: modifiers.attributes,
      parameters: method.parameters,
      body: method.body,
    });
    body.end = extent;
    return true;
  }
  if (modifiers.last === undefined) return false;
  reportIncomplete(p, after(modifiers.last), 'IncompleteMemberDefinition');
  return recordErrors(body, modifiers, undefined);
}

function recordErrors(body: ClassBody, modifiers: Modifiers, initialValue: ExpressionAst | undefined): boolean {
  const asts: Ast[] = [...modifiers.attributes];
  if (modifiers.type !== undefined) asts.push(modifiers.type);
  if (initialValue !== undefined) asts.push(initialValue);
  if (asts.length === 0) return false;
  body.errorAsts.push(...asts);
  body.end = asts[asts.length - 1]!.extent;
  return true;
}

function modifiersRule(p: Parser): Modifiers {
  const modifiers: Modifiers = {
    attributes: [],
    type: undefined,
    isStatic: false,
    isHidden: false,
    start: undefined,
    last: undefined,
  };
  while (true) {
    skipNewlines(p);
    const attribute = attributeRule(p);
    if (attribute !== undefined) {
      if (attribute.kind === 'AttributeAst') modifiers.attributes.push(attribute);
      else if (modifiers.type === undefined) modifiers.type = attribute;
      else report(p, attribute.extent, 'TooManyTypes');
      modifiers.start ??= attribute.extent;
      modifiers.last = attribute.extent;
      continue;
    }
    const token = peek(p);
    if (token.kind !== 'Static' && token.kind !== 'Hidden') return modifiers;
    const flag = token.kind === 'Static' ? 'isStatic' : 'isHidden';
    if (modifiers[flag]) report(p, token.extent, 'DuplicateQualifier', token.text);
    modifiers[flag] = true;
    modifiers.start ??= token.extent;
    modifiers.last = token.extent;
    skip(p);
  }
}

function propertyRule(
  p: Parser,
  modifiers: Modifiers,
  variable: VariableToken,
  start: ScriptExtent,
): PropertyMemberAst {
  let initialValue: ExpressionAst | undefined;
  if (peek(p).kind === 'Equals') {
    skip(p);
    skipNewlines(p);
    initialValue = expressionRule(p);
  }
  const end = terminatorRule(p, (initialValue ?? variable).extent, true);
  return {
    kind: 'PropertyMemberAst',
    extent: spanOf(start, end),
    name: variable.name,
    propertyType: modifiers.type,
    attributes: modifiers.attributes,
    isStatic: modifiers.isStatic,
    isHidden: modifiers.isHidden,
    isLiteral: false,
    initialValue,
  };
}

/** The line end or semicolon after a property; returns where the property ends. */
function terminatorRule(p: Parser, end: ScriptExtent, required: boolean): ScriptExtent {
  const token = peek(p);
  if (required && token.kind !== 'NewLine' && token.kind !== 'Semi' && token.kind !== 'RCurly') {
    reportIncomplete(p, after(end), 'MissingPropertyTerminator');
  }
  skipNewlinesAndSemicolons(p);
  return token.kind === 'Semi' ? token.extent : end;
}

/** The types that an enum's values may have, by the names that a script may give them. */
const underlyingTypes = new Set([
  ...['byte', 'sbyte', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'].flatMap((name) => [
    name,
    `system.${name}`,
  ]),
  ...['int', 'uint', 'long', 'ulong', 'short', 'ushort'],
]);

export function enumDefinitionRule(p: Parser, attributes: AttributeBaseAst[], token: Token): StatementAst {
  skipNewlines(p);
  const name = simpleNameRule(p);
  if (name === undefined) {
    reportIncomplete(p, after(token.extent), 'MissingNameAfterKeyword', token.text);
    return errorStatement(token.extent, token.extent);
  }
  const mode = setMode(p, 'Signature');
  const baseTypes = underlyingTypeRule(p);
  skipNewlines(p);
  const curly = next(p);
  let statement: StatementAst;
  if (curly.kind === 'LCurly') {
    const members: MemberAst[] = [];
    while (enumMemberRule(p, members)) {}
    const close = next(p);
    if (close.kind !== 'RCurly') {
      unget(p, close);
      reportIncompleteAt(p, after(curly.extent), close.extent, 'MissingEndCurlyBrace');
    }
    const start = (attributes[0] ?? token).extent;
    const definition: TypeDefinitionAst = {
      kind: 'TypeDefinitionAst',
      extent: spanOf(start, close.extent),
      typeKind: 'Enum',
      name: name.value,
      attributes: onlyAttributes(attributes),
      baseTypes,
      members,
    };
    const types = onlyTypes(attributes);
    statement = types.length === 0 ? definition : errorStatement(start, start, ...types, definition);
  } else {
    unget(p, curly);
    reportIncomplete(p, after(name.extent), 'MissingTypeBody', textOfKind(token.kind));
    statement = errorStatement(token.extent, name.extent);
  }
  setMode(p, mode);
  return statement;
}

function underlyingTypeRule(p: Parser): TypeConstraintAst[] {
  const colon = peek(p);
  if (colon.kind !== 'Colon') return [];
  skip(p);
  skipNewlines(p);
  const typeName = typeNameRule(p, false);
  if (typeName === undefined) {
    reportIncomplete(p, after(colon.extent), 'TypeNameExpected');
    return [];
  }
  if (typeName.kind !== 'TypeName' || !underlyingTypes.has(typeName.name.toLowerCase())) {
    const name = typeName.kind === 'TypeName' ? typeName.name : typeName.extent.text;
    report(p, typeName.extent, 'InvalidUnderlyingType', name);
  }
  return [{ kind: 'TypeConstraintAst', extent: typeName.extent, typeName }];
}

function enumMemberRule(p: Parser, members: MemberAst[]): boolean {
  skipNewlines(p);
  const name = simpleNameRule(p);
  if (name === undefined) return false;
  let end = name.extent;
  let missing = false;
  const mode = setMode(p, 'Expression');
  const equals = peek(p);
  let initialValue: ExpressionAst | undefined;
  if (equals.kind === 'Equals') {
    skip(p);
    initialValue = expressionRule(p);
    if (initialValue === undefined) {
      report(p, after(equals.extent), 'ExpectedValueExpression', textOfKind(equals.kind));
      end = equals.extent;
      missing = true;
    } else end = initialValue.extent;
  }
  setMode(p, mode);
  end = terminatorRule(p, end, !missing);
  members.push({
    kind: 'PropertyMemberAst',
    extent: spanOf(name.extent, end),
    name: name.value,
    propertyType: undefined,
    attributes: [],
    isStatic: true,
    isHidden: false,
    isLiteral: true,
    initialValue,
  });
  return true;
}
