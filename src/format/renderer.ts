// Draws format records as lines. Tables without widths hold back their first rows: those of 300 milliseconds, or all with AutoSize.

import { itemsPerRow } from './column-widths.ts';
import { customLines } from './custom-writer.ts';
import { cellsOf, isDecorated, withoutDecoration } from './display-cells.ts';
import type {
  FormatData,
  FormatEntryData,
  FormatEntryInfo,
  FormatStartData,
  GroupStartData,
  ListViewField,
  ShapeInfo,
} from './format-data.ts';
import { listLines } from './list-writer.ts';
import { type FormatStyle, plainStyle, TableWriter } from './table-writer.ts';

const holdMilliseconds = 300;
/** Columns of a wide table that asks for none. */
const defaultWideColumns = 2;
/** Width of tables where the width is unbounded: as where there is no console to ask. */
const defaultConsoleWidth = 120;

export interface RendererSettings {
  /** Cells of a line; Infinity: lines are never wrapped. */
  readonly width: number;
  /** Takes each line, without its line break. Texts of strings come whole, line breaks included. */
  readonly writeLine: (line: string) => void;
  readonly style?: FormatStyle;
  /** True: escape sequences in texts are taken out. */
  readonly plainText?: boolean;
  /** A clock in milliseconds, for tables that hold back their first rows. */
  readonly now: () => number;
  /** Called for a record that comes out of turn. */
  readonly outOfSequence: (record: FormatData) => never;
}

type State = 'reset' | 'document' | 'group';

export class Renderer {
  readonly #settings: RendererSettings;
  readonly #style: FormatStyle;
  #state: State = 'reset';
  #start: FormatStartData | undefined;
  #held: FormatData[] = [];
  #holding: { readonly until: number | undefined } | undefined;
  #group: GroupWriter | undefined;

  constructor(settings: RendererSettings) {
    this.#settings = settings;
    this.#style = settings.style ?? plainStyle;
  }

  /** True within a table, list, wide or custom document. */
  get inDocument(): boolean {
    return this.#state !== 'reset';
  }

  write(record: FormatData): void {
    this.#advance(record);
    if (this.#holding) {
      this.#held.push(record);
      const { until } = this.#holding;
      if (record.kind === 'GroupEndData' || (until !== undefined && this.#settings.now() > until)) this.#release();
      return;
    }
    if (record.kind === 'GroupStartData' && this.#startHolding()) {
      this.#held.push(record);
      return;
    }
    this.#draw(record);
  }

  /** Draws what is still held back. */
  end(): void {
    if (this.#holding) this.#release();
  }

  /** The order of records: start, (group start, entries, group end)*, end; entries out of band come anywhere. */
  #advance(record: FormatData): void {
    const expect = (state: State, next: State): void => {
      if (this.#state !== state) this.#settings.outOfSequence(record);
      this.#state = next;
    };
    switch (record.kind) {
      case 'FormatStartData':
        expect('reset', 'document');
        this.#start = record;
        break;
      case 'GroupStartData':
        expect('document', 'group');
        break;
      case 'FormatEntryData':
        if (!record.outOfBand) expect('group', 'group');
        break;
      case 'GroupEndData':
        expect('group', 'document');
        break;
      case 'FormatEndData':
        expect('document', 'reset');
        break;
    }
  }

  #startHolding(): boolean {
    const start = this.#start as FormatStartData;
    if (start.autosizeInfo) this.#holding = { until: undefined };
    else if (start.shapeInfo.kind === 'TableHeaderInfo' && start.shapeInfo.tableColumnInfoList[0]?.width === 0) {
      this.#holding = { until: this.#settings.now() + holdMilliseconds };
    } else return false;
    return true;
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    this.#holding = undefined;
    const entries = held.flatMap((record) =>
      record.kind === 'FormatEntryData' && !record.outOfBand ? [record.formatEntryInfo] : [],
    );
    for (const record of held) this.#draw(record, entries);
  }

  #draw(record: FormatData, sample: readonly FormatEntryInfo[] = []): void {
    switch (record.kind) {
      case 'FormatStartData':
        this.#line('');
        break;
      case 'GroupStartData':
        this.#drawGroupStart(record, sample);
        break;
      case 'FormatEntryData':
        this.#drawEntry(record);
        break;
      case 'GroupEndData':
        this.#lines(this.#group?.end() ?? []);
        this.#group = undefined;
        break;
      case 'FormatEndData':
        if (this.#start?.shapeInfo.kind !== 'ListViewHeaderInfo') this.#line('');
        this.#start = undefined;
        break;
    }
  }

  #drawGroupStart(record: GroupStartData, sample: readonly FormatEntryInfo[]): void {
    this.#group = groupWriter((this.#start as FormatStartData).shapeInfo, sample, this.#settings.width, this.#style);
    if (record.groupingEntry) {
      this.#lines(customLines(record.groupingEntry.formatValueList, this.#settings.width));
      this.#line('');
    }
    this.#lines(this.#group.start());
  }

  #drawEntry(record: FormatEntryData): void {
    if (!record.outOfBand) {
      this.#lines(this.#group?.entry(record.formatEntryInfo) ?? []);
      return;
    }
    const info = record.formatEntryInfo;
    switch (info.kind) {
      case 'RawTextFormatEntry':
        this.#line(info.text);
        break;
      case 'ComplexViewEntry':
        this.#lines(customLines(info.formatValueList, Number.POSITIVE_INFINITY));
        break;
      case 'ListViewEntry':
        this.#line('');
        this.#lines(listLines(fieldsOf(info.listViewFieldList), this.#settings.width, this.#style));
        this.#line('');
        break;
      default:
        this.#settings.outOfSequence(record);
    }
  }

