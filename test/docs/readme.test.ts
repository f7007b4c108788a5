// README.md is right: its TypeScript compiles against the sources, and its command lines are ones that the program knows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseShellOptions } from '../../src/cli/pwsh-switches.ts';

const root = resolve(import.meta.dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const blocksIn = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]!);

test('the TypeScript of the README compiles', () => {
  const blocks = blocksIn('ts');
  assert.ok(blocks.length >= 3, 'the README has examples of the library');
  const folder = mkdtempSync(join(tmpdir(), 'psremoting-readme-'));
  try {
    const files = blocks.map((block, index) => {
      const file = join(folder, `example-${index}.mts`);
      writeFileSync(file, block);
      return file;
    });
    const options = {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        paths: { psremoting: [join(root, 'src', 'index.ts')] },
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      files,
      include: [],
    };
    const project = join(folder, 'tsconfig.json');
    writeFileSync(project, JSON.stringify(options));
    const { stdout, status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', project],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    assert.ok(status === 0 || stdout.includes('error TS'), `the compiler did not run: ${stderr}`);
    // What is wrong inside src is the business of `npm run check`.
    assert.deepEqual(
      stdout.split('\n').filter((line) => line.includes('example-') || line.startsWith('error')),
      [],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the example of a test without a network runs', () => {
  const example = blocksIn('ts').find((block) => block.includes("command: 'bin/psremoting', arguments: ['-s']"));
  assert.ok(example !== undefined, 'the README has an example that runs the engine on standard input and output');
  // The program as it is in src: the bundle may be older.
  const program = `command: process.execPath, arguments: [${JSON.stringify(join(root, 'src', 'cli', 'main.ts'))}, '-s']`;
  const script = example
    .replace("command: 'bin/psremoting', arguments: ['-s']", program)
    .replace("'psremoting'", JSON.stringify(pathToFileURL(join(root, 'src', 'index.ts')).href));
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});

/** The words of a shell's line, quotes taken off. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|\S)+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));
}

/** Command lines of this program in the README, as words after its name. */
function commandLines(): string[][] {
  const lines = blocksIn('sh').flatMap((block) => block.split('\n'));
  return lines.flatMap((line) => {
    const words = wordsOf(line.split(/\s\|\s(?=bin\/)/).at(-1)!).filter(
      (word, at) => at > 0 || !/^[A-Z_]+=/.test(word),
    );
    return words[0] === 'bin/psremoting' ? [words.slice(1)] : [];
  });
}

/** The subcommands' files, from the table in program.ts. */
function subcommandFiles(): ReadonlyMap<string, string> {
  const text = readFileSync(join(root, 'src', 'cli', 'program.ts'), 'utf8');
  const entries = [...text.matchAll(/^ {2}(\w+): \(\) => import\('\.\/([\w-]+\.ts)'\)/gm)];
  assert.ok(entries.length >= 5, 'the table of subcommands is not where this test looks for it');
  return new Map(entries.map((match) => [match[1]!, join(root, 'src', 'cli', match[2]!)]));
}

const subcommands = subcommandFiles();

for (const words of commandLines()) {
  test(`psremoting ${words.join(' ')}`, () => {
    const file = subcommands.get(words[0] ?? '');
    if (file === undefined) {
      assert.ok(words.length === 0 || /^-/.test(words[0]!), `there is no subcommand ${words[0]}`);
      parseShellOptions(words);
      return;
    }
    const source = readFileSync(file, 'utf8');
    const verbs = new Set([...source.matchAll(/\.command\('(\w+)/g)].map((match) => match[1]));
    if (verbs.size > 0) assert.ok(verbs.has(words[1]), `${words[0]} has no ${words[1]}`);
    const options = new Set([...source.matchAll(/\.option\(\s*'(--[\w-]+)/g)].map((match) => match[1]));
    const end = words.indexOf('--');
    for (const word of end < 0 ? words : words.slice(0, end)) {
      if (word.startsWith('--')) assert.ok(options.has(word), `${words[0]} has no option ${word}`);
    }
  });
}

test('the README shows the program', () => {
  const names = new Set(commandLines().map(([name]) => name));
  for (const name of ['lab', 'serve', 'user', 'invoke', 'enter', 'config']) assert.ok(names.has(name), `no ${name}`);
  assert.ok(existsSync(join(root, 'bin', 'psremoting')));
});

test('the npm scripts that the documents name exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const documents = `${readme}\n${readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')}`;
  const named = [...documents.matchAll(/npm (?:run )?(\w+)/g)].map((match) => match[1]!);
  const known = new Set([...Object.keys(scripts), 'ci', 'config']);
  assert.deepEqual(
    [...new Set(named)].filter((name) => !known.has(name)),
    [],
  );
});
