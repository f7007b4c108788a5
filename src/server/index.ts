// The WinRM service: shells of authenticated users on session engines, and the limits they live under.

export { type AccessPolicy, administratorsOnly } from './access-policy.ts';
export { type Clock, systemClock } from './clock.ts';
export { DEFAULT_QUOTAS, type Quotas } from './quotas.ts';
export type { EngineFor, SessionRequest } from './session-engine.ts';
export { type WinrmRequest, type WinrmResponse, WinrmService, type WinrmServiceOptions } from './winrm-service.ts';
