// Reading a request's body: never more than the limit, and nothing at all before the caller knows who is asking.
import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

/** Whether a body was announced (RFC 9112 6.3). Node's parser has refused both announcements at once. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether the announced length is over the limit; a chunked body announces none. */
export function announcesMoreThan(limit: number, { headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > limit;
}

/** Rejects with HttpError `BodyTooLarge` at the announcement, or at the first byte too many of a chunked body. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => reject(new HttpError('BodyTooLarge', `A body over ${limit} bytes.`, { origin: 'remote' }));
    if (announcesMoreThan(limit, request)) return tooLarge();
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        request.pause();
        tooLarge();
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new HttpError('ConnectionLost', 'The client went away.', { origin: 'remote' })));
  });
}
