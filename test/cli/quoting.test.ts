import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { argumentSource, literal } from '../../src/cli/quoting.ts';
import { parse } from '../../src/language/parser/parse.ts';

/** The arguments of `f <source>` as the parser reads them: parameter names and values of constant strings. */
function argumentsOf(source: string): unknown[] {
  const { ast, errors } = parse(`f ${source}`);
  assert.deepEqual(errors, []);
  const [statement, ...more] = ast.endBlock!.statements;
  assert.equal(more.length, 0);
  assert.ok(statement?.kind === 'PipelineAst' && statement.pipelineElements.length === 1);
  const [command] = statement.pipelineElements;
  assert.ok(command?.kind === 'CommandAst');
  return command.commandElements.slice(1).map((element) => {
    if (element.kind === 'CommandParameterAst') {
      const { argument } = element;
      assert.ok(argument === undefined || argument.kind === 'StringConstantExpressionAst');
      return { name: element.parameterName, value: argument?.value };
    }
    assert.ok(element.kind === 'StringConstantExpressionAst', element.kind);
    return element.value;
  });
}

const hostile = [
  "a'; 40+2 #",
  'a\u2019; 40+2 #',
  '$(2+3)',
  '`$x',
  '-N:$(2+3)',
  '-N:a\u2018$(1)',
  "-N:'",
  '-',
  '--',
  '-1',
  '$x',
  '@x',
  ';',
  '|',
  '\n',
  '',
  '-N',
  '-N:',
];

test('any word is one string', () => {
  const words = fc.oneof(
    fc.constantFrom(...hostile),
    fc.string({
      unit: fc.constantFrom(
        "'",
        '\u2018',
        '\u2019',
        '\u201b',
        '"',
        '$',
        '(',
        ')',
        '`',
        ';',
        '-',
        ':',
        'N',
        ' ',
        '\n',
        '#',
      ),
    }),
  );
  fc.assert(
    fc.property(words, (word) => {
      assert.deepEqual(argumentsOf(literal(word)), [word]);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('an argument of -File is a string, or a parameter with a string', () => {
  for (const word of hostile) {
    const [read, ...more] = argumentsOf(argumentSource(word));
    assert.equal(more.length, 0, word);
    const parameter = /^-(N)(?::([\s\S]*))?$/.exec(word);
    assert.deepEqual(read, parameter ? { name: 'N', value: parameter[2] } : word);
  }
});
