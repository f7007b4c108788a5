// One packet of PowerShell's out-of-process protocol, which carries PSRP over stdio, SSH and named pipes: an XML element on a
// line of its own. It is documented nowhere; this follows what PowerShell 7.6 writes and accepts.
import type { PsrpDestination } from '../../psrp/channel.ts';
import type { OutboundStream } from '../../psrp/fragmenter.ts';
import { emptyGuid, isGuid } from '../../psrp/guid.ts';
import { ChannelError } from '../channel-error.ts';

/** A packet without content. */
export interface ControlPacket {
  readonly type: 'DataAck' | 'Command' | 'CommandAck' | 'Close' | 'CloseAck' | 'Signal' | 'SignalAck';
  readonly destination: PsrpDestination;
}

/** Fragments on their way. */
export interface DataPacket {
  readonly type: 'Data';
  readonly destination: PsrpDestination;
  readonly stream: OutboundStream;
  readonly fragments: Uint8Array;
}

export type Packet = ControlPacket | DataPacket;

const controlTypes: ReadonlySet<string> = new Set<ControlPacket['type']>([
  'DataAck',
  'Command',
  'CommandAck',
  'Close',
  'CloseAck',
  'Signal',
  'SignalAck',
]);
const streamNames: Record<OutboundStream, string> = { default: 'Default', promptResponse: 'PromptResponse' };

/** The packet's line, with its end. */
export function encodePacket(packet: Packet): string {
  const guid = packet.destination ?? emptyGuid;
  if (packet.type !== 'Data') return `<${packet.type} PSGuid='${guid}' />\n`;
  const { buffer, byteOffset, byteLength } = packet.fragments;
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return `<Data Stream='${streamNames[packet.stream]}' PSGuid='${guid}'>${base64}</Data>\n`;
}

function invalid(what: string): ChannelError {
  return new ChannelError('InvalidPacket', `Not a packet of the out-of-process protocol: ${what}.`, {
    origin: 'remote',
  });
}

// Name, attributes, and whether the element ends here. Sticky, and bounded by the attributes that are looked at: the base64 of
// a packet is never scanned by a regular expression.
const tagPattern =
  /<([A-Za-z]{1,16})((?:\s{1,8}[A-Za-z]{1,16}\s{0,8}=\s{0,8}(?:'[^'<&]{0,64}'|"[^"<&]{0,64}")){0,4})\s{0,8}(\/?)>/y;
const attributePattern = /([A-Za-z]+)\s*=\s*(?:'([^']*)'|"([^"]*)")/g;
const base64Pattern = /^[A-Za-z0-9+/]*={0,2}$/;

/** Reads a line, which PowerShell allows to hold several packets. */
export function* decodePackets(line: string): Generator<Packet> {
  let position = 0;
  while (position < line.length) {
    tagPattern.lastIndex = position;
    const tag = tagPattern.exec(line);
    if (tag === null) throw invalid(`text at column ${position}`);
    const [whole, name = '', attributeText = '', selfClosing] = tag;
    position += whole.length;
    const attributes = new Map<string, string>();
    for (const [, key = '', single, double] of attributeText.matchAll(attributePattern)) {
      attributes.set(key, single ?? double ?? '');
    }
    const destination = destinationOf(attributes.get('PSGuid'));
    let content = '';
    if (selfClosing === '') {
      const end = line.indexOf(`</${name}>`, position);
      if (end < 0) throw invalid(`${name} does not end`);
      content = line.slice(position, end);
      position = end + name.length + 3;
    }
    yield name === 'Data'
      ? dataPacket(destination, attributes.get('Stream'), content)
      : controlPacket(name, destination, content);
  }
}

function destinationOf(guid: string | undefined): PsrpDestination {
  if (guid === undefined || !isGuid(guid)) throw invalid('PSGuid is missing or no GUID');
  return guid === emptyGuid ? undefined : guid.toLowerCase();
}

function dataPacket(destination: PsrpDestination, streamName: string | undefined, content: string): DataPacket {
  const isPromptResponse = streamName?.toLowerCase() === streamNames.promptResponse.toLowerCase();
  if (!base64Pattern.test(content)) throw invalid('the content of Data is no base64');
  return {
    type: 'Data',
    destination,
    stream: isPromptResponse ? 'promptResponse' : 'default',
    fragments: Buffer.from(content, 'base64'),
  };
}

function controlPacket(name: string, destination: PsrpDestination, content: string): ControlPacket {
  if (!controlTypes.has(name)) throw invalid(`unknown element ${name}`);
  if (content !== '') throw invalid(`${name} has content`);
  return { type: name as ControlPacket['type'], destination };
}
