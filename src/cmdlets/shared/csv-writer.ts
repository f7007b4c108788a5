// Objects as lines of comma-separated values: the first object decides the columns.
import { equalStrings } from '../../conversion/index.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { ParameterDefinition } from '../../engine/definitions/parameter.ts';
import { getProperty, propertiesOf, typeNamesOf } from '../../engine/members.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { csvField, type QuoteUse } from './csv-text.ts';
import { toText } from './values.ts';

export const csvParameters = {
  Delimiter: { type: 'string', position: 1, validate: [{ kind: 'notNull' }] },
  UseCulture: { type: 'switch' },
  IncludeTypeInformation: { type: 'switch', aliases: ['ITI'] },
  NoTypeInformation: { type: 'switch', aliases: ['NTI'] },
  QuoteFields: { type: 'string[]', aliases: ['QF'] },
  UseQuotes: { type: 'string', aliases: ['UQ'], validate: [{ kind: 'set', values: ['Always', 'AsNeeded', 'Never'] }] },
  NoHeader: { type: 'switch' },
} as const satisfies Record<string, ParameterDefinition>;

export interface CsvArguments {
  readonly Delimiter: string | undefined;
  readonly UseCulture: boolean;
  readonly IncludeTypeInformation: boolean;
  readonly QuoteFields: string[] | undefined;
  readonly UseQuotes: string | undefined;
  readonly NoHeader: boolean;
}

const uses: readonly QuoteUse[] = ['Always', 'AsNeeded', 'Never'];

function value(object: unknown, name: string): string | null {
  const base = baseOf(object);
  const found = base instanceof Dictionary ? (base.get(name) ?? null) : (getProperty(object, name) ?? null);
  if (found === null) return null;
  const inner = baseOf(found);
  // Collections show as their type's name.
  if (Array.isArray(inner) || inner instanceof Dictionary) return typeNamesOf(inner)[0] ?? '';
  return toText(found);
}

export class CsvWriter {
  readonly #options: CsvArguments;
  #columns: readonly string[] | undefined;

  constructor(options: CsvArguments) {
    this.#options = options;
  }

  /** The lines for an object: for the first one its header too, unless the file has one already. */
  lines(context: CmdletContext, object: unknown, withHeader = true): string[] {
    context.checkStop();
    const lines: string[] = [];
    if (this.#columns === undefined) {
      const base = baseOf(object);
      this.#columns =
        base instanceof Dictionary
          ? [...base.keys()].map(toText)
          : propertiesOf(object).map((property) => property.name);
      if (this.#options.IncludeTypeInformation && withHeader) lines.push(`#TYPE ${typeNamesOf(object)[0]}`);
      if (!this.#options.NoHeader && withHeader && this.#columns.length > 0) lines.push(this.#line((name) => name));
    }
    if (this.#columns.length > 0) lines.push(this.#line((name) => value(object, name)));
    return lines;
  }

  #line(text: (name: string) => string | null): string {
    const { QuoteFields, UseQuotes } = this.#options;
    const delimiter = this.#options.Delimiter ?? ',';
    const use = uses.find((each) => each.toLowerCase() === UseQuotes?.toLowerCase()) ?? 'Always';
    return (this.#columns ?? [])
      .map((name) => {
        const quotes = QuoteFields
          ? QuoteFields.some((field) => equalStrings(field, name, true))
            ? 'Always'
            : 'Never'
          : use;
        return csvField(text(name), delimiter, quotes);
      })
      .join(delimiter);
  }
}
