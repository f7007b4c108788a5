// The table of all views, in the order in which they are tried.
import type { ViewDefinition } from '../../engine/definitions/view.ts';
import { cimViews } from './cim.ts';
import { commandOutputViews } from './command-output.ts';
import { unixFileSystemViews, windowsFileSystemViews } from './file-system.ts';
import { processViews } from './process.ts';
import { recordViews } from './records.ts';
import { serviceViews } from './service.ts';
import { sessionViews } from './session.ts';
import { valueViews } from './values.ts';

/** The views for a machine of this kind; they differ in how files are shown. */
export function defaultViews(kind: 'windows' | 'linux' | 'darwin'): readonly ViewDefinition[] {
  return [
    ...(kind === 'windows' ? windowsFileSystemViews : unixFileSystemViews),
    ...processViews,
    ...serviceViews,
    ...cimViews,
    ...valueViews,
    ...commandOutputViews,
    ...sessionViews,
    ...recordViews,
  ];
}
