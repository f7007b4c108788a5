// Every example of every cmdlet runs; what it says it prints is what it prints.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { cmdletModules } from '../../src/cmdlets/index.ts';
import { formatLines } from '../../src/cmdlets/shared/format-lines.ts';
import type { PlatformService } from '../../src/host/services.ts';
import type { ErrorRecord } from '../../src/psobject/error-record.ts';
import { openTestRunspace, testServices } from '../engine/test-runspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A machine with nothing on it, for examples that only have to run. */
const emptyPlatform: PlatformService = {
  ...testServices.platform,
  processes: () => [],
  services: () => [],
  hotFixes: () => [],
  cimInstances: () => [],
};

const trimmed = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

describe('examples of cmdlets', () => {
  let seen = 0;
  for (const { cmdlets } of cmdletModules) {
    for (const cmdlet of cmdlets) {
      for (const example of cmdlet.examples ?? []) {
        if (example.runnable === false) continue;
        seen++;
        it(`${cmdlet.name}: ${example.code}`, async () => {
          const runspace = await openTestRunspace({ currentDirectory: folder, modules: cmdletModules });
          Object.assign(runspace.services, { platform: emptyPlatform });
          const output: unknown[] = [];
          const errors: ErrorRecord[] = [];
          const ignore = (): void => {};
          const outcome = runspace.invoke(example.code, {
            output: (value) => output.push(value),
            error: (record) => errors.push(record),
            warning: ignore,
            verbose: ignore,
            debug: ignore,
            information: ignore,
            progress: ignore,
          });
          assert.deepEqual(
            [...errors, ...(outcome.error ? [outcome.error] : [])].map((record) => record.exception.message),
            [],
          );
          if (example.output === undefined) return;
          assert.equal(trimmed(runspace.within(() => formatLines(runspace.global, output, 120))), example.output);
        });
      }
    }
  }
  it('saw the examples', () => assert.ok(seen > 40, `${seen} examples`));
});
