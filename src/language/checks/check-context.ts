// What a semantic check is given: the node's ancestors, and where to report.
import type { Ast } from '../ast/ast.ts';
import type { FunctionMemberAst, PropertyMemberAst } from '../ast/definitions.ts';
import type { ParseErrorList } from '../parse-error.ts';

export class CheckContext {
  readonly errors: ParseErrorList;
  /** From the root to the node that is being checked, both included. */
  readonly path: Ast[] = [];

  constructor(errors: ParseErrorList) {
    this.errors = errors;
  }

  /** The ancestor `distance` above the node; 1 is its parent. */
  ancestor(distance: number): Ast | undefined {
    return this.path[this.path.length - 1 - distance];
  }

  /** The member of a class whose code the node is, unless a function or a script block of its own stands between. */
  member(): FunctionMemberAst | PropertyMemberAst | undefined {
    for (let i = this.path.length - 1; i >= 0; i--) {
      const node = this.path[i]!;
      if (node.kind === 'FunctionMemberAst' || node.kind === 'PropertyMemberAst') return node;
      if (node.kind === 'ScriptBlockAst' && this.path[i - 1]?.kind !== 'FunctionMemberAst') return undefined;
    }
    return undefined;
  }
}
