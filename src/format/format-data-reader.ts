// Format records that came over the wire: property bags told by their class id, checked field by field and bounded in depth.

import { CodedError } from '../base/coded-error.ts';
import { ArrayList } from '../psobject/collections.ts';
import { isPropertyBag, noteValue, type PSObject } from '../psobject/ps-object.ts';
import {
  type Alignment,
  classIdProperty,
  classIds,
  type FormatData,
  FormatEndData,
  FormatEntryData,
  type FormatEntryInfo,
  type FormatKind,
  type FormatPropertyField,
  FormatRecord,
  FormatStartData,
  type FormatValue,
  GroupEndData,
  GroupStartData,
  type ShapeInfo,
} from './format-data.ts';

const maximumDepth = 50;
const kinds = new Map<string, FormatKind>(
  (Object.keys(classIds) as FormatKind[]).map((kind) => [classIds[kind].toLowerCase(), kind]),
);

export type FormatDataErrorCode = 'FORMAT_CLASS_ID' | 'FORMAT_FIELD' | 'FORMAT_DEPTH';

/** A property bag that says it is a format record and is none. */
export class FormatDataError extends CodedError<FormatDataErrorCode> {}

function fail(code: FormatDataErrorCode, message: string): never {
  throw new FormatDataError(code, message, { origin: 'remote' });
}

function classId(value: unknown): string | undefined {
  if (!isPropertyBag(value)) return undefined;
  const id = noteValue(value, classIdProperty);
  return typeof id === 'string' ? id : undefined;
}

/** The format record that an object is or stands for; undefined for any other object. */
export function readFormatData(value: unknown): FormatData | undefined {
  if (value instanceof FormatRecord) return value as FormatData;
  const id = classId(value);
  if (id === undefined) return undefined;
  const bag = value as PSObject;
  switch (kinds.get(id.toLowerCase())) {
    case 'FormatStartData':
      return new FormatStartData(
        readShape(noteValue(bag, 'shapeInfo')),
        noteValue(bag, 'autosizeInfo')
          ? { kind: 'AutosizeInfo', objectCount: int(noteValue(bag, 'autosizeInfo'), 'objectCount') }
          : null,
      );
    case 'FormatEndData':
      return new FormatEndData();
    case 'GroupStartData': {
      const grouping = noteValue(bag, 'groupingEntry');
      return new GroupStartData(
        isPropertyBag(grouping) ? { kind: 'GroupingEntry', formatValueList: values(grouping, 0) } : null,
      );
    }
    case 'GroupEndData':
      return new GroupEndData();
    case 'FormatEntryData':
      return new FormatEntryData(readEntry(noteValue(bag, 'formatEntryInfo')), noteValue(bag, 'outOfBand') === true);
    default:
      return fail('FORMAT_CLASS_ID', `Unknown class Id ${id}.`);
  }
}

function kindOf(value: unknown): { bag: PSObject; kind: FormatKind } {
  const kind = kinds.get(classId(value)?.toLowerCase() ?? '');
  if (kind === undefined) fail('FORMAT_CLASS_ID', 'The object type is not recognized.');
  return { bag: value as PSObject, kind };
}

function int(value: unknown, name: string): number {
  const field = isPropertyBag(value) ? noteValue(value, name) : undefined;
  return typeof field === 'number' ? Math.max(-1_000_000, Math.min(1_000_000, field)) : 0;
}

function text(bag: PSObject, name: string): string | null {
  const field = noteValue(bag, name);
  return typeof field === 'string' ? field : null;
}

function list(bag: PSObject, name: string): readonly unknown[] {
  const field = noteValue(bag, name);
  const base = isPropertyBag(field) ? field : ((field as { baseObject?: unknown } | undefined)?.baseObject ?? field);
  if (Array.isArray(base)) return base;
  if (base instanceof ArrayList) return base.items;
  return fail('FORMAT_FIELD', `The value of the ${name} data member cannot be null.`);
}

