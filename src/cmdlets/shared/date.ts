// Moments as .NET counts them.
import { threadContext } from '../../conversion/thread-context.ts';
import { DateTime } from '../../psobject/values.ts';

export const ticksPerMillisecond = 10_000n;
const ticksAtUnixEpoch = 621_355_968_000_000_000n;

/** 100 ns ticks since 0001-01-01 UTC of milliseconds since 1970 UTC. */
export function utcTicks(milliseconds: number): bigint {
  return ticksAtUnixEpoch + BigInt(Math.round(milliseconds * 10_000));
}

/** The moment as a local DateTime of the session's zone. */
export function localDateTime(ticks: bigint): DateTime {
  const offset = BigInt(threadContext().offsetMinutesAt(ticks));
  return new DateTime(ticks + offset * 600_000_000n, 'Local');
}

/** Milliseconds since 1970 UTC as a local DateTime. */
export function localFromUnix(milliseconds: number): DateTime {
  return localDateTime(utcTicks(milliseconds));
}

/** Milliseconds of the machine's own clock since 1970 as a DateTime of no zone. */
export function unspecifiedFromUnix(milliseconds: number): DateTime {
  return new DateTime(utcTicks(milliseconds), 'Unspecified');
}

/** Now, in the session's clock and zone. */
export function now(): DateTime {
  return localDateTime(threadContext().utcNow());
}
