// ConvertTo-Html: objects as a page, or a fragment of one, with a table or lists of their properties.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { expressionOf, expressionValue } from '../../format/property-expression.ts';
import { Hashtable } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { type CalculatedProperty, keys, readProperties } from '../shared/calculated-property.ts';
import { objectAccess } from '../shared/object-access.ts';
import { toText } from '../shared/values.ts';

const columnKeys = [
  keys.expression,
  keys.label,
  { name: 'alignment', types: ['System.String'] },
  { name: 'width', types: ['System.String', 'System.Int32'] },
] as const;

/** WebUtility.HtmlEncode. */
function encode(text: string): string {
  return text.replace(/[&<>"']|[\u00a0-\u00ff]|[\ud800-\udbff][\udc00-\udfff]/g, (found) => {
    const named = namedEntities.get(found);
    return named ?? `&#${found.codePointAt(0)};`;
  });
}
const namedEntities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

interface Column extends CalculatedProperty {
  readonly label: string;
}

interface State {
  columns: readonly Column[] | undefined;
}

interface PageArguments {
  readonly Head: string[] | undefined;
  readonly Title: string | undefined;
  readonly CssUri: unknown;
  readonly Charset: string | undefined;
  readonly Meta: unknown;
  readonly Body: string[] | undefined;
  readonly Transitional: boolean;
}

function* pageHead(p: PageArguments): Generator<string> {
  yield p.Transitional
    ? '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
    : '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">';
  yield '<html xmlns="http://www.w3.org/1999/xhtml">';
  yield '<head>';
  if (p.Charset !== undefined) yield `<meta charset="${p.Charset}">`;
  if (p.Meta instanceof Hashtable) {
    for (const [name, content] of p.Meta.entries()) yield `<meta name="${toText(name)}" content="${toText(content)}">`;
  }
  if (p.Head !== undefined) yield* p.Head;
  else yield `<title>${p.Title ?? 'HTML TABLE'}</title>`;
  if (p.CssUri !== undefined) yield `<link rel="stylesheet" type="text/css" href="${toText(p.CssUri)}" />`;
  yield '</head><body>';
  if (p.Body !== undefined) yield* p.Body;
}

/** The columns that were asked for, or all properties of the first object. */
function columnsOf(context: CmdletContext, property: unknown[] | undefined, first: unknown): Column[] {
  if (property === undefined) {
    const names = objectAccess(context.session)
      .propertiesOf(first)
      .map(({ name }) => name);
    return names.map((name) => ({ label: name, expression: expressionOf(name), entries: new Map() }));
  }
  return readProperties(context, property, columnKeys).map((column) => {
    const { expression, entries } = column;
    const own = entries.get('label');
    return { ...column, label: own === undefined ? expressionText(expression) : toText(own) };
  });
}

/** What stands over a column without a label: the name, or the text of the script block. */
function expressionText(expression: CalculatedProperty['expression']): string {
  if (expression.kind === 'name') return expression.name;
  return expression.kind === 'script' ? toText(expression.block) : '';
}

function columnTag({ entries }: Column): string {
  const attributes = [
    ['width', 'width'],
    ['alignment', 'align'],
  ].flatMap(([key, attribute]) => {
    const value = entries.get(key as string);
    return value === undefined ? [] : [` ${attribute} = "${toText(value)}"`];
  });
  return `<col${attributes.join('')}/>`;
}

function cell(context: CmdletContext, column: Column, input: unknown): string {
  const value = expressionValue(objectAccess(context.session), column.expression, input);
  return value === null || value === undefined ? '' : encode(toText(value));
}

export const convertToHtml = defineCmdlet({
  name: 'ConvertTo-Html',
  typeName: 'Microsoft.PowerShell.Commands.ConvertToHtmlCommand',
  defaultParameterSet: 'Page',
  synopsis: 'Converts .NET objects into HTML that can be displayed in a Web browser.',
  outputTypes: ['System.String'],
  parameters: {
    InputObject: { type: 'psobject', pipeline: true },
    Property: { type: 'object[]', position: 0 },
    Body: { type: 'string[]', sets: { Page: { position: 3 } } },
    Head: { type: 'string[]', sets: { Page: { position: 1 } } },
    Title: { type: 'string', sets: { Page: { position: 2 } }, validate: [{ kind: 'notNullOrEmpty' }] },
    As: { type: 'string', validate: [{ kind: 'set', values: ['Table', 'List'] }] },
    CssUri: { type: 'uri', aliases: ['cu', 'uri'], sets: { Page: {} }, validate: [{ kind: 'notNullOrEmpty' }] },
    Fragment: { type: 'switch', sets: { Fragment: {} } },
    PostContent: { type: 'string[]', validate: [{ kind: 'notNullOrEmpty' }] },
    PreContent: { type: 'string[]', validate: [{ kind: 'notNullOrEmpty' }] },
    Meta: { type: 'hashtable', sets: { Page: {} }, validate: [{ kind: 'notNullOrEmpty' }] },
    Charset: { type: 'string', sets: { Page: {} }, validate: [{ kind: 'notNullOrEmpty' }] },
    Transitional: { type: 'switch', sets: { Page: {} } },
  },
  examples: [
    {
      code: "[pscustomobject]@{ Name = 'web01'; Up = $true } | ConvertTo-Html -Fragment",
      description: 'A table.',
      output:
        '<table>\n<colgroup><col/><col/></colgroup>\n<tr><th>Name</th><th>Up</th></tr>\n<tr><td>web01</td><td>True</td></tr>\n</table>',
    },
  ],
  begin(context, p): State {
    if (!p.Fragment) for (const line of pageHead(p)) context.writeObject(line);
    for (const line of p.PreContent ?? []) context.writeObject(line);
    context.writeObject('<table>');
    return { columns: undefined };
  },
  process(context, p, state) {
    const input = p.InputObject;
    if (input === null || input === undefined || baseOf(input) === null) return;
    const isFirst = state.columns === undefined;
    state.columns ??= columnsOf(context, p.Property, input);
    const { columns } = state;
    const rows = (line: string): void => context.writeObject(line);
    if (p.As?.toLowerCase() === 'list') {
      if (!isFirst) rows('<tr><td><hr></td></tr>');
      for (const column of columns) {
        rows(`<tr><td>${column.label}:</td><td>${cell(context, column, input)}</td></tr>`);
      }
      return;
    }
    if (isFirst) {
      rows(`<colgroup>${columns.map(columnTag).join('')}</colgroup>`);
      rows(`<tr>${columns.map(({ label }) => `<th>${label}</th>`).join('')}</tr>`);
    }
    rows(`<tr>${columns.map((column) => `<td>${cell(context, column, input)}</td>`).join('')}</tr>`);
  },
  end(context, p) {
    context.writeObject('</table>');
    for (const line of p.PostContent ?? []) context.writeObject(line);
    if (!p.Fragment) context.writeObject('</body></html>');
  },
});
