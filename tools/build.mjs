// Bundles the programs and the library into dist with esbuild. One file for each program, so that a worker reads one file and
// V8's code cache (NODE_COMPILE_CACHE, set by whoever starts Node.js) covers all of it.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, 'dist');
rmSync(outdir, { recursive: true, force: true });

const common = {
  absWorkingDir: root,
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** The entry loads the rest of the program only after it has started a worker: from a file of its own. */
const secondProgram = {
  name: 'second-program',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/program\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './program.cjs', external: true } : undefined,
    );
  },
};

await Promise.all([
  build({
    ...common,
    entryPoints: {
      psremoting: 'src/cli/main.ts',
      program: 'src/cli/program.ts',
      'runspace-worker': 'src/app/runspace-worker-main.ts',
      'session-host': 'src/app/session-host-main.ts',
      'lab-servers': 'src/lab/lab-servers-main.ts',
    },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    minifyWhitespace: true,
    // CommonJS has no import.meta: the modules that ask for it get the bundle's own place.
    define: { 'import.meta.url': 'importMetaUrl', 'import.meta.dirname': '__dirname' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [secondProgram],
  }),
  build({ ...common, entryPoints: { index: 'src/index.ts' }, format: 'esm', packages: 'external' }),
]);
