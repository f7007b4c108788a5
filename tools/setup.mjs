// Set-up and task runner: runs on whatever Node.js (20 or later) the machine has, installs what the lock file names when
// it is not installed yet, builds the bundle when a source changed, then runs the task on the project's own Node.js.
// npm's `pre` scripts are skipped under ignore-scripts, so each npm script calls this file itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedStamp = join(root, 'node_modules', '.psremoting-lock');
const builtStamp = join(root, 'dist', '.stamp');

/** Speaks on standard error only: standard output belongs to the program (`-s` carries a protocol on it). */
const say = (text) => process.stderr.write(`${text}\n`);

// The code cache is what makes a worker start in 20 ms; it must be set before Node.js starts to reach the workers.
process.env.NODE_COMPILE_CACHE ??= join(root, 'dist', 'cache');

const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
};

function ensureInstalled() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === hash) return;
  say('psremoting: installing dependencies (npm ci --ignore-scripts)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const status = run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status);
  writeFileSync(installedStamp, hash);
}

/** The pinned Node.js of the platform package; the machine's own where no package exists for it. */
export function projectNode() {
  const { platform, arch } = process;
  const candidates = [`node-${platform === 'win32' ? 'win' : platform}-${arch}`, `node-bin-${platform}-${arch}`];
  for (const name of candidates) {
    for (const file of ['bin/node', 'bin/node.exe']) {
      const path = join(root, 'node_modules', name, file);
      if (existsSync(path)) return path;
    }
  }
  return process.execPath;
}

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestSource(path) : statSync(path).mtimeMs);
  }
  return newest;
}

function ensureBuilt(node) {
  const newest = Math.max(newestSource(join(root, 'src')), statSync(join(root, 'tools', 'build.mjs')).mtimeMs);
  const stamp = `${newest} ${existsSync(installedStamp) ? readFileSync(installedStamp, 'utf8') : ''}`;
  if (existsSync(builtStamp) && readFileSync(builtStamp, 'utf8') === stamp) return;
  const status = run(node, [join(root, 'tools', 'build.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status);
  mkdirSync(dirname(builtStamp), { recursive: true });
  writeFileSync(builtStamp, stamp);
}

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['bin', 'obj'].includes(entry.name) ? [] : testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

const local = (name) => join(root, 'node_modules', '.bin', name);

/** Each task: the commands it runs in order, until one fails. Words after the task's name go to the last command. */
const tasks = {
  start: { build: true, commands: (node) => [[node, 'dist/psremoting.cjs', 'lab', '--report']] },
  test: {
    build: true,
    commands: (node) => [
      [
        node,
        '--test',
        '--test-reporter=./tools/test-summary.mjs',
        '--test-reporter-destination=stdout',
        '--test-timeout=120000',
        ...testFiles(join(root, 'test')),
      ],
    ],
  },
  check: {
    commands: (node) => [
      [local('tsc'), '-p', 'tsconfig.json'],
      [local('biome'), 'check', '--error-on-warnings', '.'],
      [node, '--test', '--test-reporter=spec', 'test/layers.test.ts'],
      [local('knip')],
    ],
  },
  format: { commands: () => [[local('biome'), 'check', '--write', '.']] },
  build: { build: true, commands: () => [] },
  package: { build: true, commands: () => [[local('tsc'), '-p', 'tsconfig.package.json']] },
  bench: { build: true, commands: (node) => [[node, '--expose-gc', 'bench/main.ts']] },
  conformance: { commands: (node) => [[node, 'tools/conformance.ts']] },
  setup: { commands: () => [] },
};

const [name, ...words] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  say(`usage: node tools/setup.mjs ${Object.keys(tasks).join('|')}`);
  process.exit(2);
}
ensureInstalled();
const node = projectNode();
if (task.build) ensureBuilt(node);
const commands = task.commands(node);
for (const [index, [command, ...args]] of commands.entries()) {
  const last = index === commands.length - 1;
  const status = run(command, last ? [...args, ...words] : args, { cwd: root });
  if (status !== 0) process.exit(status);
}
