// APPLICATION_PRIVATE_DATA: what the server tells a client of itself when a pool opens (MS-PSRP 2.2.2.13).
import { product } from '../base/product.ts';
import { arrayOf } from '../psobject/array.ts';
import { Hashtable } from '../psobject/collections.ts';
import { Version } from '../psobject/values.ts';

const versions = (...texts: string[]): Version[] =>
  texts.map((text) => {
    const [major = 0, minor = 0, build = -1, revision = -1] = text.split('.').map(Number);
    return new Version(major, minor, build, revision);
  });

/** PowerShell's version table. The keys of a debugger are left out: with one of them PowerShell's client expects it to answer. */
export function privateData(): Hashtable {
  const [psVersion] = versions(product.psVersion);
  return Hashtable.of([
    [
      'PSVersionTable',
      Hashtable.of([
        ['PSVersion', psVersion],
        ['PSEdition', 'Core'],
        [
          'PSCompatibleVersions',
          arrayOf('System.Version', versions('1.0', '2.0', '3.0', '4.0', '5.0', '5.1', '6.0', '7.0')),
        ],
        ['PSRemotingProtocolVersion', versions('2.4')[0]],
        ['SerializationVersion', versions('1.1.0.1')[0]],
        ['WSManStackVersion', versions('3.0')[0]],
        ['ProductName', product.name],
        ['ProductVersion', product.version],
      ]),
    ],
  ]);
}
