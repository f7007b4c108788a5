// Changing where the session is.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import { PathInfo } from '../../engine/path-info.ts';
import { pathNotFound, targetsOf } from './paths.ts';

/** Moves to a container; reports a path that is none, and one that stands for several. */
export function moveTo(
  context: CmdletContext,
  p: { readonly Path?: string | undefined; readonly LiteralPath?: string | undefined },
): boolean {
  const { location } = context.session;
  const asked = p.LiteralPath ?? p.Path ?? '~';
  const targets = targetsOf(context, p.LiteralPath === undefined ? { Path: [asked] } : { LiteralPath: [asked] });
  const [target] = targets;
  if (target === undefined) return false;
  if (targets.length > 1) {
    context.writeError(
      context.error(
        'System.Management.Automation.PSArgumentException',
        `Cannot set the location because path '${asked}' resolved to multiple containers. You can only the set location to a single container at a time.`,
        'PathResolvedToMultiple',
        'InvalidArgument',
        asked,
      ),
    );
    return false;
  }
  if (!target.provider.isContainer(target.path)) {
    pathNotFound(context, target);
    return false;
  }
  location.current = { drive: target.drive ?? location.current.drive, path: target.path };
  return true;
}

export function writeLocation(context: CmdletContext): void {
  context.writeObject(new PathInfo(context.session.location.current, context.session));
}
