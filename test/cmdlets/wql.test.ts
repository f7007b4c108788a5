import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseWql, parseWqlCondition, WqlError } from '../../src/cmdlets/cim/wql.ts';
import type { CimInstanceFacts } from '../../src/host/services.ts';

const service: CimInstanceFacts = {
  namespace: 'root/cimv2',
  className: 'Win32_Service',
  properties: [
    { name: 'Name', type: 'string', value: 'Spooler' },
    { name: 'Started', type: 'boolean', value: true },
    { name: 'ProcessId', type: 'uint32', value: 1200 },
    { name: 'Description', type: 'string', value: null },
  ],
};

describe('parseWqlCondition', () => {
  const cases: readonly (readonly [condition: string, holds: boolean])[] = [
    ["Name = 'spooler'", true],
    ['Name <> "Spooler"', false],
    ["Name LIKE 'Sp%er'", true],
    ["Name LIKE '_pooler'", true],
    ["NOT Name LIKE 'x%'", true],
    ['ProcessId > 1000 AND Started = TRUE', true],
    ['ProcessId < 1000 OR (Started = FALSE)', false],
    ['Description IS NULL', true],
    ['Description IS NOT NULL', false],
  ];
  for (const [condition, holds] of cases) {
    it(`${holds ? 'holds' : 'does not hold'}: ${condition}`, () => {
      assert.equal(parseWqlCondition(condition)(service), holds);
    });
  }

  it('reads a whole query', () => {
    const query = parseWql("SELECT Name, State FROM Win32_Service WHERE Name = 'x'");
    assert.deepEqual([query.className, query.properties], ['Win32_Service', ['Name', 'State']]);
  });

  it('ends any other text with a WqlError', () => {
    const piece = fc.constantFrom('Name', '=', 'AND', 'NOT', '(', ')', "'a'", 'LIKE', 'IS', 'NULL', ';', '"');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          parseWqlCondition(pieces.join(' '));
        } catch (error) {
          assert.ok(error instanceof WqlError, String(error));
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
