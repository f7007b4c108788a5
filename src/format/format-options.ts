// What a Format-* cmdlet was asked for, apart from the objects.

import type { Alignment } from './format-data.ts';
import type { PropertyExpression } from './property-expression.ts';

/** One -Property argument, in its full form. */
export interface FormatProperty {
  readonly expression: PropertyExpression;
  readonly label: string | undefined;
  readonly formatString: string | undefined;
  readonly width: number | undefined;
  readonly alignment: Alignment | undefined;
  /** Format-Custom's own depth for this property. */
  readonly depth: number | undefined;
}

export interface FormatOptions {
  readonly properties: readonly FormatProperty[];
  readonly groupBy: FormatProperty | undefined;
  readonly viewName: string | undefined;
  readonly autoSize: boolean | undefined;
  readonly hideHeaders: boolean | undefined;
  readonly repeatHeader: boolean;
  readonly wrap: boolean | undefined;
  /** Format-Wide -Column. */
  readonly columns: number | undefined;
  /** Format-Custom -Depth. */
  readonly depth: number;
  readonly expand: 'CoreOnly' | 'EnumOnly' | 'Both' | undefined;
  readonly force: boolean;
  /** -DisplayError: `#ERR` in place of a value that throws. */
  readonly displayError: boolean;
  /** -ShowError: the errors of values as records between the rows. */
  readonly showError: boolean;
}

export const defaultOptions: FormatOptions = {
  properties: [],
  groupBy: undefined,
  viewName: undefined,
  autoSize: undefined,
  hideHeaders: undefined,
  repeatHeader: false,
  wrap: undefined,
  columns: undefined,
  depth: 5,
  expand: undefined,
  force: false,
  displayError: false,
  showError: false,
};
