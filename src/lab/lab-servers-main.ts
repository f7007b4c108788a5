// The process of the lab's servers. Started with an IPC channel: takes what to serve, answers with where, ends with its parent.
import { readForest } from './forest.ts';
import { startLabServers } from './lab-servers.ts';

export interface LabServersRequest {
  readonly forestFile: string;
  readonly dataFolder: string;
  readonly password: string;
  readonly now: number;
}

export type LabServersAnswer =
  | {
      readonly kind: 'ready';
      readonly hosts: readonly (readonly [
        name: string,
        target: { address: string; httpPort: number; httpsPort: number },
      ])[];
    }
  | { readonly kind: 'failed'; readonly message: string };

process.once('message', async (request: LabServersRequest) => {
  const answer = (message: LabServersAnswer) => process.send?.(message);
  try {
    const servers = await startLabServers({ ...request, forest: readForest(request.forestFile) });
    process.once('disconnect', () => void servers.close().finally(() => process.exit(0)));
    answer({ kind: 'ready', hosts: servers.hosts });
  } catch (error) {
    answer({ kind: 'failed', message: (error as Error).message });
    process.disconnect?.();
  }
});

// Ctrl+C in the terminal reaches the whole group; the parent decides when the lab ends.
process.on('SIGINT', () => {});
