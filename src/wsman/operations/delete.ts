// Delete: a shell ends, with everything in it (MS-WSMV 3.1.4.10; MS-PSRP 3.1.5.3.11). Both bodies are empty.

import { type Operation, transferActions } from './operation.ts';

export type DeleteRequest = Readonly<Record<never, never>>;
export type DeleteResponse = Readonly<Record<never, never>>;

export const deleteShell: Operation<DeleteRequest, DeleteResponse> = {
  ...transferActions('Delete'),
  encodeRequest: () => '',
  decodeRequest: () => ({}),
  encodeResponse: () => '',
  decodeResponse: () => ({}),
};
