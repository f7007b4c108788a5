// Randomness and time for the authentication mechanisms, from the system.
import { randomBytes } from 'node:crypto';
import type { AuthenticationEnvironment } from '../auth/mechanism.ts';

export const systemEnvironment: AuthenticationEnvironment = {
  random: (size) => randomBytes(size),
  now: () => Date.now(),
};