  #line(text: string): void {
    this.#settings.writeLine(this.#settings.plainText && isDecorated(text) ? withoutDecoration(text) : text);
  }

  #lines(lines: readonly string[]): void {
    for (const line of lines) this.#line(line);
  }
}

/** Draws the entries of one group. */
interface GroupWriter {
  start(): readonly string[];
  entry(info: FormatEntryInfo): readonly string[];
  end(): readonly string[];
}

function tableWidth(width: number): number {
  return width === Number.POSITIVE_INFINITY ? defaultConsoleWidth : width;
}

function fieldsOf(fields: readonly ListViewField[]): { label: string; value: string }[] {
  return fields.map((field) => ({
    label: field.label ?? field.propertyName ?? '',
    value: field.formatPropertyField.propertyValue,
  }));
}

function groupWriter(
  shape: ShapeInfo,
  sample: readonly FormatEntryInfo[],
  width: number,
  style: FormatStyle,
): GroupWriter {
  switch (shape.kind) {
    case 'TableHeaderInfo':
      return tableGroup(shape, sample, tableWidth(width), style);
    case 'WideViewHeaderInfo':
      return wideGroup(shape.columns, sample, tableWidth(width));
    case 'ListViewHeaderInfo':
      return {
        start: () => [],
        entry: (info) =>
          info.kind === 'ListViewEntry' ? [...listLines(fieldsOf(info.listViewFieldList), width, style), ''] : [],
        end: () => [],
      };
    case 'ComplexViewHeaderInfo':
      return {
        start: () => [],
        entry: (info) => (info.kind === 'ComplexViewEntry' ? customLines(info.formatValueList, width) : []),
        end: () => [],
      };
  }
}

function tableGroup(
  shape: Extract<ShapeInfo, { kind: 'TableHeaderInfo' }>,
  sample: readonly FormatEntryInfo[],
  width: number,
  style: FormatStyle,
): GroupWriter {
  const columns = shape.tableColumnInfoList;
  const labels = columns.map((column) => column.label ?? column.propertyName ?? '');
  const held = sample.flatMap((info) => (info.kind === 'TableRowEntry' ? [info.formatPropertyFieldList] : []));
  const widths =
    held.length === 0
      ? columns.map((column) => column.width)
      : labels.map((label, index) =>
          held.reduce((widest, row) => Math.max(widest, cellsOf(row[index]?.propertyValue ?? '')), cellsOf(label)),
        );
  const writer = new TableWriter(
    width,
    columns.map((column, index) => ({ width: widths[index] as number, alignment: column.alignment })),
    style,
  );
  return {
    start: () => (shape.hideHeader || columns.length === 0 ? [] : writer.header(labels)),
    entry: (info) => {
      if (info.kind !== 'TableRowEntry' || columns.length === 0) return [];
      return writer.row(
        columns.map((_, index) => info.formatPropertyFieldList[index]?.propertyValue ?? ''),
        columns.map((_, index) => info.formatPropertyFieldList[index]?.alignment ?? 0),
        info.multiLine,
      );
    },
    end: () => [],
  };
}

function wideGroup(asked: number, sample: readonly FormatEntryInfo[], width: number): GroupWriter {
  const textOf = (info: FormatEntryInfo): string =>
    info.kind === 'WideViewEntry' ? info.formatPropertyField.propertyValue : '';
  const widest = asked === 0 ? Math.max(0, ...sample.map((info) => cellsOf(textOf(info)))) : 0;
  const perRow = widest > 0 ? itemsPerRow(widest, width) : asked || defaultWideColumns;
  const writer = new TableWriter(
    width,
    Array.from({ length: perRow }, () => ({ width: 0, alignment: 1 as const })),
  );
  let pending: string[] = [];
  const flush = (): string[] => {
    if (pending.length === 0) return [];
    const row = writer.row(pending);
    pending = [];
    return row;
  };
  return {
    start: () => [],
    entry: (info) => {
      pending.push(textOf(info));
      return pending.length === perRow ? flush() : [];
    },
    end: flush,
  };
}
