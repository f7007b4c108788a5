import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AdFilterError, ldapFilterOf } from '../../src/cmdlets/activedirectory/ad-filter.ts';

const translate = (filter: string): string => ldapFilterOf(filter, (name) => `<${name}>`);

describe('ldapFilterOf', () => {
  const cases: readonly (readonly [filter: string, ldap: string])[] = [
    ['*', '(objectClass=*)'],
    ['OperatingSystem -like "*Server*"', '(OperatingSystem=*Server*)'],
    ["Name -eq 'a*b(c)'", '(Name=a\\2ab\\28c\\29)'],
    ["Name -ne 'x' -and DNSHostName -like 'srv*'", '(&(!(Name=x))(DNSHostName=srv*))'],
    ["Name -eq 'a' -or Name -eq 'b' -and Name -eq 'c'", '(|(Name=a)(&(Name=b)(Name=c)))'],
    ["-not (Name -eq 'a')", '(!(Name=a))'],
    ['Enabled -eq $true', '(!(userAccountControl:1.2.840.113556.1.4.803:=2))'],
    ['Enabled -eq "false"', '(userAccountControl:1.2.840.113556.1.4.803:=2)'],
    ['Name -eq $who', '(Name=<who>)'],
    ["Created -ge '20260101000000.0Z'", '(whenCreated>=20260101000000.0Z)'],
  ];
  for (const [filter, ldap] of cases) {
    it(`translates ${filter}`, () => {
      const variable = (name: string): string => (name === 'true' ? 'true' : `<${name}>`);
      assert.equal(ldapFilterOf(filter, variable), ldap);
    });
  }

  it('ends any other text with an AdFilterError', () => {
    const piece = fc.constantFrom('Name', '-eq', '-and', '-not', '(', ')', '"a"', "'", '$x', '*', ' ', '-');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          translate(pieces.join(' '));
        } catch (error) {
          assert.ok(error instanceof AdFilterError, String(error));
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('refuses a filter that is nested too deeply', () => {
    assert.throws(() => translate(`${'('.repeat(500)}Name -eq 'a'${')'.repeat(500)}`), AdFilterError);
  });
});
