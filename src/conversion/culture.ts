// System.Globalization.CultureInfo with its NumberFormatInfo and DateTimeFormatInfo, as far as formatting and parsing need them.
import { netTypeName } from '../psobject/type-name.ts';
import { cultureLines } from './culture-facts.ts';

/** NumberFormatInfo. */
export class NumberFormat {
  decimalSeparator = '.';
  groupSeparator = ',';
  groupSizes: number[] = [3];
  decimalDigits = 2;
  negativePattern = 1;
  negativeSign = '-';
  positiveSign = '+';
  nanSymbol = 'NaN';
  positiveInfinity = 'Infinity';
  negativeInfinity = '-Infinity';
  currencySymbol = '\u00a4';
  currencyDecimalSeparator = '.';
  currencyGroupSeparator = ',';
  currencyGroupSizes: number[] = [3];
  currencyDecimalDigits = 2;
  currencyPositivePattern = 0;
  currencyNegativePattern = 0;
  percentSymbol = '%';
  perMilleSymbol = '\u2030';
  percentDecimalSeparator = '.';
  percentGroupSeparator = ',';
  percentDecimalDigits = 2;
  percentPositivePattern = 0;
  percentNegativePattern = 0;

  get [netTypeName](): string {
    return 'System.Globalization.NumberFormatInfo';
  }
}

/** DateTimeFormatInfo. */
export class DateFormat {
  shortDatePattern = '';
  longDatePattern = '';
  shortTimePattern = '';
  longTimePattern = '';
  fullDateTimePattern = '';
  monthDayPattern = '';
  yearMonthPattern = '';
  dateSeparator = '/';
  timeSeparator = ':';
  amDesignator = 'AM';
  pmDesignator = 'PM';
  firstDayOfWeek = 0;
  calendarWeekRule = 0;
  dayNames: string[] = [];
  abbreviatedDayNames: string[] = [];
  shortestDayNames: string[] = [];
  monthNames: string[] = [];
  abbreviatedMonthNames: string[] = [];
  monthGenitiveNames: string[] = [];
  abbreviatedMonthGenitiveNames: string[] = [];

  get [netTypeName](): string {
    return 'System.Globalization.DateTimeFormatInfo';
  }
}

export class Culture {
  readonly name: string;
  readonly lcid: number;
  readonly parentName: string;
  readonly englishName: string;
  readonly nativeName: string;
  readonly twoLetterName: string;
  readonly threeLetterName: string;
  readonly windowsName: string;
  readonly isNeutral: boolean;
  readonly listSeparator: string;
  numberFormat: NumberFormat;
  dateFormat: DateFormat;

  constructor(line: string, name?: string) {
    const fields = line.split(';');
    const [number, currency, percent, date, ...names] = fields.slice(9, 20).map((field) => field.split('|'));
    this.name = name ?? fields[0]!;
    this.lcid = name === undefined ? Number(fields[1]) : 4096;
    this.parentName = fields[2]!;
    this.englishName = fields[3]!;
    this.nativeName = fields[4]!;
    this.twoLetterName = fields[5]!;
    this.threeLetterName = fields[6]!;
    this.windowsName = fields[7]!;
    this.isNeutral = fields[8] === '1';
    this.listSeparator = fields.slice(20).join(';');
    this.numberFormat = readNumberFormat(number!, currency!, percent!);
    this.dateFormat = readDateFormat(date!, names);
  }
  get [netTypeName](): string {
    return 'System.Globalization.CultureInfo';
  }
  get valueKey(): string {
    return `CultureInfo ${this.name}`;
  }
  toString(): string {
    return this.name;
  }
}

/** What an IFormatProvider argument may be. */
export type FormatProvider = Culture;

const sizes = (text: string): number[] => text.split(' ').map(Number);

function readNumberFormat(number: string[], currency: string[], percent: string[]): NumberFormat {
  const format = new NumberFormat();
  [format.decimalSeparator, format.groupSeparator] = number as [string, string];
  format.groupSizes = sizes(number[2]!);
  format.decimalDigits = Number(number[3]);
  format.negativePattern = Number(number[4]);
  [
    ,
    ,
    ,
    ,
    ,
    format.negativeSign,
    format.positiveSign,
    format.nanSymbol,
    format.positiveInfinity,
    format.negativeInfinity,
  ] = number as [string, string, string, string, string, string, string, string, string, string];
  [format.currencySymbol, format.currencyDecimalSeparator, format.currencyGroupSeparator] = currency as [
    string,
    string,
    string,
  ];
  format.currencyGroupSizes = sizes(currency[3]!);
  format.currencyDecimalDigits = Number(currency[4]);
  format.currencyPositivePattern = Number(currency[5]);
  format.currencyNegativePattern = Number(currency[6]);
  [format.percentSymbol, format.perMilleSymbol, format.percentDecimalSeparator, format.percentGroupSeparator] =
    percent as [string, string, string, string];
  format.percentDecimalDigits = Number(percent[4]);
  format.percentPositivePattern = Number(percent[5]);
  format.percentNegativePattern = Number(percent[6]);
  return format;
}

function readDateFormat(date: string[], names: string[][]): DateFormat {
  const format = new DateFormat();
  [
    format.shortDatePattern,
    format.longDatePattern,
    format.shortTimePattern,
    format.longTimePattern,
    format.fullDateTimePattern,
    format.monthDayPattern,
    format.yearMonthPattern,
    format.dateSeparator,
    format.timeSeparator,
    format.amDesignator,
    format.pmDesignator,
  ] = date as [string, string, string, string, string, string, string, string, string, string, string];
  format.firstDayOfWeek = Number(date[11]);
  format.calendarWeekRule = Number(date[15]);
  [
    format.dayNames,
    format.abbreviatedDayNames,
    format.shortestDayNames,
    format.monthNames,
    format.abbreviatedMonthNames,
    format.monthGenitiveNames,
    format.abbreviatedMonthGenitiveNames,
  ] = names as [string[], string[], string[], string[], string[], string[], string[]];
  return format;
}

const lines = new Map(cultureLines.map((line) => [line.slice(0, line.indexOf(';')).toLowerCase(), line]));
const cultures = new Map<string, Culture>();

/** CultureInfo.InvariantCulture. */
export const invariantCulture: Culture = new Culture(lines.get('')!);

/**
 * The culture of this name (case does not matter), or undefined for text that is no culture name. A well-formed name that the
 * facts do not hold takes those of its language, or the invariant ones.
 */
export function cultureNamed(name: string): Culture | undefined {
  if (name === '') return invariantCulture;
  const key = name.toLowerCase();
  let culture = cultures.get(key);
  if (culture) return culture;
  const line = lines.get(key);
  if (line !== undefined) culture = new Culture(line);
  else if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(name)) {
    const language = key.split('-')[0]!;
    const [, ...rest] = name.split('-');
    const spelt = [language, ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join('-');
    culture = new Culture(lines.get(language) ?? lines.get('')!, spelt);
  } else return undefined;
  cultures.set(key, culture);
  return culture;
}

/** The culture of a Windows LCID, where the facts hold one. */
export function cultureOfLcid(lcid: number): Culture | undefined {
  const line = cultureLines.find((text) => text.split(';', 2)[1] === String(lcid));
  return line === undefined ? undefined : cultureNamed(line.slice(0, line.indexOf(';')));
}

/** Names of all cultures that the facts hold. */
export function knownCultureNames(): string[] {
  return cultureLines.map((line) => line.slice(0, line.indexOf(';')));
}
