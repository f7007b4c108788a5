// How Get-PSSession and Remove-PSSession find the sessions that are meant.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { Guid } from '../../psobject/values.ts';
import type { PSSession } from './ps-session.ts';
import { sessionsOf } from './session-repository.ts';

export interface LookupArguments {
  readonly Id?: number[] | undefined;
  readonly Name?: string[] | undefined;
  readonly InstanceId?: unknown;
  readonly ComputerName?: string[] | undefined;
}

/** A way to name sessions: which of them one name means, and what is said when it means none. */
interface Key {
  readonly asked: (p: LookupArguments) => readonly unknown[] | undefined;
  readonly matcher: (asked: unknown) => (session: PSSession) => boolean;
  readonly missing?: { readonly errorId: string; readonly message: (asked: string) => string };
}

const textMatcher =
  (textOf: (session: PSSession) => string) =>
  (asked: unknown): ((session: PSSession) => boolean) => {
    const pattern = wildcardPattern(String(asked));
    return (session) => pattern.test(textOf(session));
  };

const keys: readonly Key[] = [
  {
    asked: (p) => p.Id,
    matcher: (asked) => (session) => session.id === asked,
    missing: {
      errorId: 'RemoteRunspaceNotAvailableForSpecifiedSessionId',
      message: (id) => `The remote session with the session ID ${id} is not available.`,
    },
  },
  {
    asked: (p) => p.Name,
    matcher: textMatcher((session) => session.name),
    missing: {
      errorId: 'RemoteRunspaceNotAvailableForSpecifiedName',
      message: (name) => `The remote session with the name ${name}  is not available.`,
    },
  },
  {
    asked: (p) => p.InstanceId as readonly Guid[] | undefined,
    matcher: (asked) => (session) => session.instanceId === (asked as Guid).text,
    missing: {
      errorId: 'RemoteRunspaceNotAvailableForSpecifiedRunspaceId',
      message: (id) => `Remote session is not available for ${id}.`,
    },
  },
  {
    asked: (p) => p.ComputerName,
    matcher: textMatcher((session) => session.computerName),
    missing: {
      errorId: 'RemoteRunspaceNotAvailableForSpecifiedComputer',
      message: (name) => `Remote session is not available for ComputerName ${name}.`,
    },
  },
];

/** The sessions meant, each once; an error for each name that means none. All of them where nothing is named. */
export function findSessions(context: CmdletContext, p: LookupArguments): Set<PSSession> {
  const all = sessionsOf(context).all();
  const found = new Set<PSSession>();
  const key = keys.find(({ asked }) => asked(p) !== undefined);
  if (key === undefined) return new Set(all);
  for (const asked of key.asked(p)!) {
    const matches = all.filter(key.matcher(asked));
    for (const session of matches) found.add(session);
    if (matches.length > 0 || key.missing === undefined || hasWildcard(String(asked))) continue;
    const { errorId, message } = key.missing;
    context.writeError(
      context.error('System.ArgumentException', message(String(asked)), errorId, 'InvalidArgument', asked),
    );
  }
  return found;
}
