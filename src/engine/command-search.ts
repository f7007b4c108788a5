// Scripts and native programs by name: a path, or a name looked for in the folders of PATH.
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { ApplicationCommand, ExternalScriptCommand } from './command.ts';
import { realPathOf, resolvePath } from './location.ts';
import type { Runspace } from './runspace.ts';

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The real path of a path as a script wrote it; undefined outside file drives. */
function realFile(runspace: Runspace, path: string): string | undefined {
  const resolved = resolvePath(runspace.session, path);
  const drive = resolved.drive ?? runspace.session.drives().find((each) => each.provider === resolved.provider);
  if (drive?.realRoot === undefined) return undefined;
  return realPathOf(drive, resolved.path);
}

const isPath = (name: string): boolean => /[\\/]/.test(name);

export function findScript(runspace: Runspace, name: string): ExternalScriptCommand | undefined {
  if (!/\.ps1$/i.test(name)) return undefined;
  let file: string | undefined;
  try {
    file = isPath(name) ? realFile(runspace, name) : undefined;
  } catch {
    return undefined;
  }
  file ??= inPath(runspace, name);
  if (file === undefined || !isFile(file)) return undefined;
  const shown = isPath(name) ? resolvePath(runspace.session, name).path : file;
  const block = runspace.createBlock(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), shown);
  return new ExternalScriptCommand(shown.replace(/^.*[\\/]/, ''), shown, block);
}

/** Native programs; a simulated machine has none. */
export function findApplication(runspace: Runspace, name: string): ApplicationCommand | undefined {
  if (runspace.identity.kind === 'windows' && process.platform !== 'win32') return undefined;
  let file: string | undefined;
  try {
    file = isPath(name) ? realFile(runspace, name) : inPath(runspace, name);
  } catch {
    return undefined;
  }
  if (file === undefined || !isFile(file)) return undefined;
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return undefined;
  }
  return new ApplicationCommand(file.replace(/^.*[\\/]/, ''), file);
}

function inPath(runspace: Runspace, name: string): string | undefined {
  const separator = runspace.identity.kind === 'windows' ? ';' : ':';
  for (const folder of (runspace.environment.get('PATH') ?? '').split(separator)) {
    if (folder === '') continue;
    const file = `${folder}/${name}`;
    if (isFile(file)) return file;
  }
  return undefined;
}
