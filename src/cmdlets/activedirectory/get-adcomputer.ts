// Get-ADComputer: computer accounts of a directory, through the session's directory service.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { DirectoryObject } from '../../host/services.ts';
import { arrayOf } from '../../psobject/array.ts';
import { NoteProperty, PSObject } from '../../psobject/ps-object.ts';
import { Guid } from '../../psobject/values.ts';
import { toText } from '../shared/values.ts';
import { AdFilterError, attributeOf, escapeFilterValue, ldapFilterOf } from './ad-filter.ts';

const computers = '(objectCategory=computer)';
const accountDisabled = 2;

/** The properties that every answer has. */
const defaultProperties = [
  'DistinguishedName',
  'DNSHostName',
  'Enabled',
  'Name',
  'ObjectClass',
  'ObjectGUID',
  'SamAccountName',
  'SID',
  'UserPrincipalName',
] as const;

const typeNames = [
  'Microsoft.ActiveDirectory.Management.ADComputer',
  'Microsoft.ActiveDirectory.Management.ADAccount',
  'Microsoft.ActiveDirectory.Management.ADPrincipal',
  'Microsoft.ActiveDirectory.Management.ADObject',
  'Microsoft.ActiveDirectory.Management.ADEntity',
  'System.Object',
];

function attribute(object: DirectoryObject, name: string): readonly string[] {
  const lower = name.toLowerCase();
  for (const [key, values] of object.attributes) if (key.toLowerCase() === lower) return values;
  return [];
}

/** How a property is made of the attributes, where it is not simply one of them. */
const computed: Readonly<Record<string, (object: DirectoryObject) => unknown>> = {
  distinguishedname: (object) => object.distinguishedName,
  enabled: (object) => (Number(attribute(object, 'userAccountControl')[0] ?? 0) & accountDisabled) === 0,
  objectclass: (object) => attribute(object, 'objectClass').at(-1) ?? null,
  objectguid: (object) => {
    const text = attribute(object, 'objectGUID')[0];
    return text === undefined ? null : new Guid(text);
  },
};

function propertyValue(object: DirectoryObject, name: string): unknown {
  const own = computed[name.toLowerCase()];
  if (own) return own(object);
  const values = attribute(object, attributeOf(name));
  if (values.length > 1) return arrayOf('System.String', [...values]);
  return values[0] ?? null;
}

function adComputer(object: DirectoryObject, properties: readonly string[]): PSObject {
  const result = new PSObject();
  result.typeNames = [...typeNames];
  const all = properties.includes('*') ? [...object.attributes.keys()] : properties;
  const names = new Map<string, string>();
  for (const name of [...defaultProperties, ...all])
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  for (const name of [...names.values()].sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1))) {
    if (name !== '*') result.members.set(new NoteProperty(name, propertyValue(object, name)));
  }
  return result;
}

/** The filter for one computer: by distinguished name, GUID, SID, account name or name. */
function identityFilter(identity: string): string {
  const value = escapeFilterValue(identity);
  if (/^[A-Za-z]+=.*,/.test(identity)) return `(distinguishedName=${value})`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(identity)) return `(objectGUID=${value})`;
  if (/^S-1-/.test(identity)) return `(objectSid=${value})`;
  const account = identity.endsWith('$') ? identity : `${identity}$`;
  return `(|(sAMAccountName=${escapeFilterValue(account)})(name=${value}))`;
}

/** The text of a $variable in a filter; members of it are read with dots. */
function variableText(context: CmdletContext, name: string): string {
  if (/^(true|false)$/i.test(name)) return name.toLowerCase();
  const value = context.session.getVariableValue(name);
  return value === undefined || value === null ? '' : toText(value);
}

function translate(context: CmdletContext, filter: string): string {
  try {
    return ldapFilterOf(filter, (name) => variableText(context, name));
  } catch (error) {
    if (!(error instanceof AdFilterError)) throw error;
    context.throwTerminating(
      context.error(
        'Microsoft.ActiveDirectory.Management.ADFilterParsingException',
        error.message,
        'ActiveDirectoryCmdlet:Microsoft.ActiveDirectory.Management.ADFilterParsingException',
        'ParserError',
        filter,
      ),
    );
  }
}

export const getAdComputer = defineCmdlet({
  name: 'Get-ADComputer',
  typeName: 'Microsoft.ActiveDirectory.Management.Commands.GetADComputer',
  defaultParameterSet: 'Filter',
  synopsis: 'Gets one or more Active Directory computers.',
  parameters: {
    Filter: { type: 'string', sets: { Filter: { mandatory: true } }, validate: [{ kind: 'notNullOrEmpty' }] },
    LDAPFilter: { type: 'string', sets: { LdapFilter: { mandatory: true } }, validate: [{ kind: 'notNullOrEmpty' }] },
    Identity: { type: 'string', sets: { Identity: { position: 0, mandatory: true, pipeline: true } } },
    Properties: { type: 'string[]', aliases: ['Property'] },
    SearchBase: { type: 'string', sets: { Filter: {}, LdapFilter: {} } },
    SearchScope: {
      type: 'string',
      sets: { Filter: {}, LdapFilter: {} },
      validate: [{ kind: 'set', values: ['Base', 'OneLevel', 'Subtree'] }],
    },
    ResultSetSize: { type: 'int', sets: { Filter: {}, LdapFilter: {} } },
    ResultPageSize: { type: 'int', sets: { Filter: {}, LdapFilter: {} } },
    Server: { type: 'string' },
    Credential: { type: 'pscredential' },
  },
  examples: [
    {
      code: "(Get-ADComputer -Filter 'OperatingSystem -like \"*Server*\"' -SearchBase 'OU=Servers,DC=lab,DC=local').Name",
      description: 'Names of the servers in an organizational unit.',
      runnable: false,
    },
  ],
  process(context, p) {
    const { directory } = context.services;
    const asked = p.Properties ?? [];
    const own =
      p.Identity !== undefined ? identityFilter(p.Identity) : (p.LDAPFilter ?? translate(context, p.Filter as string));
    const scopes = { base: 'Base', onelevel: 'OneLevel', subtree: 'Subtree' } as const;
    const found = directory.search({
      filter: `(&${computers}${own.startsWith('(') ? own : `(${own})`})`,
      searchBase: p.SearchBase ?? directory.defaultNamingContext(),
      scope: scopes[(p.SearchScope ?? 'Subtree').toLowerCase() as keyof typeof scopes],
      attributes: asked.includes('*') ? ['*'] : [...defaultProperties, 'userAccountControl', ...asked].map(attributeOf),
      sizeLimit: p.ResultSetSize,
      server: p.Server,
    });
    if (p.Identity !== undefined && found.length === 0) {
      const base = directory.defaultNamingContext() ?? '';
      context.throwTerminating(
        context.error(
          'Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException',
          `Cannot find an object with identity: '${p.Identity}' under: '${base}'.`,
          'ActiveDirectoryCmdlet:Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException',
          'ObjectNotFound',
          p.Identity,
        ),
      );
    }
    for (const object of found) context.writeObject(adComputer(object, asked));
  },
});
