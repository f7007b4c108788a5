// The conversions that the language itself defines: to bool, string, hashtable, void, delegates, regular expressions, enums.
import { automationNull } from '../psobject/automation-null.ts';
import { Hashtable } from '../psobject/collections.ts';
import { PSObject } from '../psobject/ps-object.ts';
import { PSReference } from '../psobject/ps-reference.ts';
import { ThrownException, throwNet } from '../psobject/thrown.ts';
import { EnumValue } from '../psobject/values.ts';
import { conversionRank as rank } from './conversion-rank.ts';
import { type Conversion, figureConversion, rethrowAsCast } from './convert.ts';
import { isEnumerableType } from './convert-array.ts';
import { dictionaryEntries } from './dictionary.ts';
import { enumNameList, enumText, enumValueNamed, isDefinedEnumValue } from './enum-values.ts';
import { castError } from './errors.ts';
import { createInstance } from './members.ts';
import type { NetType } from './net-type.ts';
import { scanNumber } from './number-text.ts';
import { integerOf, isIntegerKind, kindOfTypeName, numberFromScalar } from './numeric.ts';
import { threadContext } from './thread-context.ts';
import { toBoolean } from './to-boolean.ts';
import { netToString, toStringValue } from './to-string.ts';

/** Conversions by target type that come before Parse, constructors and casts. */
export function figureLanguage(from: NetType, to: NetType): Conversion | undefined {
  if (to.nullableOf) {
    const inner = figureConversion(from, to.nullableOf);
    return inner.rank === rank.None
      ? undefined
      : { rank: inner.rank, run: (value, _, original) => inner.run(value, to.nullableOf!, original) };
  }
  if (to.isArray) return undefined;
  const fromName = from.isArray ? '' : from.definition.name;
  switch (to.definition.name) {
    case 'System.Void':
      return { rank: rank.Language, run: () => automationNull };
    case 'System.Boolean':
      return { rank: rank.Language, run: toBoolean };
    case 'System.String':
      return { rank: rank.ToString, run: (value, _, original) => toStringValue(original ?? value) };
    case 'System.Collections.Hashtable':
      if (!from.implements('System.Collections.IDictionary')) return undefined;
      return { rank: rank.Language, run: (value) => Hashtable.of(dictionaryEntries(value)!, 'ordinal') };
    case 'System.Management.Automation.PSReference':
      return { rank: rank.Language, run: (value) => PSReference.to(value) };
    case 'System.Management.Automation.PSCustomObject':
      return { rank: rank.Language, run: (value) => customObject(value) };
    case 'System.Text.RegularExpressions.Regex':
      if (fromName !== 'System.String') break;
      return { rank: rank.Language, run: (value) => createInstanceAs('InvalidCastFromStringToRegex', to, value) };
    case 'System.Uri':
      if (fromName !== 'System.String') break;
      return { rank: rank.Language, run: (value) => createInstanceAs('InvalidCastFromStringToUri', to, value) };
    case 'System.Xml.XmlDocument':
      return { rank: rank.Language, run: (value) => createXml(to, value) };
    case 'System.Type':
      if (fromName !== 'System.String') break;
      return { rank: rank.Language, run: (value) => typeFromText(value as string, to) };
  }
  if (
    to.isDelegate &&
    (fromName === 'System.Management.Automation.ScriptBlock' || from.isSubclassOf(scriptBlockType(to)))
  ) {
    return {
      rank: rank.Language,
      run: (value) => {
        try {
          return threadContext().scriptBlockToDelegate(value, to);
        } catch (error) {
          rethrowAsCast('InvalidCastFromScriptBlockToDelegate', value, to, error);
        }
      },
    };
  }
  const kind = from.isArray ? undefined : kindOfTypeName(fromName);
  if (to.isEnum && kind && isIntegerKind(kind))
    return { rank: rank.Language, run: (value) => enumValueFromNumber(value, to, value) };
  return undefined;
}

function scriptBlockType(to: NetType): NetType {
  return (
    to.registry.find('System.Management.Automation.ScriptBlock') ??
    to.registry.opaque('System.Management.Automation.ScriptBlock')
  );
}

function createInstanceAs(errorId: string, to: NetType, value: unknown): unknown {
  try {
    return createInstance(to, [value], { unwrapped: true });
  } catch (error) {
    rethrowAsCast(errorId, value, to, error);
  }
}

function createXml(to: NetType, value: unknown): unknown {
  const text = toStringValue(value);
  try {
    const document = createInstance(to, []);
    to.method('LoadXml')!.overloads[0]!.body(document, text);
    return document;
  } catch (error) {
    rethrowAsCast('InvalidCastToXmlDocument', text, to, error);
  }
}

