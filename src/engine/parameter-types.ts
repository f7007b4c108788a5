// The declared types of parameters: how an argument becomes one, and whether it is one already.
import { convertTo, isInstanceOf, type NetType, types } from '../conversion/index.ts';
import { SwitchParameter } from '../psobject/values.ts';
import { isTrue } from './operations.ts';

export interface ParameterType {
  readonly typeName: string;
  readonly isSwitch: boolean;
  readonly isCollection: boolean;
  readonly takesScriptBlock: boolean;
  readonly coerce: (value: unknown) => unknown;
  readonly accepts: (value: unknown) => boolean;
}

const anything: Omit<ParameterType, 'typeName'> = {
  isSwitch: false,
  isCollection: false,
  takesScriptBlock: true,
  coerce: (value) => value,
  accepts: () => true,
};

/** The type of a cmdlet's parameter by the name in its definition. */
export function typeForParameter(name: string): ParameterType {
  if (name === 'object') return { typeName: 'System.Object', ...anything };
  if (name === 'psobject') return { typeName: 'System.Management.Automation.PSObject', ...anything };
  if (name === 'switch') {
    return {
      typeName: 'System.Management.Automation.SwitchParameter',
      isSwitch: true,
      isCollection: false,
      takesScriptBlock: true,
      coerce: (value) => isTrue(value instanceof SwitchParameter ? value.isPresent : value),
      accepts: (value) => typeof value === 'boolean' || value instanceof SwitchParameter,
    };
  }
  let found: NetType | undefined;
  const type = (): NetType => (found ??= types().find(name) ?? types().opaque(name));
  return {
    get typeName() {
      return type().toString();
    },
    isSwitch: false,
    isCollection: name.endsWith(']'),
    takesScriptBlock: /^(scriptblock|object|psobject)(\[\])?$/i.test(name),
    coerce: (value) => convertTo(value, type()),
    accepts: (value) => value !== null && isInstanceOf(value, type()),
  };
}
