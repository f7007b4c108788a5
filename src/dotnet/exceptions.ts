// System.Exception and the exceptions of .NET: bases, HRESULTs and default messages as a table, constructors by the form that each has.
// Over 400 lines because a third of it is the table.
import type { NetType } from '../conversion/net-type.ts';
import {
  construct,
  defineType,
  type MemberBody,
  type MemberDefinition,
  method,
  property,
  type TypeDefinition,
} from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { Hashtable } from '../psobject/collections.ts';
import { NetException } from '../psobject/exception.ts';

/** Name under System, base under System, HRESULT in hexadecimal, message of the constructor without arguments. */
const table = `
AccessViolationException SystemException 80004003 Attempted to read or write protected memory. This is often an indication that other memory is corrupt.
AggregateException Exception 80131500 One or more errors occurred.
ApplicationException Exception 80131600 Error in the application.
ArgumentException SystemException 80070057 Value does not fall within the expected range.
ArgumentNullException ArgumentException 80004003 Value cannot be null.
ArgumentOutOfRangeException ArgumentException 80131502 Specified argument was out of the range of valid values.
ArithmeticException SystemException 80070216 Overflow or underflow in the arithmetic operation.
ArrayTypeMismatchException SystemException 80131503 Attempted to access an element as a type incompatible with the array.
BadImageFormatException SystemException 8007000b Format of the executable (.exe) or library (.dll) is invalid.
Collections.Generic.KeyNotFoundException SystemException 80131577 The given key was not present in the dictionary.
ComponentModel.InvalidEnumArgumentException ArgumentException 80070057 Value does not fall within the expected range.
ComponentModel.WarningException SystemException 80131501
ComponentModel.Win32Exception Runtime.InteropServices.ExternalException 80004005 Success
DivideByZeroException ArithmeticException 80020012 Attempted to divide by zero.
DllNotFoundException TypeLoadException 80131524 Dll was not found.
EntryPointNotFoundException TypeLoadException 80131523 Entry point was not found.
FieldAccessException MemberAccessException 80131507 Attempted to access a field that is not accessible by the caller.
FormatException SystemException 80131537 One of the identified items was in an invalid format.
Globalization.CultureNotFoundException ArgumentException 80070057 Culture is not supported.
IndexOutOfRangeException SystemException 80131508 Index was outside the bounds of the array.
InsufficientExecutionStackException SystemException 80131578 Insufficient stack to continue executing the program safely. This can happen from having too many functions on the call stack or function on the stack using too much stack space.
InvalidCastException SystemException 80004002 Specified cast is not valid.
InvalidOperationException SystemException 80131509 Operation is not valid due to the current state of the object.
InvalidTimeZoneException Exception 80131500
IO.DirectoryNotFoundException IO.IOException 80070003 Attempted to access a path that is not on the disk.
IO.EndOfStreamException IO.IOException 80070026 Attempted to read past the end of the stream.
IO.FileLoadException IO.IOException 80131621 Could not load the specified file.
IO.FileNotFoundException IO.IOException 80070002 Unable to find the specified file.
IO.InvalidDataException SystemException 80131501 Found invalid data while decoding.
IO.IOException SystemException 80131620 I/O error occurred.
IO.PathTooLongException IO.IOException 800700ce The specified file name or path is too long, or a component of the specified path is too long.
MemberAccessException SystemException 8013151a Cannot access member.
MethodAccessException MemberAccessException 80131510 Attempt to access the method failed.
MissingFieldException MissingMemberException 80131511 Attempted to access a non-existing field.
MissingMemberException MemberAccessException 80131512 Attempted to access a missing member.
MissingMethodException MissingMemberException 80131513 Attempted to access a missing method.
Net.CookieException FormatException 80131537 One of the identified items was in an invalid format.
Net.Http.HttpRequestException Exception 80131500
Net.ProtocolViolationException InvalidOperationException 80131509 Operation is not valid due to the current state of the object.
Net.Sockets.SocketException ComponentModel.Win32Exception 80004005 Success
Net.WebException InvalidOperationException 80131509 Operation is not valid due to the current state of the object.
NotFiniteNumberException ArithmeticException 80131528 Number encountered was not a finite quantity.
NotImplementedException SystemException 80004001 The method or operation is not implemented.
NotSupportedException SystemException 80131515 Specified method is not supported.
NullReferenceException SystemException 80004003 Object reference not set to an instance of an object.
ObjectDisposedException InvalidOperationException 80131622 Cannot access a disposed object.
OperationCanceledException SystemException 8013153b The operation was canceled.
OutOfMemoryException SystemException 8007000e Insufficient memory to continue the execution of the program.
OverflowException ArithmeticException 80131516 Arithmetic operation resulted in an overflow.
PlatformNotSupportedException NotSupportedException 80131539 Operation is not supported on this platform.
RankException SystemException 80131517 Attempted to operate on an array with the incorrect number of dimensions.
Reflection.AmbiguousMatchException SystemException 8000211d Ambiguous match found.
Reflection.TargetInvocationException ApplicationException 80131604 Exception has been thrown by the target of an invocation.
Reflection.TargetParameterCountException ApplicationException 8002000e Number of parameters specified does not match the expected number.
Runtime.InteropServices.ExternalException SystemException 80004005 External component has thrown an exception.
Runtime.InteropServices.COMException Runtime.InteropServices.ExternalException 80004005 Error HRESULT E_FAIL has been returned from a call to a COM component.
Security.Authentication.AuthenticationException SystemException 80131501 System error.
Security.Authentication.InvalidCredentialException Security.Authentication.AuthenticationException 80131501 System error.
Security.Cryptography.CryptographicException SystemException 80131501 Error occurred during a cryptographic operation.
Security.SecurityException SystemException 8013150a Security error.
StackOverflowException SystemException 800703e9 Operation caused a stack overflow.
SystemException Exception 80131501 System error.
Text.Json.JsonException Exception 80131500
Text.RegularExpressions.RegexMatchTimeoutException TimeoutException 80131505 The Regex engine has timed out while trying to match a pattern to an input string. This can occur for many reasons, including very large inputs or excessive backtracking caused by nested quantifiers, back-references and other factors.
Text.RegularExpressions.RegexParseException ArgumentException 80070057 Value does not fall within the expected range.
Threading.AbandonedMutexException SystemException 8013152d The wait completed due to an abandoned mutex.
Threading.LockRecursionException Exception 80131500
Threading.SemaphoreFullException SystemException 80131501 Adding the specified count to the semaphore would cause it to exceed its maximum count.
Threading.SynchronizationLockException SystemException 80131518 Object synchronization method was called from an unsynchronized block of code.
Threading.Tasks.TaskCanceledException OperationCanceledException 8013153b A task was canceled.
Threading.ThreadInterruptedException SystemException 80131519 Thread was interrupted from a waiting state.
Threading.ThreadStateException SystemException 80131520 Thread was in an invalid state for the operation being executed.
TimeoutException SystemException 80131505 The operation has timed out.
TimeZoneNotFoundException Exception 80131500
TypeAccessException TypeLoadException 80131543 Attempt to access the type failed.
TypeInitializationException SystemException 80131534 A type initializer threw an exception.
TypeLoadException SystemException 80131522 Failure has occurred while loading a type.
UnauthorizedAccessException SystemException 80070005 Attempted to perform an unauthorized operation.
UriFormatException FormatException 80131537 One of the identified items was in an invalid format.
Xml.XmlException SystemException 80131940 An XML error has occurred.`;

