// BinaryExpressionAst: every operator by a table; the common shapes over Int32 have closures of their own.

import type { NetType } from '../../conversion/net-type.ts';
import { types } from '../../conversion/thread-context.ts';
import { isInstanceOf } from '../../conversion/type-of.ts';
import type { BinaryExpressionAst } from '../../language/ast/expressions.ts';
import type { TokenKind } from '../../language/token-kind.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import { runtimeError } from '../errors.ts';
import { enumerate } from '../members.ts';
import {
  add,
  asOperator,
  bitwise,
  compareOperator,
  containsOperator,
  divide,
  formatOperator,
  isTrue,
  joinOperator,
  multiply,
  rangeOperator,
  remainder,
  shift,
  subtract,
} from '../operations.ts';
import { toText } from '../text.ts';
import { compileExpression, type Unit } from './compiler.ts';
import { conditionOf } from './condition.ts';
import type { Expr, Frame } from './frame.ts';
import { likeOperator, matchOperator, replaceOperator, splitOperator } from './text-operators.ts';
import { resolveTypeName } from './type-reference.ts';

type Operation = (left: unknown, right: unknown, f: Frame) => unknown;

const insensitive = true;
const sensitive = false;

const table = new Map<TokenKind, Operation>([
  ['Plus', add],
  ['Minus', subtract],
  ['Multiply', multiply],
  ['Divide', divide],
  ['Rem', remainder],
  ['DotDot', rangeOperator],
  ['Format', formatOperator],
  ['Join', joinOperator],
  ['Band', (left, right) => bitwise('band', left, right)],
  ['Bor', (left, right) => bitwise('bor', left, right)],
  ['Bxor', (left, right) => bitwise('bxor', left, right)],
  ['Shl', (left, right) => shift('shl', left, right)],
  ['Shr', (left, right) => shift('shr', left, right)],
  ['Xor', (left, right) => isTrue(left) !== isTrue(right)],
  ['Ireplace', (left, right, f) => replaceOperator(f, left, right, insensitive)],
  ['Creplace', (left, right, f) => replaceOperator(f, left, right, sensitive)],
  ['Isplit', (left, right, f) => splitOperator(f, left, right, insensitive)],
  ['Csplit', (left, right, f) => splitOperator(f, left, right, sensitive)],
  ['Imatch', (left, right, f) => matchOperator(f, left, right, insensitive, false)],
  ['Cmatch', (left, right, f) => matchOperator(f, left, right, sensitive, false)],
  ['Inotmatch', (left, right, f) => matchOperator(f, left, right, insensitive, true)],
  ['Cnotmatch', (left, right, f) => matchOperator(f, left, right, sensitive, true)],
  ['Ilike', (left, right, f) => likeOperator(f, left, right, insensitive, false)],
  ['Clike', (left, right, f) => likeOperator(f, left, right, sensitive, false)],
  ['Inotlike', (left, right, f) => likeOperator(f, left, right, insensitive, true)],
  ['Cnotlike', (left, right, f) => likeOperator(f, left, right, sensitive, true)],
  ['Icontains', (left, right) => containsOperator(left, right, insensitive)],
  ['Ccontains', (left, right) => containsOperator(left, right, sensitive)],
  ['Inotcontains', (left, right) => !containsOperator(left, right, insensitive)],
  ['Cnotcontains', (left, right) => !containsOperator(left, right, sensitive)],
  ['Iin', (left, right) => containsOperator(right, left, insensitive)],
  ['Cin', (left, right) => containsOperator(right, left, sensitive)],
  ['Inotin', (left, right) => !containsOperator(right, left, insensitive)],
  ['Cnotin', (left, right) => !containsOperator(right, left, sensitive)],
]);

type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
for (const name of ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as readonly Comparison[]) {
  const scalar = (ignoreCase: boolean) => (left: unknown, right: unknown) =>
    compareOperator(name, left, right, ignoreCase);
  table.set(`I${name}` as TokenKind, filtering(scalar(insensitive)));
  table.set(`C${name}` as TokenKind, filtering(scalar(sensitive)));
}

/** A comparison whose left side may be a collection: then it gives the items for which it holds. */
function filtering(compare: (left: unknown, right: unknown) => boolean): Operation {
  return (left, right) => {
    if (typeof left !== 'object' || left === null) return compare(left, right);
    const items = enumerate(left);
    if (items === undefined) return compare(left === automationNull ? null : left, right);
    const found: unknown[] = [];
    for (const item of items) if (compare(item, right)) found.push(item);
    return found;
  };
}

