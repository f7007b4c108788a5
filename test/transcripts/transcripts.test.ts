// Every transcript of this folder, part by part, each file in a shell of its own.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  compareOutput,
  openTranscriptShell,
  parseTranscript,
  readTranscript,
  type TranscriptShell,
} from './run-transcript.ts';

for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.transcript'))) {
  describe(file, () => {
    const { needsLab, parts } = readTranscript(join(import.meta.dirname, file));
    let shell: TranscriptShell;
    before(async () => {
      shell = await openTranscriptShell(needsLab);
    });
    after(() => shell[Symbol.asyncDispose]());
    for (const { title, steps } of parts) {
      it(title, async () => {
        assert.ok(steps.length > 0);
        for (const step of steps) compareOutput(step, await shell.run(step.command));
      });
    }
  });
}

it('a transcript that differs fails', () => {
  const { parts } = parseTranscript('## p\nPS> a\n1 <number>\n# unordered\nPS> b\n>> c\nx\ny\n');
  const [first, second] = parts[0]!.steps;
  assert.equal(second!.command, 'b\nc');
  compareOutput(first!, '1 2\n\n');
  compareOutput(second!, 'y\nx\n');
  assert.throws(() => compareOutput(first!, '1 x\n'));
  assert.throws(() => compareOutput(second!, 'y\n'));
  assert.throws(() => compareOutput(second!, 'y\nx\nx\n'));
});
