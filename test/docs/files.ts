// What the tests of the documents share.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the files with this ending in a folder and all folders in it. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}
