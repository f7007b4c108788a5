// The records between Format-* and Out-*: what a formatter emits and a renderer draws (PowerShell's FormatInfoData classes).
// They travel over the wire as property bags, so names of fields are PowerShell's own, and each kind has PowerShell's class id.
import { netTypeName } from '../psobject/type-name.ts';

/** TextAlignment: 0 undefined, 1 left, 2 center, 3 right. */
export type Alignment = 0 | 1 | 2 | 3;
export const alignments = { Undefined: 0, Left: 1, Center: 2, Right: 3 } as const;

/** The property in which a record carries its class id; a name that no other object has. */
export const classIdProperty = 'ClassId2e4f51ef21dd47e99d3c952918aff9cd';

/** Class ids by which a deserialized record is told. */
export const classIds = {
  FormatStartData: '033ecb2bc07a4d43b5ef94ed5a35d280',
  FormatEndData: 'cf522b78d86c486691226b40aa69e95c',
  GroupStartData: '9e210fe47d09416682b841769c78b8a3',
  GroupEndData: '4ec4f0187cb04f4cb6973460dfe252df',
  FormatEntryData: '27c87ef9bbda4f709f6b4002fa4af63c',
  WideViewHeaderInfo: 'b2e2775d33d544c794d0081f27021b5c',
  TableHeaderInfo: 'e3b7a39c089845d388b2e84c5d38f5dd',
  TableColumnInfo: '7572aa4155ec4558817a615acf7dd92e',
  ListViewHeaderInfo: '830bdcb24c1642258724e441512233a4',
  ComplexViewHeaderInfo: '5197dd85ca6f4cce9ae9e6fd6ded9d76',
  RawTextFormatEntry: '29ED81BA914544d4BC430F027EE053E9',
  ListViewEntry: 'cf58f450baa848ef8eb3504008be6978',
  ListViewField: 'b761477330ce4fb2a665999879324d73',
  TableRowEntry: '0e59526e2dd441aa91e7fc952caf4a36',
  WideViewEntry: '59bf79de63354a7b9e4d1697940ff188',
  ComplexViewEntry: '22e7ef3c896449d4a6f2dedea05dd737',
  GroupingEntry: '919820b7eadb48be8e202c5afa5c2716',
  AutosizeInfo: 'a27f094f0eec4d64845801a4c06a32ae',
  FormatNewLine: 'de7e8b96fbd84db5a43aa82eb34580ec',
  FormatTextField: 'b8d9e369024a43a580b9e0c9279e3354',
  FormatPropertyField: '78b102e894f742aca8c1d6737b6ff86a',
  FormatEntry: 'fba029a113a5458d932a2ed4871fadf2',
  FrameInfo: '091C9E762E33499eBE318901B6EFB733',
} as const;
export type FormatKind = keyof typeof classIds;

/** A record of this kind; `[netTypeName]` makes it an object of PowerShell's type. */
export abstract class FormatRecord {
  abstract readonly kind: FormatKind;
  get [netTypeName](): string {
    return `Microsoft.PowerShell.Commands.Internal.Format.${this.kind}`;
  }
}

export interface TableColumnInfo {
  readonly kind: 'TableColumnInfo';
  /** Cells; 0: whatever is left. */
  readonly width: number;
  readonly alignment: Alignment;
  readonly label: string | null;
  readonly propertyName: string | null;
  readonly HeaderMatchesProperty: boolean;
}

export type ShapeInfo =
  | {
      readonly kind: 'TableHeaderInfo';
      readonly hideHeader: boolean;
      readonly repeatHeader: boolean;
      readonly tableColumnInfoList: readonly TableColumnInfo[];
    }
  | { readonly kind: 'ListViewHeaderInfo' }
  | { readonly kind: 'WideViewHeaderInfo'; readonly columns: number }
  | { readonly kind: 'ComplexViewHeaderInfo' };

export interface FormatPropertyField {
  readonly kind: 'FormatPropertyField';
  readonly propertyValue: string;
  readonly alignment: Alignment;
}

