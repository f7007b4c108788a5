// The program of a runspace's thread: the engine with every cmdlet and type there is.
import { workerData } from 'node:worker_threads';
import { cmdletModules } from '../cmdlets/index.ts';
import { formatLines } from '../cmdlets/shared/format-lines.ts';
import { netTypes } from '../dotnet/index.ts';
import type { WorkerData } from '../runspace/runspace-worker.ts';
import { engineFactory, throwPipelineStopped } from '../runspace/worker/engine-session.ts';
import { runWorkerProgram } from '../runspace/worker/worker-program.ts';

runWorkerProgram({
  data: workerData as WorkerData,
  createEngine: engineFactory({
    cmdletModules,
    types: netTypes,
    formatLines,
  }),
  throwStopped: throwPipelineStopped,
});
