// Get-FileHash: hashes of files.
import { createHash } from 'node:crypto';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { Byte } from '../../psobject/numbers.ts';
import { attempt, type Target, targetsOf } from '../shared/paths.ts';
import { CmdletRecord, defineRecord } from '../shared/record.ts';

const typeName = 'Microsoft.PowerShell.Commands.FileHashInfo';
/** Bytes that are asked of a reader at once. */
const blockSize = 65_536;

function hashOf(context: CmdletContext, { provider, path }: Target, algorithm: string): string {
  const hash = createHash(algorithm.toLowerCase());
  const reader = provider.getReader?.(path, { asByteStream: true });
  if (reader === undefined) return '';
  try {
    for (let block = reader.read(blockSize); block.length > 0; block = reader.read(blockSize)) {
      context.checkStop();
      hash.update(Uint8Array.from(block, (value) => (value instanceof Byte ? value.value : Number(value))));
    }
  } finally {
    reader.close();
  }
  return hash.digest('hex').toUpperCase();
}

function notFound(context: CmdletContext, path: string): void {
  context.writeError(
    context.error(
      'System.IO.FileNotFoundException',
      `Cannot find path '${path}' because it does not exist.`,
      'FileNotFound',
      'ObjectNotFound',
      path,
    ),
  );
}

export const fileHashTypes = [defineRecord(typeName, ['string Algorithm', 'string Hash', 'string Path'])];

export const getFileHash = defineCmdlet({
  name: 'Get-FileHash',
  typeName: 'Microsoft.PowerShell.Commands.GetFileHashCommand',
  defaultParameterSet: 'Path',
  synopsis: 'Computes the hash value for a file by using a specified hash algorithm.',
  outputTypes: [typeName],
  parameters: {
    Algorithm: {
      type: 'string',
      position: 1,
      validate: [{ kind: 'set', values: ['SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5'] }],
    },
    Path: { type: 'string[]', sets: { Path: { position: 0, mandatory: true, pipelineByName: true } } },
    LiteralPath: {
      type: 'string[]',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralPath: { position: 0, mandatory: true, pipelineByName: true } },
    },
  },
  examples: [
    {
      code: 'Set-Content abc.txt abc -NoNewline; (Get-FileHash abc.txt -Algorithm MD5).Hash',
      description: 'The MD5 hash of three letters.',
      output: '900150983CD24FB0D6963F7D28E17F72',
    },
  ],
  process(context, p) {
    const algorithm = (p.Algorithm ?? 'SHA256').toUpperCase();
    const { Path, LiteralPath } = p;
    for (const target of targetsOf(context, LiteralPath === undefined ? { Path } : { LiteralPath }, false)) {
      const { provider, path } = target;
      if (!provider.itemExists(path)) notFound(context, path);
      else if (!provider.isContainer(path)) {
        const hash = attempt(context, path, () => hashOf(context, target, algorithm));
        if (hash !== undefined) {
          context.writeObject(new CmdletRecord(typeName, { Algorithm: algorithm, Hash: hash, Path: path }));
        }
      }
    }
  },
});
