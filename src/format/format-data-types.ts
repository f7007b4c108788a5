// The records of format-data.ts as .NET types (FormatInfoData and what derives from it): how CLIXML and Get-Member see them.
// Fields stand in the order in which reflection gives them: a type's own first, then those of its bases.

import { defineEnum, property, type TypeDefinition, types } from '../conversion/index.ts';
import { listOf } from '../dotnet/list.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { EnumValue } from '../psobject/values.ts';
import { classIdProperty, classIds, type FormatKind, type FormatRecord } from './format-data.ts';

const namespace = 'Microsoft.PowerShell.Commands.Internal.Format.';

/** Abstract types with their bases. */
const abstractTypes: Readonly<Record<string, string | undefined>> = {
  FormatInfoData: undefined,
  PacketInfoData: 'FormatInfoData',
  ControlInfoData: 'PacketInfoData',
  StartData: 'ControlInfoData',
  ShapeInfo: 'FormatInfoData',
  FormatEntryInfo: 'FormatInfoData',
  FreeFormatEntry: 'FormatEntryInfo',
  FormatValue: 'FormatInfoData',
};

/** The base and the fields of each kind; `T[]` stands for List<T>. */
const shapes: Readonly<Record<FormatKind, readonly [base: string, ...fields: string[]]>> = {
  FormatStartData: [
    'StartData',
    'PageHeaderEntry pageHeaderEntry',
    'PageFooterEntry pageFooterEntry',
    'AutosizeInfo autosizeInfo',
    'ShapeInfo shapeInfo',
    'GroupingEntry groupingEntry',
  ],
  FormatEndData: ['ControlInfoData', 'GroupingEntry groupingEntry'],
  GroupStartData: ['StartData', 'ShapeInfo shapeInfo', 'GroupingEntry groupingEntry'],
  GroupEndData: ['ControlInfoData', 'GroupingEntry groupingEntry'],
  FormatEntryData: [
    'PacketInfoData',
    'FormatEntryInfo formatEntryInfo',
    'bool outOfBand',
    'WriteStreamType writeStream',
  ],
  WideViewHeaderInfo: ['ShapeInfo', 'int columns'],
  TableHeaderInfo: ['ShapeInfo', 'bool hideHeader', 'bool repeatHeader', 'TableColumnInfo[] tableColumnInfoList'],
  TableColumnInfo: [
    'FormatInfoData',
    'int width',
    'int alignment',
    'string label',
    'string propertyName',
    'bool HeaderMatchesProperty',
  ],
  ListViewHeaderInfo: ['ShapeInfo'],
  ComplexViewHeaderInfo: ['ShapeInfo'],
  RawTextFormatEntry: ['FormatEntryInfo', 'string text'],
  ListViewEntry: ['FormatEntryInfo', 'ListViewField[] listViewFieldList'],
  ListViewField: ['FormatInfoData', 'string label', 'string propertyName', 'FormatPropertyField formatPropertyField'],
  TableRowEntry: ['FormatEntryInfo', 'FormatPropertyField[] formatPropertyFieldList', 'bool multiLine'],
  WideViewEntry: ['FormatEntryInfo', 'FormatPropertyField formatPropertyField'],
  ComplexViewEntry: ['FreeFormatEntry', 'FormatValue[] formatValueList'],
  GroupingEntry: ['FreeFormatEntry', 'FormatValue[] formatValueList'],
  AutosizeInfo: ['FormatInfoData', 'int objectCount'],
  FormatNewLine: ['FormatValue'],
  FormatTextField: ['FormatValue', 'string text'],
  FormatPropertyField: ['FormatValue', 'string propertyValue', 'int alignment'],
  FormatEntry: ['FormatValue', 'FormatValue[] formatValueList', 'FrameInfo frameInfo'],
  FrameInfo: ['FormatInfoData', 'int leftIndentation', 'int rightIndentation', 'int firstLine'],
};

type Fields = Readonly<Record<string, unknown>> & { readonly kind: FormatKind };

/** A record within a record as an object of its type. */
class FormatPart {
  readonly fields: Fields;
  constructor(fields: Fields) {
    this.fields = fields;
  }
  get [netTypeName](): string {
    return namespace + this.fields.kind;
  }
}

function part(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? new FormatPart(value as Fields) : (value ?? null);
}

const writeStreamType = `${namespace}WriteStreamType`;

/** The value of a field as an object: lists typed, records within it wrapped. */
function fieldValue(self: FormatRecord | FormatPart, typeText: string, name: string): unknown {
  if (typeText === 'WriteStreamType') return new EnumValue(writeStreamType, 0, 'None');
  const value = ((self instanceof FormatPart ? self.fields : self) as Fields)[name];
  if (!typeText.endsWith('[]')) return part(value);
  return listOf(types().get(namespace + typeText.slice(0, -2)), ((value ?? []) as unknown[]).map(part));
}

const plainTypes = new Set(['bool', 'int', 'string']);

function shownType(typeText: string): string {
  if (plainTypes.has(typeText)) return typeText;
  return typeText.endsWith('[]')
    ? `System.Collections.Generic.List[${namespace}${typeText.slice(0, -2)}]`
    : namespace + typeText;
}

function definition(kind: FormatKind): TypeDefinition {
  const [base, ...fields] = shapes[kind];
  return {
    name: namespace + kind,
    base: namespace + base,
    assembly: 'System.Management.Automation',
    members: [
      property(`string ${classIdProperty} {get;}`, () => classIds[kind]),
      ...fields.map((field) => {
        const [typeText, name] = field.split(' ') as [string, string];
        return property(`${shownType(typeText)} ${name} {get;}`, (self: FormatRecord | FormatPart) =>
          fieldValue(self, typeText, name),
        );
      }),
    ],
  };
}

/** The types of format records, for the session's registry. */
export const formatDataTypes: readonly TypeDefinition[] = [
  ...Object.entries(abstractTypes).map(
    ([name, base]): TypeDefinition => ({
      name: namespace + name,
      isAbstract: true,
      assembly: 'System.Management.Automation',
      ...(base === undefined ? {} : { base: namespace + base }),
    }),
  ),
  ...(Object.keys(classIds) as FormatKind[]).map(definition),
  defineEnum(writeStreamType, ['None', 'Output', 'Error', 'Warning', 'Verbose', 'Debug', 'Information'], {
    assembly: 'System.Management.Automation',
  }),
];
