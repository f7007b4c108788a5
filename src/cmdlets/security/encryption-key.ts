// -Key and -SecureKey of the secure string cmdlets.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { SecureString } from '../../psobject/values.ts';
import { isKeyLength } from './secure-string-text.ts';

/** The bytes of the key that was given; undefined for none. A key of a bad length ends the command. */
export function keyOf(
  context: CmdletContext,
  p: { readonly Key: unknown; readonly SecureKey: SecureString | undefined },
): Uint8Array | undefined {
  const key =
    p.SecureKey === undefined
      ? (p.Key as Uint8Array | undefined)
      : new Uint8Array(Buffer.from(p.SecureKey.reveal(), 'utf16le'));
  if (key === undefined || isKeyLength(key.length)) return key;
  context.throwTerminating(
    context.error(
      'System.Management.Automation.PSArgumentException',
      'The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.',
      'Argument',
      'InvalidArgument',
    ),
  );
}
