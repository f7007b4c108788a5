// Records of comma-separated values as objects whose properties the header names.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { csvRecords } from './csv-text.ts';

export interface CsvSource {
  readonly Delimiter: string | undefined;
  readonly Header: string[] | undefined;
}

/** Writes an object for each record; lines that begin with # before the header are comments, `#TYPE` names the type. */
export function writeCsvObjects(context: CmdletContext, text: string, { Delimiter, Header }: CsvSource): void {
  const typeName = /^#TYPE\s+(\S+)/.exec(text)?.[1];
  const body = text.replace(/^(?:#[^\n]*\n)+/, '');
  const records = csvRecords(body, Delimiter ?? ',');
  const header = Header ?? records.shift() ?? [];
  const names = header.map((name, index) => (name === '' ? `H${index + 1}` : name));
  if (names.some((name, index) => name !== header[index])) {
    context.writeWarning(
      'One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.',
    );
  }
  for (const record of records) {
    context.checkStop();
    const result = new PSObject();
    for (const [index, name] of names.entries()) result.members.setNote(name, record[index] ?? null);
    if (typeName !== undefined) {
      result.typeNames = [`CSV:${typeName}`, 'System.Management.Automation.PSCustomObject', 'System.Object'];
    }
    context.writeObject(result);
  }
}
