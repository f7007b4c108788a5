// A worker with a stand-in for the engine: its "scripts" are words that say what to do, so that sessions can be tested alone.
import { workerData } from 'node:worker_threads';
import { defaultAdapter } from '../../src/clixml/index.ts';
import { ErrorRecord } from '../../src/psobject/error-record.ts';
import { NetException } from '../../src/psobject/exception.ts';
import { InformationalRecord } from '../../src/psobject/records.ts';
import { type EngineIo, type EngineOutcome, runWorkerProgram } from '../../src/runspace/worker/worker-program.ts';

class Stopped extends Error {}
const throwStopped = (): never => {
  throw new Stopped('stopped');
};

const record = (message: string) =>
  new ErrorRecord(new NetException('System.Exception', message), 'Scripted', 'NotSpecified');
const completed: EngineOutcome = { outcome: 'completed', succeeded: true };

runWorkerProgram({
  data: workerData,
  throwStopped,
  createEngine: ({ services, stopCells }) => {
    let memory = 0;
    const scripts: Record<string, (io: EngineIo, rest: string) => EngineOutcome | undefined> = {
      echo: (io, rest) => void io.write('output', rest),
      count: (io, rest) => {
        for (let i = 1; i <= Number(rest); i++) io.write('output', i);
        return undefined;
      },
      warn: (io, rest) => {
        io.write('warning', new InformationalRecord('Warning', rest));
        io.write('error', record(rest));
        return undefined;
      },
      remember: (io) => void io.write('output', ++memory),
      sum: (io) => {
        let sum = 0;
        for (const value of io.input ?? []) sum += Number(value);
        io.write('output', sum);
        return undefined;
      },
      ask: (io) => void io.write('output', io.host.ui!.readLine()),
      sleep: (_, rest) => void services.process.sleep(Number(rest)),
      spin: () => {
        while (Atomics.load(stopCells, 1) > 0);
        throw new Stopped('spun out');
      },
      // What no flag reaches: only ending the thread helps.
      wedge: () => {
        for (;;);
      },
      flood: (io) => {
        const text = 'x'.repeat(10_000);
        for (;;) io.write('output', text);
      },
      memory: () => {
        const kept: string[] = [];
        for (;;) kept.push('x'.repeat(1000) + kept.length);
      },
      fail: (_, rest) => ({ outcome: 'failed', error: record(rest), succeeded: false }),
      computer: (io) => void io.write('output', services.platform.identity().computerName),
    };
    return {
      adapter: defaultAdapter,
      run(pipeline, io) {
        const [word = '', ...rest] = pipeline.powerShell.commands[0]!.text.split(' ');
        try {
          return scripts[word]!(io, rest.join(' ')) ?? completed;
        } catch (error) {
          if (error instanceof Stopped) return { outcome: 'stopped', succeeded: false };
          throw error;
        }
      },
      commandMetadata: () => completed,
      reset: () => {
        memory = 0;
      },
    };
  },
});
