// The sessions of a runspace: what Get-PSSession finds, and the numbers that new ones get.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { RemoteSessionFacts } from '../../host/services.ts';
import { PSSession } from './ps-session.ts';

export class SessionRepository {
  /** By instance id, in the order of opening. */
  readonly #sessions = new Map<string, PSSession>();
  #lastId = 0;

  /** A number that no session of this runspace has. */
  takeId(): number {
    return ++this.#lastId;
  }
  add(context: CmdletContext, id: number, name: string | undefined, facts: RemoteSessionFacts): PSSession {
    const session = new PSSession(id, name ?? `Runspace${id}`, facts, context.services.remoting);
    this.#sessions.set(facts.sessionId, session);
    return session;
  }
  remove(session: PSSession): void {
    session.close();
    this.#sessions.delete(session.instanceId);
  }
  all(): PSSession[] {
    return [...this.#sessions.values()];
  }
}

const repositories = new WeakMap<object, SessionRepository>();

/** The sessions of the runspace that a cmdlet runs in. */
export function sessionsOf(context: CmdletContext): SessionRepository {
  const { runspace } = context.session;
  let repository = repositories.get(runspace);
  if (repository === undefined) repositories.set(runspace, (repository = new SessionRepository()));
  return repository;
}
