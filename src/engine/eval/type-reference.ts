// A type named in a script: found when it is first used, and kept for the registry it was found in.
import type { NetType } from '../../conversion/net-type.ts';
import { types } from '../../conversion/thread-context.ts';
import type { TypeName } from '../../language/ast/types.ts';
import { runtimeError } from '../errors.ts';
import type { Frame } from './frame.ts';

export interface TypeReference {
  readonly text: string;
  /** The type, or undefined when there is none. */
  find(f: Frame | undefined): NetType | undefined;
  /** The type; throws TypeNotFound when there is none. */
  resolve(f: Frame | undefined): NetType;
}

/** The name as the registry reads it. */
export function typeNameText(name: TypeName): string {
  switch (name.kind) {
    case 'TypeName':
      return name.name;
    case 'ArrayTypeName':
      return `${typeNameText(name.elementType)}[${','.repeat(name.rank - 1)}]`;
    case 'GenericTypeName':
      return `${name.typeName.name}[${name.genericArguments.map(typeNameText).join(',')}]`;
  }
}

export function resolveTypeName(name: TypeName): TypeReference {
  const text = typeNameText(name);
  let cached: NetType | undefined;
  const find = (f: Frame | undefined): NetType | undefined => {
    if (cached !== undefined && cached.registry === types()) return cached;
    cached = types().find(text, f?.session.usingNamespaces);
    return cached;
  };
  return {
    text,
    find,
    resolve(f) {
      const type = find(f);
      if (type !== undefined) return type;
      throw runtimeError('TypeNotFound', `Unable to find type [${text}].`, 'InvalidOperation', text);
    },
  };
}
