// ConvertTo-Json: objects to JSON text.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { typeNamesOf } from '../../engine/members.ts';
import { type EscapeHandling, JsonWriter } from '../shared/json-writer.ts';

const escapeHandlings: readonly EscapeHandling[] = ['Default', 'EscapeNonAscii', 'EscapeHtml'];

export const convertToJson = defineCmdlet({
  name: 'ConvertTo-Json',
  synopsis: 'Converts an object to a JSON-formatted string.',
  parameters: {
    InputObject: {
      type: 'object',
      position: 0,
      mandatory: true,
      pipeline: true,
      validate: [{ kind: 'allowNull' }],
    },
    Depth: { type: 'int', validate: [{ kind: 'range', min: 0, max: 100 }] },
    Compress: { type: 'switch' },
    EnumsAsStrings: { type: 'switch' },
    AsArray: { type: 'switch' },
    EscapeHandling: { type: 'string', validate: [{ kind: 'set', values: escapeHandlings }] },
  },
  examples: [{ code: '@{ a = 1, 2 } | ConvertTo-Json -Compress', description: 'On one line.', output: '{"a":[1,2]}' }],
  begin: (): unknown[] => [],
  process: (_context, p, input) => {
    input.push(p.InputObject ?? null);
  },
  end(context, p, input) {
    if (input.length === 0) return;
    const depth = p.Depth ?? 2;
    const writer = new JsonWriter({
      maxDepth: depth,
      compress: p.Compress,
      enumsAsStrings: p.EnumsAsStrings,
      escapeHandling:
        escapeHandlings.find((name) => name.toLowerCase() === p.EscapeHandling?.toLowerCase()) ?? 'Default',
      checkStop: () => context.checkStop(),
      truncated: () =>
        context.writeWarning(`Resulting JSON is truncated as serialization has exceeded the set depth of ${depth}.`),
      badKey: (dictionary) =>
        context.throwTerminating(
          context.error(
            'System.InvalidOperationException',
            `The type '${typeNamesOf(dictionary)[0]}' is not supported for serialization or deserialization of a dictionary. Keys must be strings.`,
            'NonStringKeyInDictionary',
            'InvalidOperation',
            dictionary,
          ),
        ),
    });
    const target = input.length > 1 || p.AsArray ? input : input[0];
    context.writeObject(writer.write(target));
  },
});
