// ParamBlockAst and ParameterAst: the parameters of a script block as the binder sees them.
import { defaultOf, isInstanceOf, type NetType, typeOf, types } from '../../conversion/index.ts';
import { numericKind } from '../../conversion/numeric.ts';
import type { ParamBlockAst, ParameterAst } from '../../language/ast/script-block.ts';
import type { AttributeAst } from '../../language/ast/types.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { throwNet } from '../../psobject/thrown.ts';
import { SwitchParameter } from '../../psobject/values.ts';
import {
  attributeFrom,
  attributeName,
  compileAttributeArguments,
  type EvaluatedAttribute,
  typeConstraint,
} from '../attributes.ts';
import {
  allSets,
  allSetsName,
  type CommandMetadata,
  commandMetadata,
  type ParameterMetadata,
  type SetFacts,
} from '../command-metadata.ts';
import { commonParameters } from '../common-parameters.ts';
import { isTrue } from '../operations.ts';
import { toText } from '../text.ts';
import type { ArgumentAttribute } from '../variable.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Frame } from './frame.ts';
import { resolveTypeName, typeNameText } from './type-reference.ts';

/** Reads the parameters. Attributes may hold expressions, so that this happens when the block first runs, in its frame. */
export type MetadataMaker = (f: Frame) => CommandMetadata;

export function compileParameters(
  paramBlock: ParamBlockAst | undefined,
  header: readonly ParameterAst[] | undefined,
  unit: Unit,
): { readonly metadata: MetadataMaker; readonly isAdvanced: boolean } {
  const asts = header ?? paramBlock?.parameters ?? [];
  const binding = paramBlock?.attributes.find((attribute) => attributeName(attribute) === 'cmdletbinding');
  const bindingOf = binding && compileAttributeArguments(binding, unit);
  const isAdvanced =
    binding !== undefined ||
    asts.some((ast) =>
      ast.attributes.some((attribute) => attribute.kind === 'AttributeAst' && attributeName(attribute) === 'parameter'),
    );
  const makers = asts.map((ast) => compileParameter(ast, unit));
  const metadata: MetadataMaker = (f) => {
    const options = bindingOf?.(f).named ?? new Map<string, unknown>();
    const setNames: string[] = [];
    const positional = options.has('positionalbinding') ? isTrue(options.get('positionalbinding')) : true;
    const defaultSet = options.has('defaultparametersetname')
      ? toText(options.get('defaultparametersetname'))
      : undefined;
    const drafts = makers.map((make) => make(f, setNames));
    if (
      defaultSet !== undefined &&
      drafts.some((draft) => draft.hasSets) &&
      !setNames.some((n) => n.toLowerCase() === defaultSet.toLowerCase())
    ) {
      setNames.push(defaultSet);
    }
    const explicit = drafts.some((draft) => draft.hasPosition);
    let next = 0;
    const parameters = drafts.map((draft) => {
      const implicit = positional && !explicit && !draft.isSwitch && !draft.isRemaining;
      const position = implicit ? next++ : undefined;
      return draft.finish(position);
    });
    const supportsShouldProcess = options.has('supportsshouldprocess') && isTrue(options.get('supportsshouldprocess'));
    return commandMetadata(
      isAdvanced ? [...parameters, ...commonParameters(supportsShouldProcess)] : parameters,
      setNames,
      defaultSet,
      { isAdvanced, supportsShouldProcess },
    );
  };
  return { metadata, isAdvanced };
}

interface Draft {
  readonly hasPosition: boolean;
  readonly hasSets: boolean;
  readonly isSwitch: boolean;
  readonly isRemaining: boolean;
  finish(position: number | undefined): ParameterMetadata;
}

