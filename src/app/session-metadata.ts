// What the service tells a session host of the session it is to make: plain data, so that it crosses as JSON.
import type { DirectoryObject } from '../host/services.ts';
import type { SimulatedServer } from '../platform/simulated/simulated-machine.ts';
import type { Resolved } from './remoting-service.ts';

export interface SessionMetadata {
  readonly userName: string;
  readonly userDomain: string;
  readonly configurationName: string;
  readonly culture: string;
  readonly isTransportSecure: boolean;
  /** A simulated server of the lab; undefined: the machine itself. */
  readonly simulated?: {
    readonly server: SimulatedServer;
    /** Names that lead to other servers of the lab. */
    readonly hosts: readonly (readonly [name: string, target: Resolved])[];
    readonly directory: {
      readonly objects: readonly DirectoryObjectData[];
      readonly namingContexts: readonly string[];
    };
  };
  readonly trustedHosts: string;
  readonly allowUnencrypted: boolean;
}

export interface DirectoryObjectData {
  readonly distinguishedName: string;
  readonly attributes: readonly (readonly [name: string, values: readonly string[]])[];
}

export function directoryObjectData({ distinguishedName, attributes }: DirectoryObject): DirectoryObjectData {
  return { distinguishedName, attributes: [...attributes] };
}

export function directoryObjectOf({ distinguishedName, attributes }: DirectoryObjectData): DirectoryObject {
  return { distinguishedName, attributes: new Map(attributes) };
}
