// What goes with a script block that is sent elsewhere: the values of its $using: expressions, and its text as it takes input
// (ScriptBlockToPowerShellConverter.GetUsingValues, ScriptBlockAst.GetWithInputHandlingForInvokeCommand).
import type { VariableExpressionAst } from '../language/ast/expressions.ts';
import type { ScriptBlockAst } from '../language/ast/script-block.ts';
import { nodesOf } from '../language/walk.ts';
import { automationNull } from '../psobject/automation-null.ts';
import { ThrownException } from '../psobject/thrown.ts';
import { runtimeError } from './errors.ts';
import { compileExpression } from './eval/compiler.ts';
import { Frame } from './eval/frame.ts';
import { usingKey } from './eval/using.ts';
import { nullStreams } from './processor.ts';
import type { ScriptBlock } from './script-block.ts';
import type { SessionState } from './session-state.ts';

/** Whatever is not set is an error while values are collected. */
const latestStrictMode = 7;

/**
 * The values of all $using: expressions in a block, evaluated in the running scope, by the key under which the other side looks
 * for them. Throws for a variable that is not set; after any other failure what was not collected is left out, and is an error
 * over there.
 */
export function collectUsingValues(block: ScriptBlock, session: SessionState): Map<string, unknown> {
  const values = new Map<string, unknown>();
  const { runspace, scope } = session;
  const { strictMode } = scope;
  scope.strictMode = latestStrictMode;
  try {
    for (const node of nodesOf(block.ast)) {
      if (node.kind !== 'UsingExpressionAst') continue;
      const { subExpression } = node;
      const frame = new Frame(runspace, session, undefined, scope, runspace.baseStreams ?? nullStreams, node.extent);
      try {
        const value = compileExpression(subExpression, { layout: scope.layout })(frame);
        const key = usingKey(node);
        if (!values.has(key)) values.set(key, value === automationNull ? null : value);
      } catch (error) {
        if (!(error instanceof ThrownException)) throw error;
        if (error.errorId !== 'VariableIsUndefined') break;
        const undefinedVariable = runtimeError(
          'UsingVariableIsUndefined',
          `The value of the using variable '$using:${error.targetObject}' cannot be retrieved because it has not been set in the local session.`,
          'InvalidOperation',
          error.targetObject,
        );
        throw undefinedVariable;
      }
    }
  } finally {
    scope.strictMode = strictMode;
  }
  return values;
}

/** The one pipeline of commands that a block consists of; undefined for any other block. */
function simplePipeline({ beginBlock, processBlock, cleanBlock, dynamicParamBlock, endBlock }: ScriptBlockAst) {
  if (beginBlock || processBlock || cleanBlock || dynamicParamBlock || endBlock === undefined) return undefined;
  const [statement] = endBlock.statements;
  if (endBlock.traps.length > 0 || endBlock.statements.length !== 1 || statement?.kind !== 'PipelineAst')
    return undefined;
  return statement.pipelineElements[0]?.kind === 'CommandAst' ? statement : undefined;
}

function readsInput(ast: ScriptBlockAst): boolean {
  return nodesOf(ast).some(
    (node) =>
      node.kind === 'VariableExpressionAst' &&
      (node as VariableExpressionAst).variablePath.unqualifiedPath.toLowerCase() === 'input',
  );
}

/** The text of a block that is sent with input: a single command is fed by `$input`, unless it speaks of it itself. */
export function textTakingInput(block: ScriptBlock): string {
  const pipeline = simplePipeline(block.ast);
  if (pipeline === undefined || readsInput(block.ast)) return block.text;
  return `${block.ast.paramBlock?.extent.text ?? ''}$input |${pipeline.extent.text}`;
}
