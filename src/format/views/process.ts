// Views of processes and their modules.
import type { PropertyReader, ViewDefinition } from '../../engine/definitions/view.ts';
import { Double, Int64 } from '../../psobject/numbers.ts';
import { column, labelled, numberOf } from './columns.ts';

const mebibyte = 1024 * 1024;

function mebibytes(name: string): (object: unknown, get: PropertyReader) => unknown {
  return (_, get) => new Double(numberOf(get(name)) / mebibyte);
}

function kibibytes(name: string): (object: unknown, get: PropertyReader) => unknown {
  return (_, get) => {
    const bytes = numberOf(get(name));
    return Number.isNaN(bytes) ? null : new Int64(BigInt(Math.round(bytes / 1024)));
  };
}

function seconds(name: string): (object: unknown, get: PropertyReader) => unknown {
  return (_, get) => {
    const value = numberOf(get(name));
    return new Double(Number.isNaN(value) ? 0 : value);
  };
}

export const processViews: readonly ViewDefinition[] = [
  {
    name: 'process',
    typeNames: ['System.Diagnostics.Process'],
    table: {
      columns: [
        labelled('NPM(K)', kibibytes('NPM'), 7, 'Right'),
        { ...labelled('PM(M)', mebibytes('PM'), 8, 'Right'), formatString: 'N2' },
        { ...labelled('WS(M)', mebibytes('WS'), 10, 'Right'), formatString: 'N2' },
        { ...labelled('CPU(s)', seconds('CPU'), 10, 'Right'), formatString: 'N2' },
        column('Id', 7, 'Right'),
        column('SI', 3, 'Right'),
        column('ProcessName'),
      ],
    },
    wide: { value: 'ProcessName' },
  },
  {
    name: 'Priority',
    typeNames: ['System.Diagnostics.Process'],
    group: { by: 'PriorityClass', label: 'PriorityClass' },
    table: { columns: [column('ProcessName', 20), column('Id', 10, 'Right'), column('WorkingSet64', 12, 'Right')] },
  },
  {
    name: 'ProcessModule',
    typeNames: ['System.Diagnostics.ProcessModule'],
    table: { columns: [labelled('Size(K)', 'Size', 10, 'Right'), column('ModuleName', 50), column('FileName')] },
  },
];
