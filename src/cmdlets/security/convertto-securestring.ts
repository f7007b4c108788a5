// ConvertTo-SecureString: text, encrypted or plain, to a secure string.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { SecureString } from '../../psobject/values.ts';
import { attempt } from '../shared/paths.ts';
import { keyOf } from './encryption-key.ts';
import { decryptText } from './secure-string-text.ts';

export const convertToSecureString = defineCmdlet({
  name: 'ConvertTo-SecureString',
  typeName: 'Microsoft.PowerShell.Commands.ConvertToSecureStringCommand',
  defaultParameterSet: 'Secure',
  synopsis: 'Converts plain text or encrypted strings to secure strings.',
  outputTypes: ['System.Security.SecureString'],
  parameters: {
    String: { type: 'string', position: 0, mandatory: true, pipeline: true },
    AsPlainText: { type: 'switch', position: 1, sets: { PlainText: {} } },
    Force: { type: 'switch', position: 2, sets: { PlainText: {} } },
    SecureKey: { type: 'securestring', position: 1, sets: { Secure: {} } },
    Key: { type: 'byte[]', sets: { Open: {} } },
  },
  examples: [
    {
      code: "(ConvertTo-SecureString 'secret' -AsPlainText).Length",
      description: 'A secure string of plain text.',
      output: '6',
    },
    {
      code: '$key = [byte[]](1..32); $text = ConvertTo-SecureString s3 -AsPlainText | ConvertFrom-SecureString -Key $key\nConvertTo-SecureString $text -Key $key | ConvertFrom-SecureString -AsPlainText',
      description: 'Through a text under a key.',
      output: 's3',
    },
  ],
  process(context, p) {
    const text = p.String ?? '';
    if (p.AsPlainText) {
      context.writeObject(new SecureString(text));
      return;
    }
    const key = keyOf(context, p);
    const clear = attempt(context, null, () => decryptText(text, key));
    if (clear !== undefined) context.writeObject(new SecureString(clear));
  },
});
