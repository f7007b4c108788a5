// AssignmentStatementAst: to variables, members, indexes, several targets at once, and with types before them.

import type { ExpressionAst } from '../../language/ast/ast.ts';
import type { AssignmentStatementAst } from '../../language/ast/statements.ts';
import type { TokenKind } from '../../language/token-kind.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { writeDriveVariable } from '../drive-variables.ts';
import { runtimeError } from '../errors.ts';
import { enumerate } from '../members.ts';
import { add, divide, multiply, remainder, subtract } from '../operations.ts';
import { compileValue, expressionOf } from './capture.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { type Exec, type Expr, type Frame, flow } from './frame.ts';
import { compileIndexTarget } from './index-expression.ts';
import { compileMemberTarget } from './member.ts';
import { compileTypedTarget } from './typed-target.ts';
import { compileVariable, compileVariableWrite } from './variable.ts';

type Operation = (left: unknown, right: unknown) => unknown;

const operations = new Map<TokenKind, Operation>([
  ['PlusEquals', add],
  ['MinusEquals', subtract],
  ['MultiplyEquals', multiply],
  ['DivideEquals', divide],
  ['RemainderEquals', remainder],
]);

/** Something that can be assigned to. `prepare` evaluates the parts of the target once, before the value is computed. */
export interface Target {
  write(f: Frame, value: unknown): unknown;
  /** Reads and writes in one go: compound assignment and ++. */
  update(f: Frame, change: (old: unknown) => unknown): unknown;
}

export function compileTarget(ast: ExpressionAst, unit: Unit): Target {
  switch (ast.kind) {
    case 'VariableExpressionAst': {
      const path = ast.variablePath;
      const read = compileVariable(ast, unit);
      const set = path.isVariable
        ? compileVariableWrite(path)
        : (f: Frame, value: unknown) => writeDriveVariable(f, path.driveName!, path.unqualifiedPath, value);
      return {
        write(f, value) {
          set(f, value);
          return value;
        },
        update(f, change) {
          const value = change(read(f));
          set(f, value);
          return value;
        },
      };
    }
    case 'MemberExpressionAst':
      return compileMemberTarget(ast, unit);
    case 'IndexExpressionAst':
      return compileIndexTarget(ast, unit);
    case 'ArrayLiteralAst':
      return several(ast.elements.map((element) => compileTarget(element, unit)));
    case 'ParenExpressionAst': {
      const inner = expressionOf(ast.pipeline);
      if (inner !== undefined) return compileTarget(inner, unit);
      break;
    }
    case 'ConvertExpressionAst':
    case 'AttributedExpressionAst':
      return compileTypedTarget(ast, unit);
    default:
  }
  throw new Error(`${ast.kind} cannot be assigned to`);
}

/** `$a, $b, $c = ...`: one item each; the last takes what is left, those without an item become $null. */
function several(targets: readonly Target[]): Target {
  const last = targets.length - 1;
  const write = (f: Frame, value: unknown): unknown => {
    const items = itemsOf(value);
    for (let i = 0; i < last; i++) targets[i]!.write(f, i < items.length ? items[i] : null);
    const rest = items.slice(last);
    targets[last]!.write(f, rest.length === 0 ? null : rest.length === 1 ? rest[0] : rest);
    return value;
  };
  return {
    write,
    update() {
      throw runtimeError('InvalidLeftHandSide', 'The assignment expression is not valid.');
    },
  };
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value === automationNull) return [];
  const items = value === null ? undefined : enumerate(value);
  return items === undefined ? [value] : [...items];
}

/** The assignment as a value: what was assigned. */
export function compileAssignmentValue(ast: AssignmentStatementAst, unit: Unit): Expr {
  const target = compileTarget(ast.left, unit);
  const right = compileValue(ast.right, unit);
  const { extent } = ast;
  if (ast.operator === 'Equals') {
    return (f) => {
      f.at = extent;
      const value = right(f);
      f.at = extent;
      return target.write(f, value === automationNull ? null : value);
    };
  }
  if (ast.operator === 'QuestionQuestionEquals') {
    const read = compileExpression(ast.left, unit);
    return (f) => {
      f.at = extent;
      const old = read(f);
      if (old !== null && old !== automationNull) return old;
      const value = right(f);
      return target.write(f, value === automationNull ? null : value);
    };
  }
  const operation = operations.get(ast.operator)!;
  return (f) => {
    f.at = extent;
    const value = right(f);
    return target.update(f, (old) => operation(old, value));
  };
}

export function compileAssignment(ast: AssignmentStatementAst, unit: Unit): Exec {
  const value = compileAssignmentValue(ast, unit);
  // A command on the right tells $? itself; an expression that came to its end succeeded.
  const isExpression = expressionOf(ast.right) !== undefined;
  return (f) => {
    value(f);
    if (isExpression) f.runspace.succeeded = true;
    return flow.next;
  };
}