function alignment(bag: PSObject): Alignment {
  const value = int(bag, 'alignment');
  return value >= 0 && value <= 3 ? (value as Alignment) : 0;
}

function readShape(value: unknown): ShapeInfo {
  const { bag, kind } = kindOf(value);
  switch (kind) {
    case 'ListViewHeaderInfo':
    case 'ComplexViewHeaderInfo':
      return { kind };
    case 'WideViewHeaderInfo':
      return { kind, columns: int(bag, 'columns') };
    case 'TableHeaderInfo':
      return {
        kind,
        hideHeader: noteValue(bag, 'hideHeader') === true,
        repeatHeader: noteValue(bag, 'repeatHeader') === true,
        tableColumnInfoList: list(bag, 'tableColumnInfoList').map((item) => {
          const column = kindOf(item).bag;
          return {
            kind: 'TableColumnInfo',
            width: Math.max(0, int(column, 'width')),
            alignment: alignment(column),
            label: text(column, 'label'),
            propertyName: text(column, 'propertyName'),
            HeaderMatchesProperty: noteValue(column, 'HeaderMatchesProperty') !== false,
          };
        }),
      };
    default:
      return fail('FORMAT_FIELD', `The type ${kind} for property shapeInfo is not valid.`);
  }
}

function readField(value: unknown): FormatPropertyField {
  const { bag, kind } = kindOf(value);
  if (kind !== 'FormatPropertyField')
    fail('FORMAT_FIELD', `The type ${kind} for property formatPropertyField is not valid.`);
  return { kind, propertyValue: text(bag, 'propertyValue') ?? '', alignment: alignment(bag) };
}

function readEntry(value: unknown): FormatEntryInfo {
  const { bag, kind } = kindOf(value);
  switch (kind) {
    case 'RawTextFormatEntry':
      return { kind, text: text(bag, 'text') ?? '' };
    case 'ComplexViewEntry':
      return { kind, formatValueList: values(bag, 0) };
    case 'WideViewEntry':
      return { kind, formatPropertyField: readField(noteValue(bag, 'formatPropertyField')) };
    case 'TableRowEntry':
      return {
        kind,
        formatPropertyFieldList: list(bag, 'formatPropertyFieldList').map(readField),
        multiLine: noteValue(bag, 'multiLine') === true,
      };
    case 'ListViewEntry':
      return {
        kind,
        listViewFieldList: list(bag, 'listViewFieldList').map((item) => {
          const field = kindOf(item).bag;
          return {
            kind: 'ListViewField',
            label: text(field, 'label'),
            propertyName: text(field, 'propertyName'),
            formatPropertyField: readField(noteValue(field, 'formatPropertyField')),
          };
        }),
      };
    default:
      return fail('FORMAT_FIELD', `The type ${kind} for property formatEntryInfo is not valid.`);
  }
}

function values(bag: PSObject, depth: number): FormatValue[] {
  if (depth > maximumDepth) fail('FORMAT_DEPTH', 'The formatValueList property is recursive.');
  return list(bag, 'formatValueList').map((item): FormatValue => {
    const { bag: inner, kind } = kindOf(item);
    switch (kind) {
      case 'FormatNewLine':
        return { kind };
      case 'FormatTextField':
        return { kind, text: text(inner, 'text') ?? '' };
      case 'FormatPropertyField':
        return readField(item);
      case 'FormatEntry': {
        const frame = noteValue(inner, 'frameInfo');
        return {
          kind,
          formatValueList: values(inner, depth + 1),
          frameInfo: isPropertyBag(frame)
            ? {
                kind: 'FrameInfo',
                leftIndentation: Math.max(0, int(frame, 'leftIndentation')),
                rightIndentation: Math.max(0, int(frame, 'rightIndentation')),
                firstLine: int(frame, 'firstLine'),
              }
            : null,
        };
      }
      default:
        return fail('FORMAT_FIELD', `The type ${kind} for property formatValueList is not valid.`);
    }
  });
}
