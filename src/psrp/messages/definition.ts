// What is known about one message type: its file under messages/ exports one of these.
import { type BagOf, bag, type FieldCodec } from '../property-bag.ts';

/** Which lifecycle a message belongs to; `pipeline` messages carry a pipeline id in their header. */
export type MessageTarget = 'runspacePool' | 'pipeline';
export type MessageDirection = 'toServer' | 'toClient' | 'both';

export interface MessageDefinition<T> {
  readonly target: MessageTarget;
  readonly direction: MessageDirection;
  /** The value to serialize; undefined stands for an empty payload. */
  encode(message: T): unknown;
  /** Reads a deserialized payload (null when it was empty). Throws PsrpError. */
  decode(value: unknown): T;
}

/** The content type of a definition. */
export type MessageOf<D> = D extends MessageDefinition<infer T> ? T : never;

/** A message that is a property bag. */
export function bagMessage<const F extends Parameters<typeof bag>[0]>(
  name: string,
  target: MessageTarget,
  direction: MessageDirection,
  fields: F,
): MessageDefinition<BagOf<F>> {
  return fieldMessage(name, target, direction, bag(fields));
}

/** A message whose whole payload one codec reads. */
export function fieldMessage<T>(
  name: string,
  target: MessageTarget,
  direction: MessageDirection,
  codec: FieldCodec<T>,
): MessageDefinition<T> {
  return {
    target,
    direction,
    encode: (message) => codec.encode(message),
    decode: (value) => codec.decode(value, name),
  };
}

/** A message whose payload is the user's own value. */
export function valueMessage(target: MessageTarget, direction: MessageDirection): MessageDefinition<unknown> {
  return { target, direction, encode: (value) => value, decode: (value) => value };
}

/** A message without content. PowerShell writes an empty string or nothing; neither is looked at. */
export function emptyMessage(
  target: MessageTarget,
  direction: MessageDirection,
  payload?: '',
): MessageDefinition<undefined> {
  return { target, direction, encode: () => payload, decode: () => undefined };
}
