// $Host (InternalHost): the host as scripts see it.
import type { PSHost } from '../host/ps-host.ts';
import { netTypeName } from '../psobject/type-name.ts';

export class HostObject {
  readonly host: PSHost;
  constructor(host: PSHost) {
    this.host = host;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.Internal.Host.InternalHost';
  }
}
