import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  deserialize,
  readErrorRecord,
  type SerializeOptions,
  serialize,
  serializeDocument,
  unprotectedFileCipher,
} from '../../src/clixml/index.ts';
import { samples } from './clixml-values.ts';
import { PeerProcess, peerOrSkip } from './peer.ts';

/** The peer runs in UTC and, without a session key, protects secure strings as files do. */
const options: SerializeOptions = {
  cipher: unprotectedFileCipher,
  localTime: { offsetAtLocal: () => 0, offsetAtUtc: () => 0 },
};
const inBase64 = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
const fromBase64 = (text: unknown): string => Buffer.from(String(text), 'base64').toString('utf16le');

test('three hundred values of every type have the text that PSSerializer gives them, in messages', async (t) => {
  const path = peerOrSkip(t);
  if (path === undefined) return;
  using peer = new PeerProcess(path, ['serialize']);
  assert.ok(samples.length >= 300);
  for (const { script, value } of samples) {
    const { clixml } = await peer.ask({ script, form: 'remoting', base64: true });
    assert.equal(serialize(value, options), fromBase64(clixml), script);
  }
});

test('the same values have the text of PSSerializer in documents', async (t) => {
  const path = peerOrSkip(t);
  if (path === undefined) return;
  using peer = new PeerProcess(path, ['serialize']);
  for (const { script, value } of samples) {
    // XmlWriter refuses noncharacters in documents, though not in messages.
    if (typeof value === 'string' && /[\ufffe\uffff]/.test(value)) continue;
    const { clixml } = await peer.ask({ script, form: 'document', base64: true });
    assert.equal(serializeDocument([{ value }], options), fromBase64(clixml), script);
  }
});

test('what PowerShell reads from our text and writes again is what we read and write again', async (t) => {
  const path = peerOrSkip(t);
  if (path === undefined) return;
  using peer = new PeerProcess(path, ['deserialize']);
  for (const { script, value } of samples) {
    const ours = serialize(value, options);
    // What lies 50 deep is replaced when it is written, and refused when it is read.
    if (ours.includes('Serialized XML is nested too deeply.')) continue;
    const { clixml } = await peer.ask({ clixml: inBase64(ours), form: 'remoting', base64: true });
    assert.equal(serialize(deserialize(ours, options), options), fromBase64(clixml), script);
  }
});

test('what PowerShell writes of live objects is read and written again as PowerShell does', async (t) => {
  const path = peerOrSkip(t);
  if (path === undefined) return;
  using writer = new PeerProcess(path, ['serialize']);
  using reader = new PeerProcess(path, ['deserialize']);
  for (const script of [
    "[System.IO.FileInfo]::new('/etc/passwd')",
    '[System.Diagnostics.Process]::GetCurrentProcess()',
    'try { 1/0 } catch { $_ }',
    'try { Get-Nothing } catch { $_ }',
    "function f { [cmdletbinding()] param($p) $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'i', 'OpenError', 't')) }; f 3 2>&1",
    '$MyInvocation',
    '$ExecutionContext',
    '[appdomain]::CurrentDomain',
    '[System.Text.Encoding]::UTF8',
    '@{ a = 1 }.psobject.Properties',
    '@{ a = 1 }.GetEnumerator()',
    "[System.Tuple]::Create(1, 'a')",
    '[System.Collections.Generic.HashSet[int]]@(1, 2)',
    '[version]::new(1, 2), [type]"int", [DBNull]::Value',
  ]) {
    const written = fromBase64((await writer.ask({ script, form: 'remoting', base64: true }))['clixml']);
    const { clixml } = await reader.ask({ clixml: inBase64(written), form: 'remoting', base64: true });
    assert.equal(serialize(deserialize(written, options), options), fromBase64(clixml), script);
  }
});

test('an error record with extended information has the text that PowerShell gives it, but for the exception become remote', async (t) => {
  const path = peerOrSkip(t);
  if (path === undefined) return;
  using writer = new PeerProcess(path, ['serialize']);
  const script = `function f { [cmdletbinding()] param($p) $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'i', 'OpenError', 't')) }
    $e = f 3 2>&1
    [System.Management.Automation.ErrorRecord].GetProperty('SerializeExtendedInfo', [System.Reflection.BindingFlags]'NonPublic,Instance').SetValue($e, $true)
    $e`;
  const theirs = fromBase64((await writer.ask({ script, form: 'remoting', base64: true }))['clixml']);
  const ours = serialize(readErrorRecord(deserialize(theirs, options)), { ...options, extendedRecords: true });
  // Ids differ after the exception, and the statement's text does not travel in the notes that are read.
  const afterException = (text: string): string =>
    text
      .slice(text.indexOf('<S N="TargetObject">'))
      .replaceAll(/ RefId="\d+"/g, '')
      .replaceAll(/<TNRef \/>|<TN>.*?<\/TN>/g, '')
      .replace(/<S N="Statement">.*?<\/S>/, '');
  assert.equal(afterException(ours), afterException(theirs));
});