export interface FrameInfo {
  readonly kind: 'FrameInfo';
  readonly leftIndentation: number;
  readonly rightIndentation: number;
  /** Cells by which the first line is further in (positive), or the other lines are (negative). */
  readonly firstLine: number;
}

export interface FormatEntry {
  readonly kind: 'FormatEntry';
  readonly formatValueList: readonly FormatValue[];
  readonly frameInfo: FrameInfo | null;
}

/** A piece of a custom view. */
export type FormatValue =
  | { readonly kind: 'FormatNewLine' }
  | { readonly kind: 'FormatTextField'; readonly text: string }
  | FormatPropertyField
  | FormatEntry;

export interface ListViewField {
  readonly kind: 'ListViewField';
  readonly label: string | null;
  readonly propertyName: string | null;
  readonly formatPropertyField: FormatPropertyField;
}

export type FormatEntryInfo =
  | { readonly kind: 'RawTextFormatEntry'; readonly text: string }
  | { readonly kind: 'ListViewEntry'; readonly listViewFieldList: readonly ListViewField[] }
  | {
      readonly kind: 'TableRowEntry';
      readonly formatPropertyFieldList: readonly FormatPropertyField[];
      readonly multiLine: boolean;
    }
  | { readonly kind: 'WideViewEntry'; readonly formatPropertyField: FormatPropertyField }
  | { readonly kind: 'ComplexViewEntry'; readonly formatValueList: readonly FormatValue[] };

export interface GroupingEntry {
  readonly kind: 'GroupingEntry';
  readonly formatValueList: readonly FormatValue[];
}

export interface AutosizeInfo {
  readonly kind: 'AutosizeInfo';
  /** How many objects decide the widths; 0: all of the group. */
  readonly objectCount: number;
}

export class FormatStartData extends FormatRecord {
  readonly kind = 'FormatStartData';
  readonly shapeInfo: ShapeInfo;
  readonly autosizeInfo: AutosizeInfo | null;
  constructor(shapeInfo: ShapeInfo, autosizeInfo: AutosizeInfo | null) {
    super();
    this.shapeInfo = shapeInfo;
    this.autosizeInfo = autosizeInfo;
  }
}

export class FormatEndData extends FormatRecord {
  readonly kind = 'FormatEndData';
}

export class GroupStartData extends FormatRecord {
  readonly kind = 'GroupStartData';
  readonly groupingEntry: GroupingEntry | null;
  constructor(groupingEntry: GroupingEntry | null) {
    super();
    this.groupingEntry = groupingEntry;
  }
}

export class GroupEndData extends FormatRecord {
  readonly kind = 'GroupEndData';
}

export class FormatEntryData extends FormatRecord {
  readonly kind = 'FormatEntryData';
  readonly formatEntryInfo: FormatEntryInfo;
  /** Stands between tables and lists without ending them. */
  readonly outOfBand: boolean;
  constructor(formatEntryInfo: FormatEntryInfo, outOfBand = false) {
    super();
    this.formatEntryInfo = formatEntryInfo;
    this.outOfBand = outOfBand;
  }
}

/** What goes from a formatter to a renderer. */
export type FormatData = FormatStartData | FormatEndData | GroupStartData | GroupEndData | FormatEntryData;

export function propertyField(propertyValue: string, alignment: Alignment = 0): FormatPropertyField {
  return { kind: 'FormatPropertyField', propertyValue, alignment };
}

export function textField(text: string): FormatValue {
  return { kind: 'FormatTextField', text };
}

export const newLine: FormatValue = { kind: 'FormatNewLine' };

export function formatEntry(formatValueList: readonly FormatValue[], leftIndentation?: number): FormatEntry {
  const frameInfo: FrameInfo | null =
    leftIndentation === undefined ? null : { kind: 'FrameInfo', leftIndentation, rightIndentation: 0, firstLine: 0 };
  return { kind: 'FormatEntry', formatValueList, frameInfo };
}
