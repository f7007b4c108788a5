// UsingExpressionAst `$using:name` and UsingStatementAst. A script block that was sent finds the values that its sender collected.
import type { UsingExpressionAst } from '../../language/ast/expressions.ts';
import type { UsingStatementAst } from '../../language/ast/statements.ts';
import { runtimeError } from '../errors.ts';
import type { Unit } from './compiler.ts';
import { type Exec, type Expr, flow } from './frame.ts';

/**
 * The key under which the sender of a script block puts the value of a using expression: base64 of its text in UTF-16LE, folded
 * for a mere variable alone, since an index may depend on case (PsUtils.GetUsingExpressionKey).
 */
export function usingKey({ extent, subExpression }: UsingExpressionAst): string {
  const text = subExpression.kind === 'VariableExpressionAst' ? extent.text.toLowerCase() : extent.text;
  return Buffer.from(text, 'utf16le').toString('base64');
}

export function compileUsing(ast: UsingExpressionAst, _unit: Unit): Expr {
  const key = usingKey(ast);
  return (f) => {
    const values = f.runspace.usingValues;
    if (values?.has(key)) return values.get(key);
    throw runtimeError(
      'UsingWithoutInvokeCommand',
      'A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, Start-Job, or InlineScript in the script workflow. When it is used with Invoke-Command, the Using variable is valid only if the script block is invoked on a remote computer.',
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
