// Bundles the programs into dist with esbuild. One file for each program, so that a worker reads one file and V8's code cache
// (NODE_COMPILE_CACHE, set by whoever starts Node.js) covers all of it.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, 'dist');
rmSync(outdir, { recursive: true, force: true });

await build({
  absWorkingDir: root,
  entryPoints: {
    psremoting: 'src/cli/main.ts',
    'runspace-worker': 'src/app/runspace-worker-main.ts',
    'session-host': 'src/app/session-host-main.ts',
    'lab-servers': 'src/lab/lab-servers-main.ts',
  },
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  format: 'cjs',
  // CommonJS has no import.meta: the modules that ask for it get the bundle's own place.
  define: { 'import.meta.url': 'importMetaUrl', 'import.meta.dirname': '__dirname' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
});
