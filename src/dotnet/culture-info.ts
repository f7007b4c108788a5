// CultureInfo, NumberFormatInfo, DateTimeFormatInfo, TextInfo, and what an IFormatProvider argument means.
import {
  Culture,
  cultureNamed,
  cultureOfLcid,
  DateFormat,
  invariantCulture,
  knownCultureNames,
  NumberFormat,
} from '../conversion/culture.ts';
import { threadContext } from '../conversion/thread-context.ts';
import {
  defineType,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { throwNet } from '../psobject/thrown.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { toTitleCase } from './casing.ts';

/** The culture of a provider argument; null means the thread's. */
export function cultureOf(provider: unknown): Culture {
  return provider instanceof Culture ? provider : threadContext().culture;
}
/** The number format of a provider argument. */
export function numberFormatOf(provider: unknown): NumberFormat {
  return provider instanceof NumberFormat ? provider : cultureOf(provider).numberFormat;
}
export function dateFormatOf(provider: unknown): DateFormat {
  return provider instanceof DateFormat ? provider : cultureOf(provider).dateFormat;
}

function named(name: string): Culture {
  const found = cultureNamed(name);
  if (found) return found;
  throwNet(
    'System.Globalization.CultureNotFoundException',
    `Culture is not supported. (Parameter 'name')\n${name} is an invalid culture identifier.`,
    {
      hResult: -2147024809,
      properties: [
        ['ParamName', 'name'],
        ['InvalidCultureName', name],
      ],
    },
  );
}
function byLcid(lcid: number): Culture {
  return (
    cultureOfLcid(lcid) ??
    throwNet(
      'System.Globalization.CultureNotFoundException',
      `Culture is not supported. (Parameter 'culture')\n${lcid} (0x${lcid.toString(16).padStart(4, '0')}) is an invalid culture identifier.`,
      {
        hResult: -2147024809,
        properties: [['ParamName', 'culture']],
      },
    )
  );
}

export class TextInfo {
  readonly culture: Culture;
  constructor(culture: Culture) {
    this.culture = culture;
  }
  get [netTypeName](): string {
    return 'System.Globalization.TextInfo';
  }
}

/** Properties that read and write a field of the same name in camel case. */
function fields<T>(type: string, names: Readonly<Record<string, keyof T & string>>): MemberDefinition[] {
  return Object.entries(names).map(([name, field]) =>
    property(
      `${type} ${name} {get;set;}`,
      (self) => self[field],
      (self, value) => {
        self[field] = value;
      },
    ),
  );
}

const cultureType = defineType<Culture>({
  name: 'System.Globalization.CultureInfo',
  interfaces: ['System.IFormatProvider', 'System.ICloneable'],
  toText: (self) => self.name,
  equals: (a, b) => b instanceof Culture && a.name === b.name,
  members: [
    { kind: 'constructor', texts: ['cultureinfo new(string name)'], body: named },
    { kind: 'constructor', texts: ['cultureinfo new(int culture)'], body: byLcid },
    method(
      ['static cultureinfo GetCultureInfo(string name)', 'static cultureinfo CreateSpecificCulture(string name)'],
      named,
    ),
    method('static cultureinfo GetCultureInfo(int culture)', byLcid),
    method('static cultureinfo[] GetCultures(System.Globalization.CultureTypes types)', () =>
      arrayOf('System.Globalization.CultureInfo', knownCultureNames().map(named)),
    ),
    property('static cultureinfo InvariantCulture {get;}', () => invariantCulture),
    property(
      'static cultureinfo CurrentCulture {get;set;}',
      () => threadContext().culture,
      (value: Culture) => {
        threadContext().culture = value;
      },
    ),
    property(
      'static cultureinfo CurrentUICulture {get;set;}',
      () => threadContext().uiCulture,
      (value: Culture) => {
        threadContext().uiCulture = value;
      },
    ),
    property('static cultureinfo InstalledUICulture {get;}', () => threadContext().uiCulture),
    property('int LCID {get;}', (self: Culture) => self.lcid),
    property('string Name {get;}', (self: Culture) => self.name),
    property('string DisplayName {get;}', (self: Culture) => self.englishName),
    property('string EnglishName {get;}', (self: Culture) => self.englishName),
    property('string NativeName {get;}', (self: Culture) => self.nativeName),
    property('string IetfLanguageTag {get;}', (self: Culture) => self.name),
    property('string TwoLetterISOLanguageName {get;}', (self: Culture) => self.twoLetterName),
    property('string ThreeLetterISOLanguageName {get;}', (self: Culture) => self.threeLetterName),
    property('string ThreeLetterWindowsLanguageName {get;}', (self: Culture) => self.windowsName),
    property('bool IsNeutralCulture {get;}', (self: Culture) => self.isNeutral),
    property('cultureinfo Parent {get;}', (self: Culture) => named(self.parentName)),
    property(
      'System.Globalization.NumberFormatInfo NumberFormat {get;set;}',
      (self: Culture) => self.numberFormat,
      (self: Culture, value: NumberFormat) => {
        self.numberFormat = value;
      },
    ),
    property(
      'System.Globalization.DateTimeFormatInfo DateTimeFormat {get;set;}',
      (self: Culture) => self.dateFormat,
      (self: Culture, value: DateFormat) => {
        self.dateFormat = value;
      },
    ),
    property('System.Globalization.TextInfo TextInfo {get;}', (self: Culture) => new TextInfo(self)),
    method('System.Object Clone()', (self: Culture) => {
      const copy = Object.assign(Object.create(Culture.prototype) as Culture, self);
      copy.numberFormat = Object.assign(new NumberFormat(), self.numberFormat);
      copy.dateFormat = Object.assign(new DateFormat(), self.dateFormat);
      return copy;
    }),
    method('System.Object GetFormat(type formatType)', (self: Culture, type) =>
      type.name === 'NumberFormatInfo'
        ? self.numberFormat
        : type.name === 'DateTimeFormatInfo'
          ? self.dateFormat
          : null,
    ),
  ],
});

const sizes = (values: readonly number[]): unknown[] => arrayOf('System.Int32', [...values]);

const numberFormatType = defineType<NumberFormat>({
  name: 'System.Globalization.NumberFormatInfo',
  interfaces: ['System.IFormatProvider', 'System.ICloneable'],
  members: [
    { kind: 'constructor', texts: ['System.Globalization.NumberFormatInfo new()'], body: () => new NumberFormat() },
    property(
      'static System.Globalization.NumberFormatInfo CurrentInfo {get;}',
      () => threadContext().culture.numberFormat,
    ),
    property('static System.Globalization.NumberFormatInfo InvariantInfo {get;}', () => invariantCulture.numberFormat),
    ...fields<NumberFormat>('string', {
      NumberDecimalSeparator: 'decimalSeparator',
      NumberGroupSeparator: 'groupSeparator',
      NegativeSign: 'negativeSign',
      PositiveSign: 'positiveSign',
      NaNSymbol: 'nanSymbol',
      PositiveInfinitySymbol: 'positiveInfinity',
      NegativeInfinitySymbol: 'negativeInfinity',
      CurrencySymbol: 'currencySymbol',
      CurrencyDecimalSeparator: 'currencyDecimalSeparator',
      CurrencyGroupSeparator: 'currencyGroupSeparator',
      PercentSymbol: 'percentSymbol',
      PerMilleSymbol: 'perMilleSymbol',
      PercentDecimalSeparator: 'percentDecimalSeparator',
      PercentGroupSeparator: 'percentGroupSeparator',
    }),
    ...fields<NumberFormat>('int', {
      NumberDecimalDigits: 'decimalDigits',
      NumberNegativePattern: 'negativePattern',
      CurrencyDecimalDigits: 'currencyDecimalDigits',
      CurrencyPositivePattern: 'currencyPositivePattern',
      CurrencyNegativePattern: 'currencyNegativePattern',
      PercentDecimalDigits: 'percentDecimalDigits',
      PercentPositivePattern: 'percentPositivePattern',
      PercentNegativePattern: 'percentNegativePattern',
    }),
    property(
      'int[] NumberGroupSizes {get;set;}',
      (self: NumberFormat) => sizes(self.groupSizes),
      (self: NumberFormat, value: number[]) => {
        self.groupSizes = [...value];
      },
    ),
    property(
      'int[] CurrencyGroupSizes {get;set;}',
      (self: NumberFormat) => sizes(self.currencyGroupSizes),
      (self: NumberFormat, value: number[]) => {
        self.currencyGroupSizes = [...value];
      },
    ),
    method('System.Object Clone()', (self: NumberFormat) => Object.assign(new NumberFormat(), self)),
  ],
});

const names = (values: readonly string[], padded = false): unknown[] =>
  arrayOf('System.String', padded ? [...values, ''] : [...values]);

const dateFormatType = defineType<DateFormat>({
  name: 'System.Globalization.DateTimeFormatInfo',
  interfaces: ['System.IFormatProvider', 'System.ICloneable'],
  members: [
    property(
      'static System.Globalization.DateTimeFormatInfo CurrentInfo {get;}',
      () => threadContext().culture.dateFormat,
    ),
    property('static System.Globalization.DateTimeFormatInfo InvariantInfo {get;}', () => invariantCulture.dateFormat),
    ...fields<DateFormat>('string', {
      ShortDatePattern: 'shortDatePattern',
      LongDatePattern: 'longDatePattern',
      ShortTimePattern: 'shortTimePattern',
      LongTimePattern: 'longTimePattern',
      FullDateTimePattern: 'fullDateTimePattern',
      MonthDayPattern: 'monthDayPattern',
      YearMonthPattern: 'yearMonthPattern',
      DateSeparator: 'dateSeparator',
      TimeSeparator: 'timeSeparator',
      AMDesignator: 'amDesignator',
      PMDesignator: 'pmDesignator',
    }),
    property('string RFC1123Pattern {get;}', () => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"),
    property('string SortableDateTimePattern {get;}', () => "yyyy'-'MM'-'dd'T'HH':'mm':'ss"),
    property('string UniversalSortableDateTimePattern {get;}', () => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"),
    property('System.DayOfWeek FirstDayOfWeek {get;}', (self: DateFormat) => self.firstDayOfWeek),
    property('string[] DayNames {get;}', (self: DateFormat) => names(self.dayNames)),
    property('string[] AbbreviatedDayNames {get;}', (self: DateFormat) => names(self.abbreviatedDayNames)),
    property('string[] ShortestDayNames {get;}', (self: DateFormat) => names(self.shortestDayNames)),
    property('string[] MonthNames {get;}', (self: DateFormat) => names(self.monthNames, true)),
    property('string[] AbbreviatedMonthNames {get;}', (self: DateFormat) => names(self.abbreviatedMonthNames, true)),
    method('string GetMonthName(int month)', (self: DateFormat, month: number) => self.monthNames[month - 1] ?? ''),
    method(
      'string GetAbbreviatedMonthName(int month)',
      (self: DateFormat, month: number) => self.abbreviatedMonthNames[month - 1] ?? '',
    ),
    method(
      'string GetDayName(System.DayOfWeek dayofweek)',
      (self: DateFormat, day) => self.dayNames[Number(day.value)],
    ),
    method(
      'string GetAbbreviatedDayName(System.DayOfWeek dayofweek)',
      (self: DateFormat, day) => self.abbreviatedDayNames[Number(day.value)],
    ),
    method('System.Object Clone()', (self: DateFormat) => Object.assign(new DateFormat(), self)),
  ],
});

const textInfoType = defineType<TextInfo>({
  name: 'System.Globalization.TextInfo',
  members: [
    property('string CultureName {get;}', (self: TextInfo) => self.culture.name),
    property('string ListSeparator {get;}', (self: TextInfo) => self.culture.listSeparator),
    method('string ToTitleCase(string str)', (_, text: string) => toTitleCase(text)),
    method('string ToUpper(string str)', (self: TextInfo, text: string) =>
      text.toLocaleUpperCase(self.culture.name || undefined),
    ),
    method('string ToLower(string str)', (self: TextInfo, text: string) =>
      text.toLocaleLowerCase(self.culture.name || undefined),
    ),
  ],
});

export const cultureTypes: readonly TypeDefinition[] = [cultureType, numberFormatType, dateFormatType, textInfoType];
