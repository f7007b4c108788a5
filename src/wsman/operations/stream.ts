// rsp:Stream: a piece of one stream of a shell or of one of its commands (MS-WSMV 2.2.4.37).

import type { XmlElement } from '../../xml/index.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { type Markup, textElement } from '../markup.ts';
import { compact } from './operation.ts';

/** `data` is one PSRP fragment in what Windows and this service send; a client may put several into one stream. */
export interface Stream {
  readonly name: string;
  /** Undefined for the shell's own streams. */
  readonly commandId?: string;
  readonly data: Buffer;
  /** The stream ends here. */
  readonly end?: boolean;
}

export function encodeStream(stream: Stream): Markup {
  return textElement('rsp:Stream', encodeBase64(stream.data), [
    ['Name', stream.name],
    ['CommandId', stream.commandId],
    ['End', stream.end === undefined ? undefined : String(stream.end)],
  ]);
}

export function decodeStream(element: XmlElement): Stream {
  const end = element.attribute('', 'End');
  return compact<Stream>({
    name: element.attribute('', 'Name') ?? '',
    commandId: element.attribute('', 'CommandId'),
    data: decodeBase64(element.text),
    end: end === undefined ? undefined : end.toLowerCase() === 'true' || end === '1',
  });
}
