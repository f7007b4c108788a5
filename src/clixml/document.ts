// What the serializer and the deserializer agree on besides the elements.

/** Version attribute of every document (MS-PSRP 2.2.5). */
export const clixmlVersion = '1.1.0.1';
export const clixmlNamespace = 'http://schemas.microsoft.com/powershell/2004/04';
/** The value at this level below the top is not written but replaced, and not read but refused. */
export const maxNesting = 50;
export const tooDeepText = 'Serialized XML is nested too deeply.';
export const deserializedPrefix = 'Deserialized.';
