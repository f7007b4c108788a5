// What every node of the tree has; the nodes are plain objects told apart by `kind`, which is PowerShell's class name.
import type { ScriptExtent } from '../extent.ts';

/** Base of all nodes. Optional children are present as `undefined`, so that nodes of a kind share one shape. */
export interface AstNode<Kind extends string> {
  readonly kind: Kind;
  readonly extent: ScriptExtent;
}
