// ConvertFrom-SecureString: a secure string as text, encrypted or in the clear.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { keyOf } from './encryption-key.ts';
import { encryptText } from './secure-string-text.ts';

export const convertFromSecureString = defineCmdlet({
  name: 'ConvertFrom-SecureString',
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand',
  defaultParameterSet: 'Secure',
  synopsis: 'Converts a secure string to an encrypted standard string.',
  outputTypes: ['System.String'],
  parameters: {
    SecureString: { type: 'securestring', position: 0, mandatory: true, pipeline: true },
    SecureKey: { type: 'securestring', position: 1, sets: { Secure: {} } },
    AsPlainText: { type: 'switch', sets: { AsPlainText: {} } },
    Key: { type: 'byte[]', sets: { Open: {} } },
  },
  examples: [
    {
      code: "ConvertTo-SecureString 'secret' -AsPlainText | ConvertFrom-SecureString -AsPlainText",
      description: 'The text in the clear.',
      output: 'secret',
    },
  ],
  process(context, p) {
    const text = (p.SecureString as { reveal(): string }).reveal();
    context.writeObject(p.AsPlainText ? text : encryptText(text, keyOf(context, p)));
  },
});