export function compileBinary(ast: BinaryExpressionAst, unit: Unit): Expr {
  const { operator } = ast;
  switch (operator) {
    case 'And': {
      const left = conditionOf(ast.left, unit);
      const right = conditionOf(ast.right, unit);
      return (f) => left(f) && right(f);
    }
    case 'Or': {
      const left = conditionOf(ast.left, unit);
      const right = conditionOf(ast.right, unit);
      return (f) => left(f) || right(f);
    }
    case 'QuestionQuestion': {
      const left = compileExpression(ast.left, unit);
      const right = compileExpression(ast.right, unit);
      return (f) => {
        const value = left(f);
        return value === null || value === automationNull ? right(f) : value;
      };
    }
    case 'Is':
    case 'IsNot':
    case 'As':
      return compileTypeOperator(ast, unit, operator);
    default:
  }
  const left = compileExpression(ast.left, unit);
  const right = compileExpression(ast.right, unit);
  return fused(operator, left, right) ?? general(table.get(operator)!, left, right);
}

function general(operation: Operation, left: Expr, right: Expr): Expr {
  return (f) => {
    const first = left(f);
    return operation(first, right(f), f);
  };
}

/** Int32 with Int32, the shape of loops and counters, without leaving the closure. */
function fused(operator: TokenKind, left: Expr, right: Expr): Expr | undefined {
  switch (operator) {
    case 'Plus':
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === 'number' && typeof b === 'number') {
          const sum = a + b;
          if (sum === (sum | 0)) return sum;
        } else if (typeof a === 'string' && typeof b === 'string') return a + b;
        return add(a, b);
      };
    case 'Minus':
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === 'number' && typeof b === 'number') {
          const difference = a - b;
          if (difference === (difference | 0)) return difference;
        }
        return subtract(a, b);
      };
    case 'Multiply':
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === 'number' && typeof b === 'number') {
          const product = a * b;
          // -0 is no Int32: `0 * -1` is 0.
          if (product === (product | 0)) return product | 0;
        }
        return multiply(a, b);
      };
    case 'Rem':
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === 'number' && typeof b === 'number' && b !== 0) return (a % b) | 0;
        return remainder(a, b);
      };
    case 'Ilt':
      return compare('Ilt', left, right, (a, b) => a < b);
    case 'Ile':
      return compare('Ile', left, right, (a, b) => a <= b);
    case 'Igt':
      return compare('Igt', left, right, (a, b) => a > b);
    case 'Ige':
      return compare('Ige', left, right, (a, b) => a >= b);
    case 'Ieq':
      return compare('Ieq', left, right, (a, b) => a === b);
    case 'Ine':
      return compare('Ine', left, right, (a, b) => a !== b);
    default:
      return undefined;
  }
}

function compare(operator: TokenKind, left: Expr, right: Expr, numbers: (a: number, b: number) => boolean): Expr {
  const operation = table.get(operator)!;
  return (f) => {
    const a = left(f);
    const b = right(f);
    return typeof a === 'number' && typeof b === 'number' ? numbers(a, b) : operation(a, b, f);
  };
}

function compileTypeOperator(ast: BinaryExpressionAst, unit: Unit, operator: 'Is' | 'IsNot' | 'As'): Expr {
  const left = compileExpression(ast.left, unit);
  const written = ast.right.kind === 'TypeExpressionAst' ? resolveTypeName(ast.right.typeName) : undefined;
  const right = written === undefined ? compileExpression(ast.right, unit) : undefined;
  const typeFor = (f: Frame): NetType => (written ? written.resolve(f) : typeOperand(right!(f)));
  if (operator === 'As') {
    return (f) => {
      const value = left(f);
      return asOperator(value, typeFor(f));
    };
  }
  const positive = operator === 'Is';
  return (f) => {
    const value = left(f);
    const type = typeFor(f);
    return isOperator(value, type) === positive;
  };
}

/** `-is`: a bag of notes is a PSCustomObject and a PSObject. */
function isOperator(value: unknown, type: NetType): boolean {
  const name = type.definition.name;
  if (name === 'System.Management.Automation.PSCustomObject' || name === 'System.Management.Automation.PSObject') {
    return value instanceof PSObject;
  }
  return isInstanceOf(value, type);
}

function typeOperand(value: unknown): NetType {
  const base = value instanceof PSObject ? value.baseObject : value;
  if (base !== null && typeof base === 'object' && 'definition' in base && 'genericArguments' in base)
    return base as NetType;
  const name = toText(value);
  const found = types().find(name);
  if (found !== undefined) return found;
  throw runtimeError('TypeNotFound', `Unable to find type [${name}].`, 'InvalidOperation', name);
}
