// The faults that the Windows service gives: number, SOAP code, subcode and text, as one table.
//
// Numbers are those of FACILITY_WINRM (0x33) and of Win32; texts are what Windows says, since users search for them and some
// clients compare them. DSP0226 14.6 lists the subcodes, MS-WSMV 2.2.4.43 the WSManFault detail.

/** What is the same each time a fault of this kind is given. */
export interface FaultDefinition {
  /** WSManFault/@Code. */
  readonly code: number;
  /** SOAP: whose fault it is. */
  readonly role: 'Sender' | 'Receiver' | 'MustUnderstand' | 'VersionMismatch';
  /** Subcode with a prefix of namespaces.ts. */
  readonly subcode?: `${'a' | 'w' | 'p' | 'n'}:${string}`;
  readonly reason: string;
  /** The last part of DSP0226's fault detail URI. */
  readonly faultDetail?: string;
}

const SERVICE = 'The WS-Management service cannot process the request';
const UNEXPECTED_SELECTORS = `${SERVICE} because the request contained invalid selectors for the resource. `;

export const FAULTS = {
  accessDenied: { code: 5, role: 'Sender', subcode: 'w:AccessDenied', reason: 'Access is denied. ' },
  invalidParameter: {
    code: 87,
    role: 'Sender',
    subcode: 'w:InvalidParameter',
    reason: 'The parameter is incorrect. ',
    faultDetail: 'InvalidValue',
  },
  operationAborted: {
    code: 995,
    role: 'Receiver',
    subcode: 'w:InternalError',
    reason: 'The I/O operation has been aborted because of either a thread exit or an application request. ',
  },
  providerFailure: {
    code: 0x80338003,
    role: 'Receiver',
    subcode: 'w:InternalError',
    reason: 'An error was encountered inside the plugin. ',
  },
  soapVersionMismatch: {
    code: 0x8033800d,
    role: 'VersionMismatch',
    reason: 'The WS-Management service does not support the SOAP version specified in the request. ',
  },
  invalidHeader: {
    code: 0x8033800f,
    role: 'Sender',
    subcode: 'a:InvalidMessageInformationHeader',
    reason: `${SERVICE}. The request contains one or more invalid SOAP headers. `,
  },
  mustUnderstand: {
    code: 0x80338010,
    role: 'MustUnderstand',
    reason:
      'The WS-Management service cannot process a SOAP header in the request that is marked as mustUnderstand by the client. ' +
      'This could be caused by the use of a version of the protocol which is not supported, or may be an incompatibility ' +
      'between the client and server implementations. ',
  },
  headerRequired: {
    code: 0x80338011,
    role: 'Sender',
    subcode: 'a:MessageInformationHeaderRequired',
    reason: `${SERVICE}. The request does not have all the expected SOAP headers. `,
  },
  destinationUnreachable: {
    code: 0x80338000,
    role: 'Sender',
    subcode: 'a:DestinationUnreachable',
    reason: `${SERVICE}. The service cannot find the resource identified by the resource URI and selectors. `,
    faultDetail: 'InvalidResourceURI',
  },
  actionNotSupported: {
    code: 0x80338013,
    role: 'Sender',
    subcode: 'a:ActionNotSupported',
    reason: 'The WS-Management service does not support the action specified in the request. ',
  },
  invalidBody: {
    code: 0x80338027,
    role: 'Sender',
    subcode: 'w:SchemaValidationError',
    reason: `${SERVICE} because the request packet does not have a valid SOAP body. `,
  },
  operationTimedOut: {
    code: 0x80338029,
    role: 'Receiver',
    subcode: 'w:TimedOut',
    // Two spaces: Windows sends it so.
    reason: 'The WS-Management service cannot complete the operation within the time specified in OperationTimeout.  ',
  },
  unsupportedEncoding: {
    code: 0x8033802c,
    role: 'Sender',
    subcode: 'w:EncodingLimit',
    reason:
      'The request contains character encoding that is unsupported. WS-Management only supports requests that are encoded in ' +
      'UTF-8 or UTF-16. Change the character encoding in the request and try the request again. ',
    faultDetail: 'CharacterSet',
  },
  concurrency: {
    code: 0x80338032,
    role: 'Sender',
    subcode: 'w:Concurrency',
    reason:
      'The WS-Management service cannot complete the WS-Addressing Action URI in the request because the resource was already ' +
      'in use. ',
  },
  alreadyExists: {
    code: 0x80338033,
    role: 'Sender',
    subcode: 'w:AlreadyExists',
    reason: 'The WS-Management service cannot create the resource because it already exists. ',
  },
  requestTooLarge: {
    code: 0x80338035,
    role: 'Sender',
    subcode: 'w:EncodingLimit',
    reason:
      `${SERVICE} because the encoding of the request exceeds an internal encoding limit. Reconfigure the client to send ` +
      'messages which fit the encoding limits of the service. ',
    faultDetail: 'ServiceEnvelopeLimit',
  },
  invalidOption: {
    code: 0x80338039,
    role: 'Sender',
    subcode: 'w:InvalidOptions',
    reason:
      `${SERVICE} because one or more options are not valid. The option names or values may not be valid or they are used in ` +
      'incorrect combinations. Retrieve the catalog entry for the resource and determine how to correct the invalid option values. ',
    faultDetail: 'InvalidValue',
  },
  invalidResourceUri: {
    code: 0x8033803b,
    role: 'Sender',
    subcode: 'a:DestinationUnreachable',
    reason:
      `${SERVICE}. The resource URI is missing or it has an incorrect format. Check the documentation or use the following ` +
      'command for information on how to construct a resource URI: "winrm help uris". ',
    faultDetail: 'InvalidResourceURI',
  },
  invalidXml: {
    code: 0x80338043,
    role: 'Sender',
    subcode: 'w:SchemaValidationError',
    reason: `${SERVICE} because the XML is invalid. `,
  },
  envelopeSizeTooSmall: {
    code: 0x80338048,
    role: 'Sender',
    subcode: 'w:EncodingLimit',
    reason: 'The response that the WS-Management service computed exceeds the maximum envelope size in the request. ',
    faultDetail: 'MinimumEnvelopeLimit',
  },
  responseTooLarge: {
    code: 0x80338048,
    role: 'Sender',
    subcode: 'w:EncodingLimit',
    reason: 'The response that the WS-Management service computed exceeds the maximum envelope size in the request. ',
    faultDetail: 'MaxEnvelopeSizeExceeded',
  },
  optionsNotSupported: {
    code: 0x80338051,
    role: 'Sender',
    subcode: 'w:InvalidOptions',
    reason:
      'The WS-Management provider does not support the specified option set because mustComply for one of the options is set to ' +
      'true. Change mustComply for one of the options to false. ',
    faultDetail: 'NotSupported',
  },
  insufficientSelectors: {
    code: 0x8033805a,
    role: 'Sender',
    subcode: 'w:InvalidSelectors',
    reason: `${SERVICE} because the request did not contain all required selectors. `,
    faultDetail: 'InsufficientSelectors',
  },
  /** An unknown ShellId or CommandId; each operation adds its own message. */
  unexpectedSelectors: {
    code: 0x8033805b,
    role: 'Sender',
    subcode: 'w:InvalidSelectors',
    reason: UNEXPECTED_SELECTORS,
    faultDetail: 'UnexpectedSelectors',
  },
  quotaMaxShells: {
    code: 0x803381a5,
    role: 'Sender',
    subcode: 'w:QuotaLimit',
    reason:
      `${SERVICE}. The maximum number of concurrent shells for this user has been exceeded. Close existing shells or raise the ` +
      'quota for this user. ',
  },
  quotaMaxOperations: {
    code: 0x803381a6,
    role: 'Sender',
    subcode: 'w:QuotaLimit',
    reason:
      `${SERVICE}. The maximum number of concurrent operations for this user has been exceeded. Close existing operations for ` +
      'this user, or raise the quota for this user. ',
  },
  quotaMaxShellUsers: {
    code: 0x803381ab,
    role: 'Sender',
    subcode: 'w:QuotaLimit',
    reason:
      `${SERVICE}. The maximum number of users executing shell operations has been exceeded. Retry after sometime or raise the ` +
      'quota for concurrent shell users. ',
  },
} as const satisfies Record<string, FaultDefinition>;

export type FaultName = keyof typeof FAULTS;