function compileParameter(ast: ParameterAst, unit: Unit): (f: Frame, setNames: string[]) => Draft {
  const name = ast.name.variablePath.userPath;
  const slot = unit.layout.add(name.toLowerCase(), name);
  const parts = ast.attributes.map((attribute) =>
    attribute.kind === 'TypeConstraintAst'
      ? { type: resolveTypeName(attribute.typeName), text: typeNameText(attribute.typeName).toLowerCase() }
      : { evaluate: compileAttributeArguments(attribute as AttributeAst, unit) },
  );
  const defaultValue = ast.defaultValue && compileExpression(ast.defaultValue, unit);
  return (f, setNames) => {
    const attributes: ArgumentAttribute[] = [];
    const sets: EvaluatedAttribute[] = [];
    const aliases: string[] = [];
    const marks = new Set<string>();
    let type: NetType | undefined;
    for (const part of parts) {
      if ('type' in part && part.type !== undefined) {
        if (part.text === 'psobject' || part.text === 'object') {
          type = types().find(part.text);
          continue;
        }
        type = part.type.resolve(f);
        attributes.push(
          part.text === 'switch'
            ? switchConstraint(type)
            : part.text === 'bool'
              ? boolConstraint(type)
              : typeConstraint(type),
        );
        continue;
      }
      const evaluated = part.evaluate!(f);
      marks.add(evaluated.name);
      if (evaluated.name === 'parameter') sets.push(evaluated);
      else if (evaluated.name === 'alias')
        aliases.push(...evaluated.positional.flatMap((v) => (Array.isArray(v) ? v : [v])).map(toText));
      else {
        const attribute = attributeFrom(evaluated, f);
        if (attribute) attributes.push(attribute);
      }
    }
    // The type nearest to the variable is converted to first; the others follow outward.
    attributes.reverse();
    const isSwitch = type?.toString() === 'System.Management.Automation.SwitchParameter';
    const facts = sets.map((set) => setFacts(set, setNames));
    return {
      hasPosition: facts.some((set) => set.position !== undefined),
      hasSets: facts.some((set) => set.mask !== allSets),
      isSwitch,
      isRemaining: facts.some((set) => set.remaining === true),
      finish(position) {
        const own = (facts.length === 0 ? [{ mask: allSets }] : facts).map((set) =>
          position === undefined || (set as SetFacts).position !== undefined ? set : { ...set, position },
        ) as SetFacts[];
        return {
          name,
          aliases,
          typeName: type?.toString() ?? 'System.Object',
          isSwitch,
          isCollection: type !== undefined && (type.isArray || type.implements('System.Collections.IList')),
          sets: own,
          mask: own.reduce((mask, set) => (mask | set.mask) >>> 0, 0),
          accepts: type === undefined ? () => true : (value) => isInstanceOf(value, type!),
          attributes,
          allowNull: marks.has('allownull') || false,
          allowEmptyString: marks.has('allowemptystring'),
          allowEmptyCollection: marks.has('allowemptycollection'),
          isMandatoryAnywhere: own.some((set) => set.mandatory === true),
          takesScriptBlock: type === undefined || /ScriptBlock|^System\.Object(\[\])?$|PSObject/.test(type.toString()),
          ...(defaultValue ? { defaultValue } : {}),
          slot,
          initialValue: initialValueOf(type),
          isCommon: false,
        };
      },
    };
  };
}

/** What a parameter holds that nobody bound. */
function initialValueOf(type: NetType | undefined): () => unknown {
  if (type === undefined) return () => null;
  const name = type.toString();
  if (name === 'System.Management.Automation.SwitchParameter') return () => new SwitchParameter(false);
  if (name === 'System.String') return () => '';
  if (name === 'System.Boolean' || /^System\.(S?Byte|U?Int(16|32|64)|Double|Single|Decimal|Char)$/.test(name)) {
    return () => defaultOf(type);
  }
  return () => null;
}

function switchConstraint(type: NetType): ArgumentAttribute {
  return {
    attributeType: 'System.Management.Automation.ArgumentTypeConverterAttribute',
    transform(value) {
      if (value instanceof SwitchParameter) return value;
      if (typeof value === 'boolean') return new SwitchParameter(value);
      return typeConstraint(type).transform!(value);
    },
  };
}

/** A parameter of type bool takes booleans and numbers alone. */
function boolConstraint(type: NetType): ArgumentAttribute {
  return {
    attributeType: 'System.Management.Automation.ArgumentTypeConverterAttribute',
    transform(value) {
      const base = baseOf(value);
      if (typeof base === 'boolean' || base instanceof SwitchParameter || numericKind(base) !== undefined) {
        return typeConstraint(type).transform!(base instanceof SwitchParameter ? base.isPresent : base);
      }
      throwNet(
        'System.Management.Automation.PSInvalidCastException',
        `Cannot convert value "${base === null ? '' : String(typeOf(base))}" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.`,
        { errorId: 'ParameterArgumentTransformationError', category: 'InvalidArgument' },
      );
    },
  };
}

function setFacts(attribute: EvaluatedAttribute, setNames: string[]): SetFacts {
  const { named } = attribute;
  const flag = (name: string): boolean | undefined => (named.has(name) ? isTrue(named.get(name)) : undefined);
  const setName = named.has('parametersetname') ? toText(named.get('parametersetname')) : allSetsName;
  let mask = allSets;
  if (setName !== allSetsName) {
    let index = setNames.findIndex((name) => name.toLowerCase() === setName.toLowerCase());
    if (index < 0) index = setNames.push(setName) - 1;
    mask = 2 ** index;
  }
  const position = named.has('position') ? Number(toText(named.get('position'))) : undefined;
  return {
    mask,
    ...(position === undefined ? {} : { position }),
    mandatory: flag('mandatory') ?? false,
    pipeline: flag('valuefrompipeline') ?? false,
    pipelineByName: flag('valuefrompipelinebypropertyname') ?? false,
    remaining: flag('valuefromremainingarguments') ?? false,
    ...(named.has('helpmessage') ? { helpMessage: toText(named.get('helpmessage')) } : {}),
  };
}
