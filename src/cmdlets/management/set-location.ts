// Set-Location: moves the session to another container.
import { defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { moveTo, writeLocation } from '../shared/move-location.ts';

export const setLocation = defineCmdlet({
  name: 'Set-Location',
  aliases: ['sl', 'cd', 'chdir'],
  defaultParameterSet: 'Path',
  synopsis: 'Sets the current working location to a specified location.',
  parameters: {
    Path: { type: 'string', sets: { Path: { position: 0, pipeline: true, pipelineByName: true } } },
    LiteralPath: {
      type: 'string',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralPath: { mandatory: true, pipelineByName: true } },
    },
    PassThru: { type: 'switch' },
  },
  examples: [
    { code: 'Set-Location Env:; (Get-Location).Path; Set-Location -', description: 'To a drive.', runnable: false },
  ],
  process(context, p) {
    if (moveTo(context, p) && p.PassThru) writeLocation(context);
  },
});
