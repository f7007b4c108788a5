import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultOptions, type FormatProperty } from '../../src/format/format-options.ts';
import { Double } from '../../src/psobject/numbers.ts';
import { bag, draw } from './notes-access.ts';

/** A -Property or -GroupBy argument. */
function asked(name: string, more: Partial<FormatProperty> = {}): FormatProperty {
  return {
    expression: { kind: 'name', name, resolved: false },
    label: undefined,
    formatString: undefined,
    width: undefined,
    alignment: undefined,
    depth: undefined,
    ...more,
  };
}

describe('Formatter and Renderer', () => {
  it('draws up to four properties as a table, numbers to the right, floats with three decimals', () => {
    assert.deepEqual(
      draw([
        bag({ Item: 'bolt', Qty: 5, Price: new Double(1.25) }),
        bag({ Item: 'screwdriver', Qty: 1200, Price: 10 }),
      ]),
      ['', 'Item         Qty Price', '----         --- -----', 'bolt           5 1.250', 'screwdriver 1200    10', ''],
    );
  });

  it('draws more properties as a list', () => {
    assert.deepEqual(draw([bag({ A: 1, B: 2, C: 3, D: 4, Long: null })]), [
      '',
      'A    : 1',
      'B    : 2',
      'C    : 3',
      'D    : 4',
      'Long :',
      '',
    ]);
  });

  it('keeps to the columns of the first object and prints scalars between the rows', () => {
    assert.deepEqual(draw([bag({ a: 1 }), 'text', bag({ a: 2, b: 3 })]), ['', 'a', '-', '1', 'text', '2', '']);
  });

  it('wraps a header that is wider than its column and cuts cells at the edge', () => {
    const row = bag({ First: 'aaaaaaaaaaaa', Second: 'bbbbbbbbbbbb', Third: 'cccccccccccc' });
    assert.deepEqual(draw([row], { width: 30 }), [
      '',
      'First        Second       Thir',
      '                          d',
      '-----        ------       ----',
      'aaaaaaaaaaaa bbbbbbbbbbbb ccc\u2026',
      '',
    ]);
  });

  it('drops columns for which the screen has no room', () => {
    assert.deepEqual(draw([bag({ A: 'x'.repeat(40), B: 'y' })], { width: 40 }), ['', 'A', '-', 'x'.repeat(40), '']);
  });

  it('limits collections to four items', () => {
    assert.deepEqual(draw([bag({ L: [1, 2, 3, 4, 5], M: [1, null] })]), [
      '',
      'L             M',
      '-             -',
      '{1, 2, 3, 4\u2026} {1, $null}',
      '',
    ]);
  });

  it('starts a group with a header for each run of equal keys', () => {
    const rows = [1, 2, 2].map((key) => bag({ K: key, V: 'v' }));
    const options = { ...defaultOptions, properties: [asked('V')], groupBy: asked('K') };
    assert.deepEqual(draw(rows, { settings: { shape: 'table', options } }), [
      '',
      '   K: 1',
      '',
      'V',
      '-',
      'v',
      '',
      '   K: 2',
      '',
      'V',
      '-',
      'v',
      'v',
      '',
    ]);
  });

  it('shows the computer of remote objects only where they ask for it, and never their marks', () => {
    const remote = { A: 1, PSComputerName: 'SRV01', RunspaceId: 'r' };
    assert.deepEqual(draw([bag({ ...remote, PSShowComputerName: true })]).slice(1, 4), [
      'A PSComputerName RunspaceId',
      '- -------------- ----------',
      '1 SRV01          r',
    ]);
    const hidden = draw([bag({ ...remote, PSShowComputerName: false })]);
    assert.equal(hidden.join('\n').includes('SRV01'), false);
  });

  it('adds the computer to the view of a deserialized type', () => {
    const update = bag(
      {
        ComputerName: 'SRV01',
        Description: 'Update',
        HotFixID: 'KB5000001',
        InstalledBy: 'SYSTEM',
        InstalledOn: 'today',
        PSComputerName: 'SRV01',
        PSShowComputerName: true,
      },
      ['Deserialized.System.Management.ManagementObject#root\\cimv2\\Win32_QuickFixEngineering'],
    );
    assert.match(draw([update])[1] ?? '', /^Source +Description +HotFixID +InstalledBy +InstalledOn +PSComputerName$/);
  });

  it('draws nested objects as a tree', () => {
    assert.deepEqual(draw([bag({ A: 1, B: bag({ C: [1, 2] }) })], { settings: { shape: 'custom' } }).slice(0, 15), [
      '',
      'class PSCustomObject',
      '{',
      '  A = 1',
      '  B =',
      '    class PSCustomObject',
      '    {',
      '      C =',
      '        [',
      '          1',
      '          2',
      '        ]',
      '',
      '    }',
      '}',
    ]);
  });

  it('holds back rows without widths for 300 milliseconds, then draws them as they come', () => {
    const rows = ['a', 'bb', 'a longer text'].map((text) => bag({ T: text, N: 1 }));
    assert.deepEqual(draw(rows, { tick: 200 }).slice(1, 6), ['T  N', '-  -', 'a  1', 'bb 1', 'a\u2026 1']);
  });
});
