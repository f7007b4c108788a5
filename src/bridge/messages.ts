// What crosses between a worker and its main side: requests and their answers, and posts in both directions.

/** An error as data. `properties` are those of its own enumerable properties that are plain. */
export interface BridgedErrorData {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export type WorkerMessage =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly service: string;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  /** Asks for the next item of a streamed answer: they come one at a time, so the reader sets the pace. */
  | { readonly kind: 'next'; readonly id: number }
  /** The worker wants no more of this answer: it was stopped, or the reader broke off. */
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'post'; readonly value: unknown; readonly bytes: number };

export type MainMessage =
  | { readonly kind: 'value'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'stream'; readonly id: number }
  | { readonly kind: 'item'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'error'; readonly id: number; readonly error: BridgedErrorData }
  | { readonly kind: 'post'; readonly value: unknown };

const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);

export function errorToData(error: unknown): BridgedErrorData {
  if (!(error instanceof Error)) return { name: 'Error', code: 'Unknown', message: String(error), properties: {} };
  const { name, message } = error;
  const code = (error as { code?: unknown }).code;
  const properties = Object.fromEntries(
    Object.entries(error).filter(([key, value]) => key !== 'code' && isPlain(value)),
  );
  return { name, code: typeof code === 'string' ? code : 'Unknown', message, properties };
}
