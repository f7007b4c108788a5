// Comma-separated values: fields of a line, and lines of a text (RFC 4180 as PowerShell has it).

export type QuoteUse = 'Always' | 'AsNeeded' | 'Never';

/** A field with quotes around it where they are wanted; null fields are empty without quotes. */
export function csvField(text: string | null, delimiter: string, quotes: QuoteUse): string {
  if (text === null) return '';
  const needed = text.includes(delimiter) || text.includes('"') || text.includes('\n') || text.includes('\r');
  if (quotes === 'Never' || (quotes === 'AsNeeded' && !needed)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}

/** The records of a text; line breaks within quotes belong to their field. Empty lines are left out. */
export function csvRecords(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let sawText = false;
  const endField = (): void => {
    fields.push(field);
    field = '';
  };
  const endRecord = (): void => {
    if (sawText) {
      endField();
      records.push(fields);
    }
    fields = [];
    field = '';
    sawText = false;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string;
    if (quoted) {
      if (unit !== '"') field += unit;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (unit === '"' && field.trim() === '') {
      quoted = true;
      sawText = true;
      field = '';
    } else if (unit === delimiter) {
      sawText = true;
      endField();
    } else if (unit === '\n') endRecord();
    else if (unit !== '\r') {
      field += unit;
      sawText = true;
    }
  }
  endRecord();
  return records;
}
