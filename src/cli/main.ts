#!/usr/bin/env node
// The entry of the command line. It starts the thread of the shell's runspace first of all: while that loads the engine on one
// processor, this one loads the rest of the program on another.
import { startRunspaceWorker } from '../app/programs.ts';
import { WarmWorker } from '../runspace/runspace-worker.ts';

/** What has no shell of its own; a usage error, or a worker in vain, costs nothing but time. */
const withoutShell = /^(serve|user|config|--?(v|version|h|help|\?|s|servermode|sshs|sshservermode))$/i;

const words = process.argv.slice(2);
const worker = withoutShell.test(words[0] ?? '') ? undefined : new WarmWorker(startRunspaceWorker);

import('./program.ts').then(({ main }) => main(words, worker));
