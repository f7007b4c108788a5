// The [Validate...] attributes, for cmdlets' parameters (as data) and scripts' (as attributes), in PowerShell's words.

import { ArrayList } from '../psobject/collections.ts';
import { NetException } from '../psobject/exception.ts';
import { baseOf } from '../psobject/ps-object.ts';
import { ThrownException } from '../psobject/thrown.ts';
import type { BindingErrorId } from './binding-error.ts';
import type { Validation } from './definitions/parameter.ts';
import { regexOf } from './eval/text-operators.ts';
import { compareOperator, isTrue } from './operations.ts';
import type { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';
import type { ArgumentAttribute } from './variable.ts';

/** A value that a validation refuses (ValidationMetadataException). */
export class ValidationFailure extends ThrownException {
  /** Set where the binder reports it under an id of its own. */
  readonly bindingId: BindingErrorId | undefined;
  constructor(message: string, errorId: string, bindingId?: BindingErrorId) {
    super(new NetException('System.Management.Automation.ValidationMetadataException', message), {
      errorId,
      category: 'InvalidData',
    });
    this.bindingId = bindingId;
  }
}

function items(value: unknown): readonly unknown[] | undefined {
  const base = baseOf(value);
  if (Array.isArray(base)) return base;
  return base instanceof ArrayList ? base.items : undefined;
}

/** Validations that look at each item of a collection. */
function each(check: (value: unknown) => void): (value: unknown) => void {
  return (value) => {
    const list = items(value);
    if (list === undefined) check(value);
    else if (list.length === 0) {
      throw new ValidationFailure(
        'The argument is null, empty, or an element of the argument collection contains a null value.',
        'ArgumentIsEmpty',
      );
    } else for (const item of list) check(item);
  };
}

const nullOrEmpty =
  'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.';
const elementNull =
  'The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.';

export function validationAttribute(
  validation: Validation,
  runScript: (block: ScriptBlock, value: unknown) => unknown[],
  errorMessage?: string,
): ArgumentAttribute {
  const check = validator(validation, runScript, errorMessage);
  return { attributeType: attributeTypes[validation.kind], validate: check };
}

const attributeTypes: Record<Validation['kind'], string> = {
  notNull: 'System.Management.Automation.ValidateNotNullAttribute',
  notNullOrEmpty: 'System.Management.Automation.ValidateNotNullOrEmptyAttribute',
  notNullOrWhiteSpace: 'System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute',
  allowNull: 'System.Management.Automation.AllowNullAttribute',
  allowEmptyString: 'System.Management.Automation.AllowEmptyStringAttribute',
  allowEmptyCollection: 'System.Management.Automation.AllowEmptyCollectionAttribute',
  set: 'System.Management.Automation.ValidateSetAttribute',
  range: 'System.Management.Automation.ValidateRangeAttribute',
  rangeKind: 'System.Management.Automation.ValidateRangeAttribute',
  count: 'System.Management.Automation.ValidateCountAttribute',
  length: 'System.Management.Automation.ValidateLengthAttribute',
  pattern: 'System.Management.Automation.ValidatePatternAttribute',
  script: 'System.Management.Automation.ValidateScriptAttribute',
};

function validator(
  validation: Validation,
  runScript: (block: ScriptBlock, value: unknown) => unknown[],
  errorMessage: string | undefined,
): (value: unknown) => void {
  switch (validation.kind) {
    case 'allowNull':
    case 'allowEmptyString':
    case 'allowEmptyCollection':
      return () => {};
    case 'notNull':
      return (value) => {
        if (baseOf(value) === null) {
          throw new ValidationFailure(
            'The argument is null. Provide a valid value for the argument, and then try running the command again.',
            'ArgumentIsNull',
          );
        }
        for (const item of items(value) ?? [])
          if (item === null) throw new ValidationFailure(elementNull, 'ArgumentIsNull');
      };
    case 'notNullOrEmpty':
    case 'notNullOrWhiteSpace': {
      const blank = validation.kind === 'notNullOrWhiteSpace';
      const empty = (value: unknown): boolean => typeof value === 'string' && (blank ? value.trim() : value) === '';
      return (value) => {
        const base = baseOf(value);
        if (base === null || base === '' || empty(base)) throw new ValidationFailure(nullOrEmpty, 'ArgumentIsNull');
        const list = items(value);
        if (list === undefined) return;
        if (list.length === 0) {
          throw new ValidationFailure(
            'The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.',
            'ArgumentIsEmpty',
          );
        }
        for (const item of list)
          if (item === null || empty(item)) throw new ValidationFailure(elementNull, 'ArgumentCollectionContainsNull');
      };
    }
    case 'set': {
      const ignoreCase = validation.ignoreCase ?? true;
      const fold = (text: string): string => (ignoreCase ? text.toUpperCase() : text);
      const allowed = new Set(validation.values.map(fold));
      return each((value) => {
        const text = toText(value);
        if (allowed.has(fold(text))) return;
        const list = validation.values.join(',');
        const message = errorMessage
          ? errorMessage.replaceAll('{0}', text).replaceAll('{1}', list)
          : `The argument "${text}" does not belong to the set "${list}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`;
        throw new ValidationFailure(message, 'ValidateSetFailure');
      });
    }
    case 'range':
      return each((value) => {
        if (compareOperator('gt', value, validation.max, true)) {
          throw new ValidationFailure(
            `The ${toText(value)} argument is greater than the maximum allowed range of ${toText(validation.max)}. Supply an argument that is less than or equal to ${toText(validation.max)} and then try the command again.`,
            'ValidateRangeTooBig',
          );
        }
        if (compareOperator('lt', value, validation.min, true)) {
          throw new ValidationFailure(
            `The ${toText(value)} argument is less than the minimum allowed range of ${toText(validation.min)}. Supply an argument that is greater than or equal to ${toText(validation.min)} and then try the command again.`,
            'ValidateRangeTooSmall',
          );
        }
      });
    case 'rangeKind': {
      const rules = {
        Positive: ['gt', 'greater than zero'],
        NonNegative: ['ge', 'greater than or equal to zero'],
        Negative: ['lt', 'less than zero'],
        NonPositive: ['le', 'less than or equal to zero'],
      } as const;
      const [operator, words] = rules[validation.rangeKind];
      return each((value) => {
        if (compareOperator(operator, value, 0, true)) return;
        throw new ValidationFailure(
          `The argument "${toText(value)}" cannot be validated because its value is not ${words}.`,
          `ValidateRange${validation.rangeKind}Failure`,
        );
      });
    }
    case 'count':
      return (value) => {
        const count = items(value)?.length ?? (value === null ? 0 : 1);
        const { min, max } = validation;
        if (count >= min && count <= max) return;
        const message =
          min === max
            ? `The parameter requires exactly ${max} value(s) - ${count} value(s) were provided.`
            : `The parameter requires at least ${min} value(s) and no more than ${max} value(s) - ${count} value(s) were provided.`;
        throw new ValidationFailure(message, min === max ? 'ValidateCountExactFailure' : 'ValidateCountMinMaxFailure');
      };
    case 'length':
      return each((value) => {
        const { length } = toText(value);
        if (length < validation.min) {
          throw new ValidationFailure(
            `The character length (${length}) of the argument is too short. Specify an argument with a length that is greater than or equal to "${validation.min}", and then try the command again.`,
            'ValidateLengthMinLengthFailure',
          );
        }
        if (length > validation.max) {
          throw new ValidationFailure(
            `The character length of the ${length} argument is too long. Shorten the character length of the argument so it is fewer than or equal to "${validation.max}" characters, and then try the command again.`,
            'ValidateLengthMaxLengthFailure',
          );
        }
      });
    case 'pattern': {
      const regex = regexOf(validation.pattern, true);
      return each((value) => {
        const text = toText(value);
        if (regex.test(text)) return;
        const message = errorMessage
          ? errorMessage.replaceAll('{0}', text).replaceAll('{1}', validation.pattern)
          : `The argument "${text}" does not match the "${validation.pattern}" pattern. Supply an argument that matches "${validation.pattern}" and try the command again.`;
        throw new ValidationFailure(message, 'ValidatePatternFailure');
      });
    }
    case 'script':
      return each((value) => {
        const result = runScript(validation.script, value);
        if (isTrue(result.length === 1 ? result[0] : result)) return;
        const message = errorMessage
          ? errorMessage.replaceAll('{0}', toText(value)).replaceAll('{1}', validation.script.text)
          : `The "${validation.script.text}" validation script for the argument with value "${toText(value)}" did not return a result of True. Determine why the validation script failed, and then try the command again.`;
        throw new ValidationFailure(message, 'ValidateScriptFailure');
      });
  }
}
