// TypeDefinitionAst: classes and enums of scripts.
import type { TypeDefinitionAst } from '../../language/ast/definitions.ts';
import { runtimeError } from '../errors.ts';
import type { Exec } from './frame.ts';

export function compileTypeDefinition(ast: TypeDefinitionAst): Exec {
  return () => {
    throw runtimeError(
      'NotImplemented',
      `The definition of the type '${ast.name}' is not supported yet.`,
      'NotImplemented',
    );
  };
}
