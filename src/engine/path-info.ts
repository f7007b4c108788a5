// System.Management.Automation.PathInfo: what Get-Location and $PWD give.
import { netTypeName } from '../psobject/type-name.ts';
import { type Location, shownPath } from './location.ts';
import type { SessionState } from './session-state.ts';

export class PathInfo {
  readonly location: Location;
  readonly session: SessionState;
  constructor(location: Location, session: SessionState) {
    this.location = location;
    this.session = session;
  }
  get [netTypeName](): string {
    return 'System.Management.Automation.PathInfo';
  }
  get path(): string {
    return shownPath(this.location);
  }
  get valueKey(): string {
    return `PathInfo ${this.path}`;
  }
  toString(): string {
    return this.path;
  }
}