interface Facts {
  readonly name: string;
  readonly base: string;
  readonly hResult: number;
  readonly message: string;
}

const facts: readonly Facts[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name, base, hResult, ...words] = line.split(' ');
    return {
      name: `System.${name}`,
      base: `System.${base}`,
      hResult: Number.parseInt(hResult!, 16) | 0,
      message: words.join(' ') || `Exception of type 'System.${name}' was thrown.`,
    };
  });

/** Assembly of the types that are not in System.Private.CoreLib. */
const assemblies: ReadonlyMap<string, string> = new Map([
  ['System.Net.Http.HttpRequestException', 'System.Net.Http'],
  ['System.Net.WebException', 'System.Net.Requests'],
  ['System.Net.Sockets.SocketException', 'System.Net.Primitives'],
  ['System.Text.Json.JsonException', 'System.Text.Json'],
  ['System.Text.RegularExpressions.RegexParseException', 'System.Text.RegularExpressions'],
  ['System.Text.RegularExpressions.RegexMatchTimeoutException', 'System.Text.RegularExpressions'],
  ['System.Xml.XmlException', 'System.Private.Xml'],
  ['System.UriFormatException', 'System.Private.Uri'],
]);

type Properties = Iterable<readonly [string, unknown]>;
type Make = (
  type: NetType,
  message: string | null,
  inner?: NetException | null,
  properties?: Properties,
) => NetException;

