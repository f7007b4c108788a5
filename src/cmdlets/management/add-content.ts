// Add-Content: writes values to items, opened once for all input.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import {
  closeWriters,
  type OpenWriter,
  openWriters,
  writeContent,
  writerParameters,
} from '../shared/content-writers.ts';

export const addContent = defineCmdlet({
  name: 'Add-Content',
  aliases: ['ac'],
  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  synopsis: 'Adds content to the specified items, such as adding words to a file.',
  parameters: writerParameters,
  begin: (): OpenWriter[] => [],
  process(context, p, writers) {
    if (writers.length === 0) writers.push(...openWriters(context, p, true));
    writeContent(context, writers, p.Value, p.PassThru);
  },
  clean: (_context, _p, writers) => closeWriters(writers),
});
