// Who may use the service and its session configurations.

import type { Identity } from '../auth/account.ts';

/** Asked for every request, after authentication and before anything else happens. */
export interface AccessPolicy {
  /** Whether this account may reach the service at all. */
  mayUseService(identity: Identity): boolean;
  /** Whether it may open a session of this configuration. */
  mayUseConfiguration(identity: Identity, configurationName: string): boolean;
}

/** What holds when nothing is configured: an empty list never means everybody. */
export const administratorsOnly: AccessPolicy = {
  mayUseService: (identity) => identity.administrator,
  mayUseConfiguration: (identity) => identity.administrator,
};
