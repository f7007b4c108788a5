// Asking a sender for input while its records are read: requests stand among the records, one for each object there is room for.
import type { SharedInput } from './shared-input.ts';

export const inputWanted: unique symbol = Symbol('inputWanted');

/**
 * The records, and `inputWanted` whenever there is room for one more object than was asked for. Neither waits for the other: a
 * target that gives much is still fed, and one that reads nothing is still heard. Leaving the iteration leaves `records`.
 */
export async function* withInputRequests<R>(
  records: AsyncGenerator<R>,
  input: SharedInput,
): AsyncGenerator<R | typeof inputWanted> {
  let arrived: { readonly result: IteratorResult<R> } | { readonly error: unknown } | undefined;
  let wake = () => {};
  // One promise for each record, and none that outlives it: a silent target must not gather reactions while it is fed.
  const readNext = () => {
    arrived = undefined;
    const take = (outcome: NonNullable<typeof arrived>) => {
      arrived = outcome;
      wake();
    };
    records.next().then(
      (result) => take({ result }),
      (error: unknown) => take({ error }),
    );
  };
  input.onRoom = () => wake();
  readNext();
  try {
    for (;;) {
      if (input.takeRequest()) yield inputWanted;
      if (arrived === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (input.wantsRequest) resolve();
        });
        continue;
      }
      if ('error' in arrived) throw arrived.error;
      const { result } = arrived;
      if (result.done) return;
      readNext();
      yield result.value;
    }
  } finally {
    await records.return(undefined);
  }
}
