// Format records over the wire: what Format-* made in one session, written as CLIXML, read back and drawn in another.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deserialize, serialize } from '../../src/clixml/index.ts';
import { clixmlAdapter } from '../../src/engine/serialization/clixml-adapter.ts';
import { openTestRunspace, type TestRunspace } from '../engine/test-runspace.ts';

const objects = "[pscustomobject]@{ A = 1; B = 'two' }, [pscustomobject]@{ A = 10; B = $null }";
const scripts = [
  `${objects} | Format-Table`,
  `${objects} | Format-Table -AutoSize -Wrap`,
  `${objects} | Format-Table -GroupBy A -HideTableHeaders`,
  `${objects} | Format-List`,
  `${objects} | Format-Wide -Column 2`,
  `${objects} | Format-Custom`,
  "'text', 5 | Format-Table",
  '[pscustomobject]@{ A = @{ B = 1 } } | Format-Custom -Depth 2',
];

function run(runspace: TestRunspace, script: string): unknown[] {
  const output: unknown[] = [];
  const errors: unknown[] = [];
  const ignore = (): void => {};
  runspace.invoke(script, {
    output: (value) => output.push(value),
    error: (record) => errors.push(record),
    warning: ignore,
    verbose: ignore,
    debug: ignore,
    information: ignore,
    progress: ignore,
  });
  assert.deepEqual(errors, []);
  return output;
}

describe('format records over the wire', () => {
  for (const script of scripts) {
    it(`draws the same there as here: ${script}`, async () => {
      const runspace = await openTestRunspace();
      const output = run(runspace, script);
      const documents = runspace.within(() => output.map((value) => serialize(value, { adapter: clixmlAdapter })));
      const back = documents.map((text) => deserialize(text));
      const shown = runspace.outString(output);
      assert.match(shown, /\S/);
      assert.equal(runspace.outString(back), shown);
    });
  }

  it('has the type names and fields that PowerShell writes', async () => {
    const runspace = await openTestRunspace();
    const [record] = run(runspace, '[pscustomobject]@{ A = 1 } | Format-Table');
    const start = runspace.within(() => serialize(record, { adapter: clixmlAdapter }));
    assert.match(start, /<T>Microsoft\.PowerShell\.Commands\.Internal\.Format\.FormatStartData<\/T>/);
    assert.match(start, /<T>Microsoft\.PowerShell\.Commands\.Internal\.Format\.FormatInfoData<\/T>/);
    assert.match(start, /<Props><S N="ClassId2e4f51ef21dd47e99d3c952918aff9cd">033ecb2bc07a4d43b5ef94ed5a35d280<\/S>/);
    assert.match(start, /<S N="propertyName">A<\/S>/);
  });
});
