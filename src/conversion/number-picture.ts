// .NET's custom numeric format strings: 0 # . , % per mille, E+0, 'literals', \escapes and sections after `;`.
import type { NumberFormat } from './culture.ts';
import { type Digits, roundDigits } from './digits.ts';

interface Token {
  readonly kind: '0' | '#' | '.' | 'literal' | '%' | '‰' | 'exponent';
  readonly text: string;
}

interface Picture {
  readonly tokens: readonly Token[];
  /** Digit placeholders before and after the point. */
  readonly wholePlaces: number;
  readonly fractionPlaces: number;
  /** Least whole digits (from the first 0) and fraction digits (to the last 0) shown. */
  readonly minimumWhole: number;
  readonly minimumFraction: number;
  readonly grouping: boolean;
  /** Powers of ten that commas before the point divide by, and percent signs multiply by. */
  readonly scaling: number;
  readonly exponent: { readonly letter: string; readonly plus: boolean; readonly digits: number } | undefined;
}

/** Splits a format at `;` outside quotes and escapes. */
function sectionsOf(format: string): string[] {
  const sections: string[] = [];
  let current = '';
  for (let i = 0; i < format.length; i++) {
    const c = format[i]!;
    if (c === '\\') current += c + (format[++i] ?? '');
    else if (c === "'" || c === '"') {
      const end = format.indexOf(c, i + 1);
      const stop = end < 0 ? format.length : end + 1;
      current += format.slice(i, stop);
      i = stop - 1;
    } else if (c === ';') {
      sections.push(current);
      current = '';
    } else current += c;
  }
  return [...sections, current];
}

function readPicture(section: string): Picture {
  const tokens: Token[] = [];
  const placeholders: ('0' | '#')[] = [];
  let pointAt = -1;
  let commas = 0;
  let grouping = false;
  let scaling = 0;
  let exponent: Picture['exponent'];
  for (let i = 0; i < section.length; i++) {
    const c = section[i]!;
    switch (c) {
      case '0':
      case '#':
        if (commas > 0 && pointAt < 0 && placeholders.length > 0) grouping = true;
        commas = 0;
        placeholders.push(c);
        tokens.push({ kind: c, text: c });
        break;
      case '.':
        if (pointAt < 0) {
          pointAt = placeholders.length;
          scaling -= commas * 3;
          commas = 0;
          tokens.push({ kind: '.', text: '.' });
        }
        break;
      case ',':
        if (pointAt < 0 && placeholders.length > 0) commas++;
        break;
      case '%':
        scaling += 2;
        tokens.push({ kind: '%', text: '%' });
        break;
      case '‰':
        scaling += 3;
        tokens.push({ kind: '‰', text: '‰' });
        break;
      case '\\':
        if (i + 1 < section.length) tokens.push({ kind: 'literal', text: section[++i]! });
        break;
      case "'":
      case '"': {
        const end = section.indexOf(c, i + 1);
        const stop = end < 0 ? section.length : end;
        tokens.push({ kind: 'literal', text: section.slice(i + 1, stop) });
        i = stop;
        break;
      }
      case 'e':
      case 'E': {
        const match = /^[eE]([+-]?)(0+)/.exec(section.slice(i));
        if (match && !exponent) {
          exponent = { letter: c, plus: match[1] === '+', digits: Math.min(match[2]!.length, 10) };
          tokens.push({ kind: 'exponent', text: '' });
          i += match[0].length - 1;
        } else tokens.push({ kind: 'literal', text: c });
        break;
      }
      default:
        tokens.push({ kind: 'literal', text: c });
    }
  }
  if (pointAt < 0) {
    pointAt = placeholders.length;
    scaling -= commas * 3;
  }
  const whole = placeholders.slice(0, pointAt);
  const fraction = placeholders.slice(pointAt);
  const firstZero = whole.indexOf('0');
  return {
    tokens,
    wholePlaces: whole.length,
    fractionPlaces: fraction.length,
    minimumWhole: firstZero < 0 ? 0 : whole.length - firstZero,
    minimumFraction: fraction.lastIndexOf('0') + 1,
    grouping,
    scaling,
    exponent,
  };
}

