// The payload codec that every side uses in practice: CLIXML as PSRP messages carry it.
import { type DeserializeOptions, deserialize, type SerializeOptions, serialize } from '../clixml/index.ts';
import type { PayloadCodec } from './payload.ts';

const encoder = new TextEncoder();

/** CLIXML with the options given; an engine passes its adapter for live objects. */
export function clixmlCodec(
  options: { readonly serialize?: SerializeOptions; readonly deserialize?: DeserializeOptions } = {},
): PayloadCodec {
  return {
    serialize: (value, cipher) => encoder.encode(serialize(value, { ...options.serialize, cipher })),
    deserialize: (bytes, cipher) => deserialize(bytes, { ...options.deserialize, cipher }),
  };
}
