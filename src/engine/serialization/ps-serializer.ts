// System.Management.Automation.PSSerializer: objects to a CLIXML document and back.
import { ClixmlError, deserializeDocument, serializeDocument, unprotectedFileCipher } from '../../clixml/index.ts';
import { defineType, method, type TypeDefinition } from '../../conversion/index.ts';
import { NetException } from '../../psobject/exception.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { clixmlAdapter } from './clixml-adapter.ts';

/** A document of these values, to this depth, with the members that the running session's types give. */
export function toClixml(values: readonly unknown[], depth: number): string {
  if (depth < 1) {
    throw new ThrownException(
      new NetException('System.Management.Automation.PSArgumentException', 'The depth of serialization is at least 1.'),
      { errorId: 'Argument', category: 'InvalidArgument' },
    );
  }
  return serializeDocument(
    values.map((value) => ({ value })),
    { adapter: clixmlAdapter, cipher: unprotectedFileCipher, depth },
  );
}

/** The values of a document; throws an XmlException for text that is none. */
export function fromClixml(text: string): unknown[] {
  try {
    return deserializeDocument(text).map(({ value }) => value);
  } catch (error) {
    if (!(error instanceof ClixmlError)) throw error;
    throw new ThrownException(new NetException('System.Xml.XmlException', error.message), {
      errorId: 'System.Xml.XmlException',
    });
  }
}

export const psSerializerType: TypeDefinition = defineType({
  name: 'System.Management.Automation.PSSerializer',
  assembly: 'System.Management.Automation',
  isSealed: true,
  members: [
    method(
      ['static string Serialize(System.Object source)', 'static string Serialize(System.Object source, int depth)'],
      (source: unknown, depth = 1) => toClixml([source], depth),
    ),
    method('static System.Object Deserialize(string source)', (source: string | null) => {
      const values = fromClixml(source ?? '');
      return values.length <= 1 ? (values[0] ?? null) : values;
    }),
    method('static System.Object[] DeserializeAsList(string source)', (source: string | null) =>
      fromClixml(source ?? ''),
    ),
  ],
});
