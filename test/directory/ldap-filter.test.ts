import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  escapeFilterValue,
  LdapFilterError,
  matchesLdapFilter,
  parseLdapFilter,
} from '../../src/directory/ldap-filter.ts';

const server = {
  distinguishedName: 'CN=SRV-01,OU=Servers,DC=lab,DC=local',
  attributes: new Map([
    ['name', ['SRV-01']],
    ['operatingsystem', ['Windows Server 2022 Datacenter']],
    ['useraccountcontrol', ['4096']],
    ['objectclass', ['top', 'computer']],
    ['objectcategory', ['CN=Computer,CN=Schema,CN=Configuration,DC=lab,DC=local']],
  ]),
};

const rows: readonly (readonly [filter: string, matches: boolean])[] = [
  ['(name=srv-01)', true],
  ['(name=SRV-02)', false],
  ['(objectCategory=computer)', true],
  ['(objectCategory=person)', false],
  ['(objectCategory=CN=Computer,CN=Schema,CN=Configuration,DC=lab,DC=local)', true],
  ['(operatingSystem=*Server*)', true],
  ['(operatingSystem=Server*)', false],
  ['(operatingSystem=Windows*2022*Datacenter)', true],
  ['(operatingSystem=*Data*center*r)', false],
  ['(mail=*)', false],
  ['(!(mail=*))', true],
  ['(&(objectClass=computer)(name=SRV*))', true],
  ['(&(objectClass=computer)(name=DC*))', false],
  ['(|(name=DC*)(name=SRV*))', true],
  ['(userAccountControl>=4096)', true],
  ['(userAccountControl<=512)', false],
  ['(userAccountControl:1.2.840.113556.1.4.803:=4096)', true],
  ['(userAccountControl:1.2.840.113556.1.4.803:=2)', false],
  ['(name=SRV\\2d01)', true],
];

for (const [filter, matches] of rows) {
  test(`${filter} ${matches ? 'matches' : 'does not match'} the server`, () => {
    assert.equal(matchesLdapFilter(server, parseLdapFilter(filter)), matches);
  });
}

test('a filter that is not one says where', () => {
  for (const text of ['', '(', 'name=x', '(name=x', '(name)', '(&(a=b)', '(a=b))', '('.repeat(100_000)]) {
    assert.throws(() => parseLdapFilter(text), LdapFilterError);
  }
});

test('any escaped value finds exactly itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (value) => {
      const object = { distinguishedName: '', attributes: new Map([['cn', [value]]]) };
      return matchesLdapFilter(object, parseLdapFilter(`(cn=${escapeFilterValue(value)})`));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('any text ends in a filter or in an LdapFilterError', () => {
  const pieces = fc.array(fc.constantFrom('(', ')', '&', '|', '!', '=', '*', 'a', ':', '>=', '\\', '~'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(pieces, (parts) => {
      try {
        parseLdapFilter(parts.join(''));
      } catch (error) {
        assert.ok(error instanceof LdapFilterError);
      }
    }),
    { seed: 2, numRuns: 1000 },
  );
});
