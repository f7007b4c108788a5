// The operators of Where-Object's simplified syntax, each by the name of its switch.
import { equal, isInstanceOf, itemsOf, type OrderOperator, ordered, types } from '../../conversion/index.ts';
import { wildcardPattern } from '../../conversion/wildcard.ts';
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { operatorPattern } from './regex.ts';
import { isTrue, toText } from './values.ts';

type Operation = (context: CmdletContext, left: unknown, right: unknown) => boolean;

/** A left side that is a collection fits where one of its items does. */
function anyItem(test: (left: unknown, right: unknown) => boolean): Operation {
  return (_context, left, right) => {
    const base = baseOf(left);
    return Array.isArray(base) ? itemsOf(left).some((item) => test(item, right)) : test(left, right);
  };
}

const equals = (ignoreCase: boolean): Operation => anyItem((left, right) => equal(left, right, ignoreCase));
const differs = (ignoreCase: boolean): Operation => anyItem((left, right) => !equal(left, right, ignoreCase));
const order = (operator: OrderOperator, ignoreCase: boolean): Operation =>
  anyItem((left, right) => ordered(operator, left, right, ignoreCase));
const like = (ignoreCase: boolean, wanted: boolean): Operation =>
  anyItem((left, right) => wildcardPattern(toText(right), ignoreCase).test(toText(left)) === wanted);
const match =
  (ignoreCase: boolean, wanted: boolean): Operation =>
  (context, left, right) => {
    const { regex } = operatorPattern(context, toText(right), ignoreCase, ignoreCase ? 'Imatch' : 'Cmatch');
    return anyItem((item) => regex.test(toText(item)) === wanted)(context, left, right);
  };
const contains =
  (ignoreCase: boolean, wanted: boolean): Operation =>
  (_context, left, right) =>
    itemsOf(left).some((item) => equal(item, right, ignoreCase)) === wanted;
const isIn =
  (ignoreCase: boolean, wanted: boolean): Operation =>
  (_context, left, right) =>
    itemsOf(right).some((item) => equal(item, left, ignoreCase)) === wanted;

const isOfType: Operation = (context, left, right) => {
  const name = toText(right).replace(/^\[(.*)\]$/, '$1');
  const type = types().find(name);
  if (type === undefined) {
    return context.throwTerminating(
      context.error(
        'System.Management.Automation.RuntimeException',
        `Unable to find type [${name}].`,
        'TypeNotFound',
        'InvalidArgument',
        name,
      ),
    );
  }
  return isInstanceOf(left, type);
};

export const filterOperators = {
  EQ: equals(true),
  CEQ: equals(false),
  NE: differs(true),
  CNE: differs(false),
  GT: order('-gt', true),
  CGT: order('-gt', false),
  LT: order('-lt', true),
  CLT: order('-lt', false),
  GE: order('-ge', true),
  CGE: order('-ge', false),
  LE: order('-le', true),
  CLE: order('-le', false),
  Like: like(true, true),
  CLike: like(false, true),
  NotLike: like(true, false),
  CNotLike: like(false, false),
  Match: match(true, true),
  CMatch: match(false, true),
  NotMatch: match(true, false),
  CNotMatch: match(false, false),
  Contains: contains(true, true),
  CContains: contains(false, true),
  NotContains: contains(true, false),
  CNotContains: contains(false, false),
  In: isIn(true, true),
  CIn: isIn(false, true),
  NotIn: isIn(true, false),
  CNotIn: isIn(false, false),
  Is: isOfType,
  IsNot: (context, left, right) => !isOfType(context, left, right),
  Not: (_context, left) => !isTrue(left),
} as const satisfies Readonly<Record<string, Operation>>;

export type FilterOperator = keyof typeof filterOperators;