/** A constructor's text with the type's name, and a body that gets the maker before the plain arguments. */
type Form = readonly [parameters: string, body: (make: Make, ...args: never[]) => NetException];

const withParameter = (message: string, name: string | null): string =>
  name ? `${message} (Parameter '${name}')` : message;

const plainForms: readonly Form[] = [
  ['', (make, type: NetType) => make(type, null)],
  ['string message', (make, message: string, type: NetType) => make(type, message)],
  [
    'string message, System.Exception innerException',
    (make, message: string, inner: NetException | null, type: NetType) => make(type, message, inner),
  ],
];

const argumentForms: readonly Form[] = [
  [
    'string message, string paramName',
    (make, message: string, name: string, type: NetType) =>
      make(type, withParameter(message, name), null, [['ParamName', name]]),
  ],
  [
    'string message, string paramName, System.Exception innerException',
    (make, message: string, name: string, inner: NetException | null, type: NetType) =>
      make(type, withParameter(message, name), inner, [['ParamName', name]]),
  ],
];

/** ArgumentNullException and its kin name the parameter first. */
const nameFirstForms = (message: string): readonly Form[] => [
  plainForms[0]!,
  [
    'string paramName',
    (make, name: string, type: NetType) => make(type, withParameter(message, name), null, [['ParamName', name]]),
  ],
  plainForms[2]!,
  [
    'string paramName, string message',
    (make, name: string, text: string, type: NetType) =>
      make(type, withParameter(text, name), null, [['ParamName', name]]),
  ],
];

const fileForms: readonly Form[] = [
  [
    'string message, string fileName',
    (make, message: string, fileName: string, type: NetType) => make(type, message, null, [['FileName', fileName]]),
  ],
  [
    'string message, string fileName, System.Exception innerException',
    (make, message: string, fileName: string, inner: NetException | null, type: NetType) =>
      make(type, message, inner, [['FileName', fileName]]),
  ],
];

/** The texts of AggregateException.Message: its own, then each inner one in parentheses. */
function aggregate(make: Make, type: NetType, message: string | null, inner: readonly NetException[]): NetException {
  const text = [message ?? 'One or more errors occurred.', ...inner.map((each) => `(${each.message})`)].join(' ');
  return make(type, text, inner[0] ?? null, [['InnerExceptions', arrayOf('System.Exception', [...inner])]]);
}

const objectDisposed = (name: string, message: string): string =>
  name === '' ? message : `${message}\nObject name: '${name}'.`;