function typeFromText(text: string, to: NetType): NetType {
  const type = to.registry.find(text.replace(/^\[(.*)\]$/, '$1'));
  if (!type)
    castError(
      'InvalidCastFromStringToType',
      `Cannot convert the "${text}" value of type "System.String" to type "System.Type".`,
    );
  return type;
}

/** A dictionary as a [pscustomobject]; any other value stays what it is. */
export function customObject(value: unknown): unknown {
  const entries = dictionaryEntries(value);
  if (!entries) return value;
  const result = new PSObject();
  for (const [key, item] of entries) {
    const name = toStringValue(key);
    result.members.setNote(name, item);
  }
  return result;
}

/** Conversions to an enum from text, collections of text, and numbers. */
export function figureEnum(from: NetType, to: NetType): Conversion | undefined {
  if (!to.isEnum) return undefined;
  if (!from.isArray && from.definition.name === 'System.String') {
    return { rank: rank.Parse, run: (value) => enumValueFromText(value as string, to) };
  }
  if (isEnumerableType(from)) {
    return {
      rank: rank.Parse,
      run: (value) =>
        enumValueFromText([...(value as Iterable<unknown>)].map((item) => toStringValue(item)).join(','), to),
    };
  }
  return undefined;
}

/** A number as an enum value; it must be one of the enum's, or bits of it. */
export function enumValueFromNumber(value: unknown, to: NetType, original: unknown = value): EnumValue {
  const kind = kindOfTypeName(to.definition.underlying ?? 'System.Int32')!;
  let number: bigint;
  try {
    number = integerOf(numberFromScalar(value, kind));
  } catch (error) {
    rethrowAsCast('InvalidCastExceptionIntegerToEnum', original, to, error);
  }
  throwUnlessDefined('UndefinedIntegerToEnum', number, original, to);
  return new EnumValue(to.toString(), number, enumText(to, number));
}

function throwUnlessDefined(errorId: string, number: bigint, original: unknown, to: NetType): void {
  const all = (to.definition.values ?? []).reduce((bits, [, v]) => bits | v, 0n);
  const defined = isDefinedEnumValue(to, number) || (to.definition.isFlags && (number & ~all) === 0n);
  if (defined) return;
  castError(
    errorId,
    `Cannot convert value "${netToString(original)}" to type "${to}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${enumNameList(to)}".`,
  );
}

/** Enum.Parse without case, or the only name that begins with the text. */
export function enumValueFromText(text: string, to: NetType): EnumValue {
  const trimmed = text.trim();
  if (trimmed === '') {
    try {
      throwNet(
        'System.ArgumentException',
        "Must specify valid information for parsing in the string. (Parameter 'value')",
        {
          properties: [['ParamName', 'value']],
          hResult: -2147024809,
        },
      );
    } catch (error) {
      rethrowAsCast('CaseInsensitiveEnumParseThrewAnException', text, to, error);
    }
  }
  let bits = 0n;
  for (const part of trimmed.split(',')) {
    const name = part.trim();
    const exact = enumValueNamed(to, name);
    if (exact !== undefined) {
      bits |= exact;
      continue;
    }
    const number = /^[+-]?\d+$/.test(name) ? scanNumber(name) : undefined;
    if (number !== undefined) {
      bits |= integerOf(number);
      continue;
    }
    if (trimmed.includes(',')) {
      castError(
        'InvalidCastEnumStringNotFound',
        `Cannot convert value "${text}" to type "${to}" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "${enumNameList(to)}".`,
      );
    }
    bits = enumByPrefix(name, text, to);
  }
  throwUnlessDefined('EnumParseUndefined', bits, text, to);
  return new EnumValue(to.toString(), bits, enumText(to, bits));
}

function enumByPrefix(name: string, text: string, to: NetType): bigint {
  const lower = name.toLowerCase();
  const matches = (to.definition.values ?? []).filter(([candidate]) => candidate.toLowerCase().startsWith(lower));
  const message =
    matches.length === 0
      ? `Unable to match the identifier name ${name} to a valid enumerator name. Specify one of the following enumerator names and try again:\n${(to.definition.values ?? []).map(([n]) => n).join(', ')}`
      : `Cannot process argument because the value of argument "${name}" is not unique: ${matches.map(([n]) => n).join(', ')}`;
  if (matches.length === 1) return matches[0]![1];
  try {
    throwNet('System.Management.Automation.RuntimeException', message, { errorId: 'NoEnumNameMatch' });
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    rethrowAsCast('SubstringDisambiguationEnumParseThrewAnException', text, to, error);
  }
}
