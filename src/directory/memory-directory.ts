// A directory held in memory behind the interface that LDAP implements: the lab's.
import { CodedError } from '../base/coded-error.ts';
import type { Asynchronous, DirectoryObject, DirectoryQuery, DirectoryService } from '../host/services.ts';
import { matchesLdapFilter, parseLdapFilter } from './ldap-filter.ts';

export class DirectoryError extends CodedError<'DirectoryObjectNotFound'> {}

/** Distinguished names compare without case and without blanks around commas. */
const normalized = (distinguishedName: string): string =>
  distinguishedName
    .toLowerCase()
    .replace(/\s*,\s*/g, ',')
    .trim();

const parentOf = (distinguishedName: string): string => distinguishedName.slice(distinguishedName.indexOf(',') + 1);

/** Keys of `attributes` must be lower case. The first naming context is the default one. */
export function memoryDirectory(
  objects: readonly DirectoryObject[],
  namingContexts: readonly string[],
): Asynchronous<DirectoryService> {
  const byName = objects.map((object) => ({ object, name: normalized(object.distinguishedName) }));

  const search = (query: DirectoryQuery): DirectoryObject[] => {
    const filter = parseLdapFilter(query.filter);
    const base = normalized(query.searchBase ?? namingContexts[0] ?? '');
    const known =
      namingContexts.some((context) => normalized(context) === base) || byName.some(({ name }) => name === base);
    if (!known) throw new DirectoryError('DirectoryObjectNotFound', 'Directory object not found');
    const inScope = (name: string): boolean => {
      if (query.scope === 'Base') return name === base;
      if (query.scope === 'OneLevel') return parentOf(name) === base;
      return name === base || name.endsWith(`,${base}`);
    };
    const found: DirectoryObject[] = [];
    for (const { object, name } of byName) {
      if (!inScope(name) || !matchesLdapFilter(object, filter)) continue;
      found.push(object);
      if (query.sizeLimit !== undefined && found.length >= query.sizeLimit) break;
    }
    return found;
  };

  return { search, defaultNamingContext: () => namingContexts[0] };
}
