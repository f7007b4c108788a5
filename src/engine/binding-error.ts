// ParameterBindingException and its kin, with PowerShell's ids and texts (ParameterBinderStrings).

import type { ErrorCategory } from '../psobject/error-record.ts';
import { NetException } from '../psobject/exception.ts';
import { ThrownException } from '../psobject/thrown.ts';

const texts = {
  NamedParameterNotFound: (p) => `A parameter cannot be found that matches parameter name '${p}'.`,
  PositionalParameterNotFound: (p) => `A positional parameter cannot be found that accepts argument '${p}'.`,
  MissingArgument: (p, type) =>
    `Missing an argument for parameter '${p}'. Specify a parameter of type '${type}' and try again.`,
  AmbiguousParameter: (p, names) =>
    `Parameter cannot be processed because the parameter name '${p}' is ambiguous. Possible matches include:${names}.`,
  AmbiguousParameterSet: () =>
    'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.',
  MissingMandatoryParameter: (names) =>
    `Cannot process command because of one or more missing mandatory parameters:${names}.`,
  ParameterAlreadyBound: (p) =>
    `Cannot bind parameter because parameter '${p}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
  CannotConvertArgumentNoMessage: (p, text) => `Cannot bind parameter '${p}'. ${text}`,
  CannotConvertArgument: (p, text) => `Cannot bind parameter '${p}'. ${text}`,
  ParameterArgumentTransformationError: (p, text) =>
    `Cannot process argument transformation on parameter '${p}'. ${text}`,
  ParameterArgumentValidationError: (p, text) => `Cannot validate argument on parameter '${p}'. ${text}`,
  ParameterArgumentValidationErrorNullNotAllowed: (p) => `Cannot bind argument to parameter '${p}' because it is null.`,
  ParameterArgumentValidationErrorEmptyStringNotAllowed: (p) =>
    `Cannot bind argument to parameter '${p}' because it is an empty string.`,
  ParameterArgumentValidationErrorEmptyArrayNotAllowed: (p) =>
    `Cannot bind argument to parameter '${p}' because it is an empty array.`,
  ParameterArgumentValidationErrorEmptyCollectionNotAllowed: (p) =>
    `Cannot bind argument to parameter '${p}' because it is an empty collection.`,
  InputObjectNotBound: () =>
    'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.',
  InputObjectMissingMandatory: (names) =>
    `The input object cannot be bound because it did not contain the information required to bind all mandatory parameters: ${names}`,
  ScriptBlockArgumentNoInput: (p) =>
    `Cannot evaluate parameter '${p}' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.`,
  ScriptBlockArgumentNoOutput: (p) =>
    `Cannot evaluate parameter '${p}' because its argument input did not produce any output.`,
  ScriptBlockArgumentInvocationFailed: (p, text) =>
    `Cannot evaluate parameter '${p}' because its argument failed: ${text}`,
} satisfies Record<string, (first: string, second: string) => string>;

export type BindingErrorId = keyof typeof texts;

const categories: Partial<Record<BindingErrorId, ErrorCategory>> = {
  CannotConvertArgumentNoMessage: 'InvalidArgument',
  ParameterArgumentTransformationError: 'InvalidData',
  ParameterArgumentValidationError: 'InvalidData',
  ParameterArgumentValidationErrorNullNotAllowed: 'InvalidData',
  ParameterArgumentValidationErrorEmptyStringNotAllowed: 'InvalidData',
  ParameterArgumentValidationErrorEmptyArrayNotAllowed: 'InvalidData',
  ParameterArgumentValidationErrorEmptyCollectionNotAllowed: 'InvalidData',
};

export interface BindingErrorOptions {
  readonly parameter?: string;
  readonly first?: string;
  readonly second?: string;
  readonly cause?: unknown;
  readonly target?: unknown;
}

export function bindingError(id: BindingErrorId, options: BindingErrorOptions): ThrownException {
  const text = (texts[id] as (first: string, second: string) => string)(
    options.first ?? options.parameter ?? '',
    options.second ?? '',
  );
  const kind =
    id === 'ParameterArgumentTransformationError'
      ? 'ParameterBindingArgumentTransformationException'
      : id.startsWith('ParameterArgumentValidationError')
        ? 'ParameterBindingValidationException'
        : 'ParameterBindingException';
  const inner = options.cause instanceof ThrownException ? options.cause.exception : undefined;
  const exception = new NetException(`System.Management.Automation.${kind}`, text, {
    ...(inner ? { inner } : {}),
    properties: [
      ['ParameterName', options.parameter ?? ''],
      ['ErrorId', id],
    ],
  });
  return new ThrownException(exception, {
    errorId: id,
    category: categories[id] ?? 'InvalidArgument',
    targetObject: options.target ?? null,
  });
}
