// Attributes of variables and parameters as scripts write them: [int], [ValidateSet('a')], [Parameter(Mandatory)].
import { convertTo, type NetType } from '../conversion/index.ts';
import type { AttributeAst } from '../language/ast/types.ts';
import { automationNull } from '../psobject/automation-null.ts';
import type { Validation } from './definitions/parameter.ts';
import { compileExpression, type Unit } from './eval/compiler.ts';
import type { Frame } from './eval/frame.ts';
import { typeNameText } from './eval/type-reference.ts';
import { isTrue } from './operations.ts';
import type { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';
import { validationAttribute } from './validation.ts';
import type { ArgumentAttribute } from './variable.ts';

/** The conversion that a type before a variable or parameter asks for. */
export function typeConstraint(type: NetType): ArgumentAttribute {
  return {
    attributeType: 'System.Management.Automation.ArgumentTypeConverterAttribute',
    transform: (value) => convertTo(value, type),
  };
}

/** An attribute's arguments, evaluated. */
export interface EvaluatedAttribute {
  /** Lower case, without `Attribute` and namespace. */
  readonly name: string;
  readonly positional: readonly unknown[];
  /** By lower-case name. */
  readonly named: ReadonlyMap<string, unknown>;
}

export function attributeName(ast: AttributeAst): string {
  return typeNameText(ast.typeName)
    .toLowerCase()
    .replace(/^.*\./, '')
    .replace(/(?<=.)attribute$/, '');
}

export function compileAttributeArguments(ast: AttributeAst, unit: Unit): (f: Frame) => EvaluatedAttribute {
  const name = attributeName(ast);
  const positional = ast.positionalArguments.map((arg) => compileExpression(arg, unit));
  const named = ast.namedArguments.map((arg) => ({
    name: arg.argumentName.toLowerCase(),
    value: arg.expressionOmitted ? () => true : compileExpression(arg.argument, unit),
  }));
  return (f) => ({
    name,
    positional: positional.map((arg) => clean(arg(f))),
    named: new Map(named.map((arg) => [arg.name, clean(arg.value(f))])),
  });
}

const clean = (value: unknown): unknown => (value === automationNull ? null : value);

/** An attribute before a variable. */
export function compileAttribute(ast: AttributeAst, unit: Unit): (f: Frame) => ArgumentAttribute {
  const evaluate = compileAttributeArguments(ast, unit);
  return (f) => attributeFrom(evaluate(f), f) ?? { attributeType: ast.typeName.extent.text };
}

/** The validation that an attribute means; undefined for one that does nothing to values. */
export function attributeFrom(attribute: EvaluatedAttribute, f: Frame): ArgumentAttribute | undefined {
  const validation = validationOf(attribute);
  if (validation === undefined) return undefined;
  const { runspace } = f;
  const message = attribute.named.get('errormessage');
  return validationAttribute(
    validation,
    (block, value) => runspace.invokeBlock(block, { dollarUnder: value, arguments: [value] }),
    message === undefined ? undefined : toText(message),
  );
}

function validationOf({ name, positional, named }: EvaluatedAttribute): Validation | undefined {
  const number = (value: unknown): number => Number(toText(value));
  switch (name) {
    case 'validatenotnull':
      return { kind: 'notNull' };
    case 'validatenotnullorempty':
      return { kind: 'notNullOrEmpty' };
    case 'validatenotnullorwhitespace':
      return { kind: 'notNullOrWhiteSpace' };
    case 'allownull':
      return { kind: 'allowNull' };
    case 'allowemptystring':
      return { kind: 'allowEmptyString' };
    case 'allowemptycollection':
      return { kind: 'allowEmptyCollection' };
    case 'validateset': {
      const values = positional.flatMap((value) => (Array.isArray(value) ? value : [value])).map(toText);
      const ignoreCase = named.has('ignorecase') ? isTrue(named.get('ignorecase')) : true;
      return { kind: 'set', values, ignoreCase };
    }
    case 'validaterange':
      if (positional.length === 1) {
        return { kind: 'rangeKind', rangeKind: toText(positional[0]) as 'Positive' };
      }
      return { kind: 'range', min: positional[0], max: positional[1] };
    case 'validatecount':
    case 'validatelength':
      return {
        kind: name === 'validatecount' ? 'count' : 'length',
        min: number(positional[0]),
        max: number(positional[1]),
      };
    case 'validatepattern':
      return { kind: 'pattern', pattern: toText(positional[0]) };
    case 'validatescript':
      return { kind: 'script', script: positional[0] as ScriptBlock };
    default:
      return undefined;
  }
}
