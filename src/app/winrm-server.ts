// One WinRM listener with its service and engines: what `psremoting serve` runs once and the lab once for each server.
import { release } from 'node:os';
import type { AccountDirectory, Identity } from '../auth/account.ts';
import type { MechanismName } from '../auth/mechanisms.ts';
import { product } from '../base/product.ts';
import { Listener, type ListenerOptions } from '../http/listener.ts';
import type { SessionHosts } from '../runspace/session-hosts.ts';
import { type Quotas, type SessionRequest, WinrmService } from '../server/index.ts';
import type { EngineFor } from '../server/session-engine.ts';
import type { SessionMetadata } from './session-metadata.ts';

export interface WinrmServerOptions {
  readonly address: string;
  readonly port: number;
  readonly tls?: ListenerOptions['tls'];
  readonly accounts: AccountDirectory;
  readonly computerName: string;
  readonly domainName: string;
  readonly allowBasic: boolean;
  readonly allowUnencrypted: boolean;
  readonly engineFor: EngineFor;
  readonly quotas?: Partial<Quotas>;
  readonly maxConnections?: number;
  readonly onError?: (error: unknown) => void;
}

export interface WinrmServer {
  readonly port: number;
  readonly service: WinrmService;
  /** Ends listener and sessions. */
  close(): Promise<void>;
}

/** Resolves when connections are taken; rejects when the address cannot be had. */
export async function startWinrmServer(options: WinrmServerOptions): Promise<WinrmServer> {
  const service = new WinrmService({
    computerName: options.computerName,
    engineFor: options.engineFor,
    ...(options.quotas === undefined ? {} : { quotas: options.quotas }),
    product: { productVendor: product.name, productVersion: `OS: ${release()} SP: 0.0 Stack: 3.0` },
  });
  const authentication: MechanismName[] = options.allowBasic ? ['Negotiate', 'Basic'] : ['Negotiate'];
  const listener = new Listener({
    address: options.address,
    port: options.port,
    authentication,
    accounts: options.accounts,
    computerName: options.computerName,
    domainName: options.domainName,
    allowUnencrypted: options.allowUnencrypted,
    channelBindingHardening: 'relaxed',
    handle: service.handle,
    identify: async (body) => service.handleAnonymous(body),
    ...(options.tls === undefined ? {} : { tls: options.tls }),
    ...(options.maxConnections === undefined ? {} : { limits: { maxConnections: options.maxConnections } }),
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  });
  const { port } = await listener.listen();
  return {
    port,
    service,
    async close() {
      await service.close();
      await listener.close(500);
    },
  };
}

/** The embedded engine in session hosts, one for each user and configuration. */
export function embeddedEngines(
  hosts: SessionHosts,
  metadataOf: (
    request: SessionRequest,
  ) => Omit<SessionMetadata, 'userName' | 'userDomain' | 'configurationName' | 'culture'>,
): EngineFor {
  return (request) => {
    if (!isDefaultConfiguration(request.configurationName)) return undefined;
    const { userName, domain } = request.identity;
    const metadata: SessionMetadata = {
      ...metadataOf(request),
      userName,
      userDomain: domain,
      configurationName: request.configurationName,
      culture: request.dataLocale ?? 'en-US',
    };
    return hosts.channel(sessionHostKey(request.identity, request.configurationName), metadata);
  };
}

/** One host holds one user's sessions of one configuration, and nobody else's. */
export function sessionHostKey(identity: Pick<Identity, 'domain' | 'userName'>, configurationName: string): string {
  return `${identity.domain}\\${identity.userName} ${configurationName}`.toLowerCase();
}

/** The configurations that Enable-PSRemoting makes; others come with session configuration files. */
const configurations = new Set(['microsoft.powershell', 'powershell.7', `powershell.${product.psVersion}`]);

export const isDefaultConfiguration = (name: string): boolean => configurations.has(name.toLowerCase());