/** Constructors of types that have others than the three of every exception; further ones, or where `only` all. */
const forms: ReadonlyMap<string, { readonly only?: boolean; readonly forms: readonly Form[] }> = new Map([
  ['System.ArgumentException', { forms: argumentForms }],
  ['System.ArgumentNullException', { only: true, forms: nameFirstForms('Value cannot be null.') }],
  [
    'System.ArgumentOutOfRangeException',
    {
      only: true,
      forms: [
        ...nameFirstForms('Specified argument was out of the range of valid values.'),
        [
          'string paramName, System.Object actualValue, string message',
          (make, name: string, actual: { toString(): string } | null, message: string, type: NetType) =>
            make(type, withParameter(message, name) + (actual === null ? '' : `\nActual value was ${actual}.`), null, [
              ['ParamName', name],
              ['ActualValue', actual],
            ]),
        ] as Form,
      ],
    },
  ],
  ['System.IO.FileNotFoundException', { forms: fileForms }],
  ['System.IO.FileLoadException', { forms: fileForms }],
  ['System.BadImageFormatException', { forms: fileForms }],
  [
    'System.IO.IOException',
    {
      forms: [
        [
          'string message, int hresult',
          (_, message: string, hResult: number, type: NetType) => new NetException(String(type), message, { hResult }),
        ],
      ],
    },
  ],
  [
    'System.ObjectDisposedException',
    {
      only: true,
      forms: [
        [
          'string objectName',
          (make, name: string, type: NetType) =>
            make(type, objectDisposed(name, 'Cannot access a disposed object.'), null, [['ObjectName', name]]),
        ],
        plainForms[2]!,
        [
          'string objectName, string message',
          (make, name: string, message: string, type: NetType) =>
            make(type, objectDisposed(name, message), null, [['ObjectName', name]]),
        ],
      ],
    },
  ],
  [
    'System.AggregateException',
    {
      forms: [
        [
          'Params System.Exception[] innerExceptions',
          (make, inner: readonly NetException[], type: NetType) => aggregate(make, type, null, inner),
        ],
        [
          'string message, Params System.Exception[] innerExceptions',
          (make, message: string, inner: readonly NetException[], type: NetType) =>
            aggregate(make, type, message, inner),
        ],
      ],
    },
  ],
  [
    'System.ComponentModel.Win32Exception',
    {
      forms: [
        [
          'int error',
          (make, code: number, type: NetType) => make(type, `Unknown error ${code}`, null, [['NativeErrorCode', code]]),
        ],
        [
          'int error, string message',
          (make, code: number, message: string, type: NetType) =>
            make(type, message, null, [['NativeErrorCode', code]]),
        ],
      ],
    },
  ],
  [
    'System.TypeInitializationException',
    {
      only: true,
      forms: [
        [
          'string fullTypeName, System.Exception innerException',
          (make, name: string, inner: NetException | null, type: NetType) =>
            make(type, `The type initializer for '${name}' threw an exception.`, inner, [['TypeName', name]]),
        ],
      ],
    },
  ],
  [
    'System.Xml.XmlException',
    {
      forms: [
        [
          'string message, System.Exception innerException, int lineNumber, int linePosition',
          (make, message: string, inner: NetException | null, line: number, column: number, type: NetType) =>
            make(type, line === 0 && column === 0 ? message : `${message} Line ${line}, position ${column}.`, inner, [
              ['LineNumber', line],
              ['LinePosition', column],
            ]),
        ],
      ],
    },
  ],
]);

/** Properties that these types add to those of their base. */
const extraProperties: ReadonlyMap<string, readonly string[]> = new Map([
  ['System.ArgumentException', ['string ParamName']],
  ['System.ArgumentOutOfRangeException', ['System.Object ActualValue']],
  ['System.AggregateException', ['System.Exception[] InnerExceptions']],
  ['System.IO.FileNotFoundException', ['string FileName', 'string FusionLog']],
  ['System.IO.FileLoadException', ['string FileName', 'string FusionLog']],
  ['System.BadImageFormatException', ['string FileName', 'string FusionLog']],
  ['System.ObjectDisposedException', ['string ObjectName']],
  ['System.TypeInitializationException', ['string TypeName']],
  ['System.TypeLoadException', ['string TypeName']],
  ['System.Globalization.CultureNotFoundException', ['string InvalidCultureName']],
  ['System.ComponentModel.Win32Exception', ['int NativeErrorCode']],
  ['System.Xml.XmlException', ['int LineNumber', 'int LinePosition', 'string SourceUri']],
  ['System.Text.RegularExpressions.RegexParseException', ['int Offset']],
]);

