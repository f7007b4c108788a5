// Types whose objects print as text alone, and the marks of objects that came from elsewhere.

const scalarTypes = new Set(
  [
    'String',
    'SByte',
    'Byte',
    'Int16',
    'UInt16',
    'Int32',
    'UInt32',
    'Int64',
    'UInt64',
    'Char',
    'Single',
    'Double',
    'Boolean',
    'Decimal',
    'IntPtr',
    'Security.SecureString',
    'Numerics.BigInteger',
  ].map((name) => `system.${name.toLowerCase()}`),
);

const deserializedPrefix = 'deserialized.';

/** A type name without the prefix of deserialized objects. */
export function liveTypeName(typeName: string): string {
  return typeName.toLowerCase().startsWith(deserializedPrefix) ? typeName.slice(deserializedPrefix.length) : typeName;
}

/** True for strings, numbers, characters, booleans and values of enums, deserialized or not. */
export function isScalarType(typeNames: readonly string[]): boolean {
  const first = typeNames[0];
  if (first === undefined) return false;
  return typeNames[1] === 'System.Enum' || scalarTypes.has(liveTypeName(first).toLowerCase());
}

export const computerNameProperty = 'PSComputerName';
export const showComputerNameProperty = 'PSShowComputerName';

const remotingProperties = new Set(['pscomputername', 'psshowcomputername', 'runspaceid', 'pssourcejobinstanceid']);

/** True for the note properties that remoting adds to what a remote command gave. */
export function isRemotingProperty(name: string): boolean {
  return remotingProperties.has(name.toLowerCase());
}
