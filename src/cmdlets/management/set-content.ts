// Set-Content: writes values to items, opened once for all input.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import {
  closeWriters,
  type OpenWriter,
  openWriters,
  writeContent,
  writerParameters,
} from '../shared/content-writers.ts';

export const setContent = defineCmdlet({
  name: 'Set-Content',

  defaultParameterSet: 'Path',
  supportsShouldProcess: true,
  synopsis: 'Writes new content or replaces existing content in a file.',
  parameters: writerParameters,
  begin: (): OpenWriter[] => [],
  process(context, p, writers) {
    if (writers.length === 0) writers.push(...openWriters(context, p, false));
    writeContent(context, writers, p.Value, p.PassThru);
  },
  clean: (_context, _p, writers) => closeWriters(writers),
});
