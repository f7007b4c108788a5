// Where a session is: its current drive and folder, the Push-Location stacks, and how a path is led back to its provider.
// Grammar of a path: `drive:path`, `Module\Provider::path`, `~`, or relative to the current location.
import { throwNet } from '../psobject/thrown.ts';
import type { Drive, Provider, ResolvedPath } from './definitions/provider.ts';
import type { SessionState } from './session-state.ts';

/** PathInfo: what $PWD holds. */
export interface Location {
  readonly drive: Drive;
  /** Provider path. */
  readonly path: string;
}

export interface LocationStack {
  current: Location;
  readonly stacks: Map<string, Location[]>;
}

/** The current location as PowerShell shows it: `C:\Users`, `/home`, `Env:\`. */
export function shownPath(location: Location): string {
  const { drive, path } = location;
  return drive.provider.name === 'FileSystem' && drive.realRoot !== undefined
    ? path
    : `${drive.name}:${drive.provider.separator}${path}`;
}

/** Leads a path without wildcards back to its provider; it need not exist. */
export function resolvePath(session: SessionState, path: string): ResolvedPath {
  const providerQualified = /^(?:[\w.]+\\)?(\w+)::(.*)$/s.exec(path);
  if (providerQualified) {
    const provider = session.runspace.providers.get(providerQualified[1]!.toLowerCase());
    if (provider === undefined) providerNotFound(providerQualified[1]!);
    return { provider, drive: undefined, path: normalize(provider, providerQualified[2]!) };
  }
  const colon = path.indexOf(':');
  if (colon > 0 && !/[\\/]/.test(path.slice(0, colon))) {
    const drive = session.getDrive(path.slice(0, colon));
    if (drive === undefined) driveNotFound(path.slice(0, colon));
    return { provider: drive.provider, drive, path: join(drive, path.slice(colon + 1)) };
  }
  const { drive, path: base } = session.location.current;
  const { provider } = drive;
  if (/^~(?:$|[\\/])/.test(path) && provider.name === 'FileSystem') {
    return { provider, drive, path: normalize(provider, `${session.runspace.home}${path.slice(1)}`) };
  }
  if (/^[\\/]/.test(path)) return { provider, drive, path: join(drive, path) };
  if (!provider.hierarchical) return { provider, drive, path };
  return { provider, drive, path: normalize(provider, `${base}${provider.separator}${path}`) };
}

/** The provider path of what follows a drive's colon. */
function join(drive: Drive, rest: string): string {
  const { provider } = drive;
  if (!provider.hierarchical) return rest.replace(/^[\\/]+/, '');
  if (rest !== '' && !/^[\\/]/.test(rest)) {
    return normalize(
      provider,
      `${drive.root}${provider.separator}${drive.currentLocation}${provider.separator}${rest}`,
    );
  }
  return normalize(provider, `${drive.root}${provider.separator}${rest}`);
}

/** One kind of separator, no `.` and no `..`; `..` stops at the root. */
export function normalize(provider: Provider, path: string): string {
  if (!provider.hierarchical) return path;
  const { separator } = provider;
  const drive = /^[A-Za-z]:/.exec(path)?.[0] ?? '';
  const parts: string[] = [];
  const rest = path.slice(drive.length);
  for (const part of rest.split(separator === '\\' ? /[\\/]+/ : /[\\/]+/)) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  const rooted = drive !== '' || /^[\\/]/.test(rest);
  return `${drive}${rooted ? separator : ''}${parts.join(separator)}`;
}

function driveNotFound(name: string): never {
  throwNet(
    'System.Management.Automation.DriveNotFoundException',
    `Cannot find drive. A drive with the name '${name}' does not exist.`,
    { errorId: 'DriveNotFound', category: 'ObjectNotFound', targetObject: name },
  );
}

function providerNotFound(name: string): never {
  throwNet(
    'System.Management.Automation.ProviderNotFoundException',
    `Cannot find a provider with the name '${name}'.`,
    { errorId: 'ProviderNotFound', category: 'ObjectNotFound', targetObject: name },
  );
}

/** The real folder of the session's FileSystem location: where native programs start and relative file names lead. */
export function currentDirectoryOf(runspace: { readonly session: SessionState }): string {
  const { drive, path } = runspace.session.location.current;
  return drive.realRoot === undefined ? '/' : realPathOf(drive, path);
}

/** Where a path of a FileSystem drive really is; the drive's root is never left. */
export function realPathOf(drive: Drive, path: string): string {
  const root = drive.realRoot ?? '/';
  const inside = path.startsWith(drive.root) ? path.slice(drive.root.length) : path.replace(/^[A-Za-z]:/, '');
  const parts = inside.split(/[\\/]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
  const joined = parts.join('/');
  return joined === '' ? root : `${root.replace(/\/$/, '')}/${joined}`;
}