function roundFor(value: Digits, picture: Picture): Digits {
  if (picture.exponent) return roundDigits(value, picture.wholePlaces + picture.fractionPlaces);
  if (value.digits === '') return value;
  const scaled = { ...value, point: value.point + picture.scaling };
  return roundDigits(scaled, scaled.point + picture.fractionPlaces);
}

/** Formats by a picture. */
export function formatPicture(value: Digits, format: string, info: NumberFormat): string {
  const sections = sectionsOf(format);
  const pick = (zero: boolean): number => {
    if (zero && sections.length > 2) return sections[2] === '' ? 0 : 2;
    return value.negative && !zero && sections.length > 1 && sections[1] !== '' ? 1 : 0;
  };
  let index = pick(value.digits === '');
  let picture = readPicture(sections[index]!);
  let rounded = roundFor(value, picture);
  if (rounded.digits.replace(/0+/, '') === '' && value.digits !== '') {
    // What rounds to zero is shown by the section for zero.
    const zeroIndex = sections.length > 2 ? pick(true) : index;
    if (zeroIndex !== index) {
      index = zeroIndex;
      picture = readPicture(sections[index]!);
      rounded = roundFor({ ...value, digits: '', point: 0 }, picture);
    }
  }
  const sign = value.negative && index === 0 && sections[0] !== '' ? info.negativeSign : '';
  return sign + (picture.exponent ? scientific(rounded, picture, info) : plain(rounded, picture, info));
}

function plain(value: Digits, picture: Picture, info: NumberFormat): string {
  const { digits, point } = value;
  const whole = (point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0')).padStart(picture.minimumWhole, '0');
  const fraction = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0)))
    .replace(/0+$/, '')
    .padEnd(picture.minimumFraction, '0');
  return lay(whole, fraction, picture, info, '');
}

function scientific(value: Digits, picture: Picture, info: NumberFormat): string {
  const { letter, plus, digits: width } = picture.exponent!;
  const wholeDigits = picture.wholePlaces;
  const exponent = value.digits === '' ? 0 : value.point - wholeDigits;
  const padded = value.digits.padEnd(wholeDigits, '0');
  const whole = value.digits === '' ? '0'.repeat(picture.minimumWhole) : padded.slice(0, wholeDigits);
  const fraction = padded.slice(wholeDigits).replace(/0+$/, '').padEnd(picture.minimumFraction, '0');
  const sign = exponent < 0 ? info.negativeSign : plus ? info.positiveSign : '';
  return lay(whole, fraction, picture, info, letter + sign + Math.abs(exponent).toString().padStart(width, '0'));
}

/** Walks the tokens and puts the digits into the placeholders; whole digits beyond them go before the first. */
function lay(whole: string, fraction: string, picture: Picture, info: NumberFormat, exponent: string): string {
  let result = '';
  let wholeAt = 0;
  let placesLeft = picture.wholePlaces;
  let fractionAt = 0;
  let inFraction = false;
  const total = whole.length;
  const groupSizes = picture.grouping ? info.groupSizes : [0];
  const emitWhole = (count: number): void => {
    for (let i = 0; i < count; i++) {
      result += whole[wholeAt++]!;
      const left = total - wholeAt;
      if (left > 0 && isGroupEnd(left, groupSizes)) result += info.groupSeparator;
    }
  };
  for (const token of picture.tokens) {
    switch (token.kind) {
      case '0':
      case '#':
        if (inFraction) {
          if (fractionAt < fraction.length) result += fraction[fractionAt++]!;
        } else {
          const wanted = total - wholeAt - (placesLeft - 1);
          if (wanted > 0) emitWhole(wanted);
          placesLeft--;
        }
        break;
      case '.':
        // A picture without places before the point still shows every whole digit.
        if (picture.wholePlaces === 0) emitWhole(total);
        inFraction = true;
        if (fraction !== '') result += info.decimalSeparator;
        break;
      case '%':
        result += info.percentSymbol;
        break;
      case '‰':
        result += info.perMilleSymbol;
        break;
      case 'exponent':
        result += exponent;
        break;
      case 'literal':
        result += token.text;
    }
  }
  return result;
}

function isGroupEnd(left: number, sizes: readonly number[]): boolean {
  let at = 0;
  for (let i = 0; at < left; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)]!;
    if (size === 0) return false;
    at += size;
  }
  return at === left;
}
