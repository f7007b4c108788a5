// What formatting takes from the session: the views of its machine and $FormatEnumerationLimit.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { SessionState } from '../../engine/session-state.ts';
import { ViewTable } from '../../format/view-table.ts';
import { defaultViews } from '../../format/views/index.ts';
import { outputRendering } from './values.ts';

const tables = new WeakMap<object, ViewTable>();

/** The views of this runspace; Update-FormatData adds to them. */
export function viewsOf({ runspace }: SessionState): ViewTable {
  let table = tables.get(runspace);
  if (table === undefined) {
    table = new ViewTable(defaultViews(runspace.identity.kind));
    tables.set(runspace, table);
  }
  return table;
}

/** $global:FormatEnumerationLimit, or 4 where it is no Int32. */
export function enumerationLimit(session: SessionState): number {
  const value = session.getVariable('FormatEnumerationLimit', 'global')?.value;
  return typeof value === 'number' ? value : 4;
}

/** True where escape sequences are to be taken out of what is shown ($PSStyle.OutputRendering). */
export function isPlainText(context: CmdletContext, toHost: boolean): boolean {
  const rendering = outputRendering(context.session);
  if (rendering === 'PlainText') return true;
  if (rendering === 'Ansi') return false;
  return !toHost || !(context.host.ui?.supportsVirtualTerminal ?? false);
}

/** The width of the host's window, 120 where it has none. */
export function hostWidth(context: CmdletContext): number {
  const width = context.host.ui?.rawUI.bufferSize.width ?? 0;
  return width > 0 ? width : 120;
}