/** Constructors of an exception type; its message and HRESULT are those of the nearest base in the table. */
export function exceptionConstructors(name: string, hResult: number, defaultMessage: string): MemberDefinition[] {
  const make: Make = (type, message, inner = null, properties = []) =>
    new NetException(String(type), message ?? defaultMessage, { hResult, properties, ...(inner ? { inner } : {}) });
  const own = forms.get(name);
  return [...(own?.only ? [] : plainForms), ...(own?.forms ?? [])].map(([parameters, body]) =>
    construct(`${name} new(${parameters})`, ((...args: never[]) => body(make, ...args)) as MemberBody),
  );
}

/** Exception.ToString(): type and message, the inner exceptions, the stack trace. */
export function exceptionText(exception: NetException): string {
  const head = exception.message === '' ? exception.typeName : `${exception.typeName}: ${exception.message}`;
  const inner = exception.inner
    ? `\n ---> ${exceptionText(exception.inner)}\n   --- End of inner exception stack trace ---`
    : '';
  const fileName = exception.properties.get('FileName');
  const file = typeof fileName === 'string' && fileName !== '' ? `\nFile name: '${fileName}'` : '';
  return `${head}${file}${inner}${exception.stackTrace ? `\n${exception.stackTrace}` : ''}`;
}

const data = new WeakMap<NetException, Hashtable>();
function dataOf(exception: NetException): Hashtable {
  let found = data.get(exception);
  if (!found) data.set(exception, (found = new Hashtable('ordinal')));
  return found;
}

function innermost(exception: NetException): NetException {
  let at = exception;
  while (at.inner) at = at.inner;
  return at;
}

const settable = (name: string): MemberDefinition =>
  property(
    `string ${name} {get;set;}`,
    (self: NetException) => self.properties.get(name) ?? null,
    (self: NetException, value: string | null) => self.properties.set(name, value),
  );

const exceptionType = defineType<NetException>({
  name: 'System.Exception',
  toText: exceptionText,
  members: [
    ...exceptionConstructors('System.Exception', -2146233088, "Exception of type 'System.Exception' was thrown."),
    property('System.Reflection.MethodBase TargetSite {get;}', () => null),
    property('string Message {get;}', (self: NetException) => self.message),
    property('System.Collections.IDictionary Data {get;}', dataOf),
    property('System.Exception InnerException {get;}', (self: NetException) => self.inner ?? null),
    settable('HelpLink'),
    settable('Source'),
    property('int HResult {get;}', (self: NetException) => self.hResult),
    property('string StackTrace {get;}', (self: NetException) => self.stackTrace ?? null),
    method('System.Exception GetBaseException()', innermost),
    method('string ToString()', exceptionText),
  ],
});

export const exceptionTypes: readonly TypeDefinition[] = [
  exceptionType,
  ...facts.map(({ name, base, hResult, message }) => {
    const assembly = assemblies.get(name);
    return {
      name,
      base,
      ...(assembly === undefined ? {} : { assembly }),
      members: (): MemberDefinition[] => [
        ...exceptionConstructors(name, hResult, message),
        ...(extraProperties.get(name) ?? []).map((text) => {
          const field = text.slice(text.indexOf(' ') + 1);
          return property(`${text} {get;}`, (self: NetException) => self.properties.get(field) ?? null);
        }),
      ],
    };
  }),
];
