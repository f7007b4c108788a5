// A client core and a server core that talk to each other without a carrier.
import { sessionKeyCrypto } from '../../src/crypto/session-key-crypto.ts';
import type { PsrpDestination } from '../../src/psrp/channel.ts';
import { clixmlCodec } from '../../src/psrp/clixml-codec.ts';
import { addInvocationInfo } from '../../src/psrp/enumerations.ts';
import { noHost } from '../../src/psrp/host-info.ts';
import type { CreatePipeline } from '../../src/psrp/messages/create-pipeline.ts';
import type { PipelineClient } from '../../src/psrp/pipeline-client.ts';
import type { PipelineServer } from '../../src/psrp/pipeline-server.ts';
import {
  type PoolClientNews,
  RunspacePoolClient,
  type RunspacePoolClientOptions,
} from '../../src/psrp/runspace-pool-client.ts';
import {
  type PoolServerNews,
  RunspacePoolServer,
  type RunspacePoolServerOptions,
} from '../../src/psrp/runspace-pool-server.ts';

export const poolId = '11111111-2222-4333-8444-555555555555';
export const pipelineId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

export function scriptRequest(text: string, noInput = true): CreatePipeline {
  return {
    powerShell: {
      commands: [
        {
          text,
          isScript: true,
          mergeMyResult: 'None',
          mergeToResult: 'None',
          mergePreviousResults: 'None',
          parameters: [],
        },
      ],
      isNested: false,
    },
    noInput,
    apartmentState: 'UNKNOWN',
    remoteStreamOptions: addInvocationInfo,
    addToHistory: false,
    hostInfo: noHost,
  };
}

export class CorePair {
  readonly client: RunspacePoolClient;
  readonly server: RunspacePoolServer;
  readonly clientNews: PoolClientNews[] = [];
  readonly serverNews: PoolServerNews[] = [];
  readonly #destinations: PsrpDestination[] = [undefined];

  constructor(
    clientOptions: Partial<RunspacePoolClientOptions> = {},
    serverOptions: Partial<RunspacePoolServerOptions> = {},
  ) {
    const common = { codec: clixmlCodec(), maxBlobSize: 32, isTransportSecure: true, crypto: sessionKeyCrypto };
    this.client = new RunspacePoolClient({ id: poolId, ...common, ...clientOptions });
    this.server = new RunspacePoolServer({ ...common, ...serverOptions });
  }

  /** Moves fragments both ways until nobody has more to say. */
  exchange(): void {
    let moved = true;
    while (moved) {
      moved = false;
      for (const destination of this.#destinations) {
        for (let chunk = this.client.take(destination); chunk; chunk = this.client.take(destination)) {
          this.serverNews.push(...this.server.receive(destination, chunk.fragments));
          moved = true;
        }
        for (let chunk = this.server.take(destination); chunk; chunk = this.server.take(destination)) {
          this.clientNews.push(...this.client.receive(destination, chunk.fragments));
          moved = true;
        }
      }
    }
  }

  open(): this {
    this.serverNews.push(...this.server.receive(undefined, this.client.open()));
    this.server.opened();
    this.exchange();
    return this;
  }

  /** Starts a pipeline on both sides. */
  start(request = scriptRequest('1'), id = pipelineId): { client: PipelineClient; server: PipelineServer } {
    const client = this.client.createPipeline(id, { create: request });
    client.invoke();
    this.#destinations.push(id);
    this.server.openPipeline(id);
    this.exchange();
    return { client, server: this.server.pipeline(id)! };
  }

  /** The types of the news since the last call, and forgets them. */
  takeNews(): { client: string[]; server: string[] } {
    const types = (news: { type: string }[]) => news.splice(0).map(({ type }) => type);
    return { client: types(this.clientNews), server: types(this.serverNews) };
  }
}
