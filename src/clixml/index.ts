// CLIXML: the serialization of PowerShell objects (MS-PSRP 2.2.5), for messages and for documents.
export {
  type ClixmlAdapter,
  type Container,
  type ContainerKind,
  defaultAdapter,
  type PropertyValue,
} from './adapter.ts';
export { ClixmlError, type ClixmlErrorCode } from './clixml-error.ts';
export { type LocalTime, processLocalTime } from './date-time-text.ts';
export { type DeserializeOptions, deserialize, deserializeDocument } from './deserializer.ts';
export { ForeignObject } from './foreign-object.ts';
export { errorCategoryMessage, errorIdOf, errorRecordNotes, readErrorRecord } from './records/error-record.ts';
export { informationRecordBag, readInformationRecord } from './records/information-record.ts';
export { informationalRecordNotes, readInformationalRecord } from './records/informational-record.ts';
export { progressRecordBag, readProgressRecord } from './records/progress-record.ts';
export { defaultRehydration, type Rehydrate } from './rehydration.ts';
export {
  type ByteCipher,
  base64Cipher,
  type SecureStringCipher,
  transportProtectedCipher,
  unprotectedFileCipher,
} from './secure-string.ts';
export { type SerializeOptions, type StreamedValue, serialize, serializeDocument } from './serializer.ts';
export { naturalTypeNames, typeChain } from './type-names.ts';
