// Reporter of `npm test`: what failed with its reason, what was skipped and why, and one line of counts at the end.
// With PSREMOTING_REQUIRE_PEERS=1 (set by .ci/run) a skipped test is a failure.
import { inspect } from 'node:util';

const requirePeers = process.env.PSREMOTING_REQUIRE_PEERS === '1';

export default async function* summary(source) {
  const skipped = new Map();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const started = Date.now();
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    // The run of a whole file is reported as a test of its own; it counts only where it failed by itself.
    const isFile = data.nesting === 0 && data.file !== undefined && data.name === data.file;
    if (data.skip !== undefined || data.todo !== undefined) {
      counts.skipped++;
      const reason = data.skip === true || data.skip === undefined ? data.name : data.skip;
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    } else if (type === 'test:pass') {
      if (!isFile) counts.passed++;
    } else {
      const { error } = data.details;
      // A parent that fails only because of its subtests says nothing new.
      if (error?.failureType === 'subtestsFailed') continue;
      counts.failed++;
      yield `\nFAILED ${data.name}\n  ${data.file}:${data.line}\n${inspect(error?.cause ?? error, { depth: 4 }).replaceAll(/^/gm, '  ')}\n`;
    }
  }
  for (const [reason, count] of skipped) yield `skipped ${count}: ${reason}\n`;
  if (requirePeers && counts.skipped > 0) {
    yield `\nFAILED: ${counts.skipped} tests were skipped where every peer is required.\n`;
    counts.failed += counts.skipped;
    process.exitCode = 1;
  }
  yield `\n${((Date.now() - started) / 1000).toFixed(1)} s\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
}
