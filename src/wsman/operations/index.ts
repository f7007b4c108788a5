// The table of operations: a new one is a file beside this one and a line here.

import { command } from './command.ts';
import { connect } from './connect.ts';
import { create } from './create.ts';
import { deleteShell } from './delete.ts';
import { disconnect } from './disconnect.ts';
import { identify } from './identify.ts';
import { receive } from './receive.ts';
import { reconnect } from './reconnect.ts';
import { send } from './send.ts';
import { signal } from './signal.ts';

/** Every operation of both roles; enumerate, pull, get and put are still to come. */
export const OPERATIONS = {
  create,
  command,
  send,
  receive,
  signal,
  delete: deleteShell,
  connect,
  disconnect,
  reconnect,
  identify,
} as const;

export type OperationName = keyof typeof OPERATIONS;

const BY_ACTION: ReadonlyMap<string, OperationName> = new Map(
  Object.entries(OPERATIONS).flatMap(([name, { action }]) => (action === '' ? [] : [[action, name as OperationName]])),
);

/** The operation with this wsa:Action. */
export function operationOfAction(action: string): OperationName | undefined {
  return BY_ACTION.get(action);
}
