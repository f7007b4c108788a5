// The enums of .NET that scripts and cmdlets name: one line for each, names with their values where they do not count on from the one
// before. Enums of PowerShell's own are the engine's.
import { defineEnum, type TypeDefinition } from '../conversion/type-definition.ts';

/** `Name under System, [Flags], assembly where it is not System.Private.CoreLib: names`. */
const table = `
AttributeTargets [Flags]: Assembly=1 Module Class=4 Struct=8 Enum=16 Constructor=32 Method=64 Property=128 Field=256
  Event=512 Interface=1024 Parameter=2048 Delegate=4096 ReturnValue=8192 GenericParameter=16384 All=32767
Base64FormattingOptions [Flags]: None InsertLineBreaks
ComponentModel.ListSortDirection System.ComponentModel.TypeConverter: Ascending Descending
ConsoleColor System.Console: Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green
  Cyan Red Magenta Yellow White
ConsoleKey System.Console: None Backspace=8 Tab Clear=12 Enter Pause=19 Escape=27 Spacebar=32 PageUp PageDown End Home
  LeftArrow UpArrow RightArrow DownArrow Select Print Execute PrintScreen Insert Delete Help D0 D1 D2 D3 D4 D5 D6 D7
  D8 D9 A=65 B C D E F G H I J K L M N O P Q R S T U V W X Y Z LeftWindows RightWindows Applications Sleep=95 NumPad0
  NumPad1 NumPad2 NumPad3 NumPad4 NumPad5 NumPad6 NumPad7 NumPad8 NumPad9 Multiply Add Separator Subtract Decimal
  Divide F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 BrowserBack=166
  BrowserForward BrowserRefresh BrowserStop BrowserSearch BrowserFavorites BrowserHome VolumeMute VolumeDown VolumeUp
  MediaNext MediaPrevious MediaStop MediaPlay LaunchMail LaunchMediaSelect LaunchApp1 LaunchApp2 Oem1=186 OemPlus
  OemComma OemMinus OemPeriod Oem2 Oem3 Oem4=219 Oem5 Oem6 Oem7 Oem8 Oem102=226 Process=229 Packet=231 Attention=246
  CrSel ExSel EraseEndOfFile Play Zoom NoName Pa1 OemClear
ConsoleModifiers [Flags] System.Console: None Alt Shift Control=4
DateTimeKind: Unspecified Utc Local
DayOfWeek: Sunday Monday Tuesday Wednesday Thursday Friday Saturday
Diagnostics.ProcessPriorityClass System.Diagnostics.Process: Normal=32 Idle=64 High=128 RealTime=256 BelowNormal=16384
  AboveNormal=32768
Diagnostics.ProcessWindowStyle System.Diagnostics.Process: Normal Hidden Minimized Maximized
Environment+SpecialFolder: ApplicationData=26 CommonApplicationData=35 LocalApplicationData=28 Cookies=33 Desktop=0
  Favorites=6 History=34 InternetCache=32 Programs=2 MyComputer=17 MyMusic=13 MyPictures=39 MyVideos=14 Recent=8
  SendTo StartMenu=11 Startup=7 System=37 Templates=21 DesktopDirectory=16 Personal=5 MyDocuments=5 ProgramFiles=38
  CommonProgramFiles=43 AdminTools=48 CDBurning=59 CommonAdminTools=47 CommonDocuments=46 CommonMusic=53
  CommonOemLinks=58 CommonPictures=54 CommonStartMenu=22 CommonPrograms CommonStartup CommonDesktopDirectory
  CommonTemplates=45 CommonVideos=55 Fonts=20 NetworkShortcuts=19 PrinterShortcuts=27 UserProfile=40
  CommonProgramFilesX86=44 ProgramFilesX86=42 Resources=56 LocalizedResources SystemX86=41 Windows=36
Environment+SpecialFolderOption: None Create=32768 DoNotVerify=16384
EnvironmentVariableTarget: Process User Machine
Globalization.CalendarWeekRule: FirstDay FirstFullWeek FirstFourDayWeek
Globalization.CompareOptions [Flags]: None IgnoreCase IgnoreNonSpace IgnoreSymbols=4 IgnoreKanaType=8 IgnoreWidth=16
  NumericOrdering=32 OrdinalIgnoreCase=268435456 StringSort=536870912 Ordinal=1073741824
Globalization.CultureTypes [Flags]: NeutralCultures=1 SpecificCultures InstalledWin32Cultures=4 AllCultures=7
  UserCustomCulture ReplacementCultures=16 WindowsOnlyCultures=32 FrameworkCultures=64
Globalization.DateTimeStyles [Flags]: None AllowLeadingWhite AllowTrailingWhite AllowInnerWhite=4 AllowWhiteSpaces=7
  NoCurrentDateDefault AdjustToUniversal=16 AssumeLocal=32 AssumeUniversal=64 RoundtripKind=128
Globalization.NumberStyles [Flags]: None AllowLeadingWhite AllowTrailingWhite AllowLeadingSign=4 AllowTrailingSign=8
  AllowParentheses=16 AllowDecimalPoint=32 AllowThousands=64 AllowExponent=128 AllowCurrencySymbol=256
  AllowHexSpecifier=512 AllowBinarySpecifier=1024 Integer=7 HexNumber=515 BinaryNumber=1027 Number=111 Float=167
  Currency=383 Any=511
Globalization.TimeSpanStyles [Flags]: None AssumeNegative
Globalization.UnicodeCategory: UppercaseLetter LowercaseLetter TitlecaseLetter ModifierLetter OtherLetter
  NonSpacingMark SpacingCombiningMark EnclosingMark DecimalDigitNumber LetterNumber OtherNumber SpaceSeparator
  LineSeparator ParagraphSeparator Control Format Surrogate PrivateUse ConnectorPunctuation DashPunctuation
  OpenPunctuation ClosePunctuation InitialQuotePunctuation FinalQuotePunctuation OtherPunctuation MathSymbol
  CurrencySymbol ModifierSymbol OtherSymbol OtherNotAssigned
IO.DriveType System.IO.FileSystem.DriveInfo: Unknown NoRootDirectory Removable Fixed Network CDRom Ram
IO.FileAccess [Flags]: Read=1 Write ReadWrite
IO.FileAttributes [Flags]: None ReadOnly Hidden System=4 Directory=16 Archive=32 Device=64 Normal=128 Temporary=256
  SparseFile=512 ReparsePoint=1024 Compressed=2048 Offline=4096 NotContentIndexed=8192 Encrypted=16384
  IntegrityStream=32768 NoScrubData=131072
IO.FileMode: CreateNew=1 Create Open OpenOrCreate Truncate Append
IO.FileOptions [Flags]: None WriteThrough=-2147483648 Asynchronous=1073741824 RandomAccess=268435456
  DeleteOnClose=67108864 SequentialScan=134217728 Encrypted=16384
IO.FileShare [Flags]: None Read Write ReadWrite Delete Inheritable=16
IO.MatchCasing: PlatformDefault CaseSensitive CaseInsensitive
IO.SearchOption: TopDirectoryOnly AllDirectories
IO.SeekOrigin: Begin Current End
IO.UnixFileMode [Flags]: None OtherExecute OtherWrite OtherRead=4 GroupExecute=8 GroupWrite=16 GroupRead=32
  UserExecute=64 UserWrite=128 UserRead=256 StickyBit=512 SetGroup=1024 SetUser=2048
MidpointRounding: ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity
Net.AuthenticationSchemes [Flags] System.Net.Primitives: None Digest Negotiate Ntlm=4 Basic=8 Anonymous=32768
  IntegratedWindowsAuthentication=6
Net.HttpStatusCode System.Net.Primitives: Continue=100 SwitchingProtocols Processing EarlyHints OK=200 Created
  Accepted NonAuthoritativeInformation NoContent ResetContent PartialContent MultiStatus AlreadyReported IMUsed=226
  MultipleChoices=300 Ambiguous=300 MovedPermanently Moved=301 Found Redirect=302 SeeOther RedirectMethod=303
  NotModified UseProxy Unused TemporaryRedirect RedirectKeepVerb=307 PermanentRedirect BadRequest=400 Unauthorized
  PaymentRequired Forbidden NotFound MethodNotAllowed NotAcceptable ProxyAuthenticationRequired RequestTimeout
  Conflict Gone LengthRequired PreconditionFailed RequestEntityTooLarge RequestUriTooLong UnsupportedMediaType
  RequestedRangeNotSatisfiable ExpectationFailed MisdirectedRequest=421 UnprocessableEntity UnprocessableContent=422
  Locked FailedDependency UpgradeRequired=426 PreconditionRequired=428 TooManyRequests RequestHeaderFieldsTooLarge=431
  UnavailableForLegalReasons=451 InternalServerError=500 NotImplemented BadGateway ServiceUnavailable GatewayTimeout
  HttpVersionNotSupported VariantAlsoNegotiates InsufficientStorage LoopDetected NotExtended=510
  NetworkAuthenticationRequired
Net.SecurityProtocolType [Flags] System.Net.Security: SystemDefault Ssl3=48 Tls=192 Tls11=768 Tls12=3072 Tls13=12288
Net.Sockets.AddressFamily System.Net.Primitives: Unknown=-1 Unspecified Unix InterNetwork ImpLink Pup Chaos NS Ipx=6
  Iso Osi=7 Ecma DataKit Ccitt Sna DecNet DataLink Lat HyperChannel AppleTalk NetBios VoiceView FireFox Banyan=21 Atm
  InterNetworkV6 Cluster Ieee12844 Irda NetworkDesigners=28 Max Packet=65536 ControllerAreaNetwork
Net.Sockets.ProtocolType System.Net.Sockets: Unknown=-1 IP Icmp Igmp Ggp IPv4 Tcp=6 Pup=12 Udp=17 Idp=22 IPv6=41
  Raw=255 Ipx=1000 Spx=1256 SpxII
Net.Sockets.SocketError System.Net.Primitives: Success SocketError=-1 Interrupted=10004 AccessDenied=10013 Fault
  InvalidArgument=10022 TooManyOpenSockets=10024 WouldBlock=10035 InProgress AlreadyInProgress NotSocket
  DestinationAddressRequired MessageSize ProtocolType ProtocolOption ProtocolNotSupported SocketNotSupported
  OperationNotSupported ProtocolFamilyNotSupported AddressFamilyNotSupported AddressAlreadyInUse AddressNotAvailable
  NetworkDown NetworkUnreachable NetworkReset ConnectionAborted ConnectionReset NoBufferSpaceAvailable IsConnected
  NotConnected Shutdown TimedOut=10060 ConnectionRefused HostDown=10064 HostUnreachable ProcessLimit=10067
  SystemNotReady=10091 VersionNotSupported NotInitialized Disconnecting=10101 TypeNotFound=10109 HostNotFound=11001
  TryAgain NoRecovery NoData IOPending=997 OperationAborted=995
Net.Sockets.SocketType System.Net.Sockets: Unknown=-1 Stream=1 Dgram Raw Rdm Seqpacket
PlatformID: Win32S Win32Windows Win32NT WinCE Unix Xbox MacOSX Other
Reflection.BindingFlags [Flags]: Default IgnoreCase DeclaredOnly Instance=4 Static=8 Public=16 NonPublic=32
  FlattenHierarchy=64 InvokeMethod=256 CreateInstance=512 GetField=1024 SetField=2048 GetProperty=4096
  SetProperty=8192 PutDispProperty=16384 PutRefDispProperty=32768 ExactBinding=65536 SuppressChangeType=131072
  OptionalParamBinding=262144 IgnoreReturn=16777216 DoNotWrapExceptions=33554432
Reflection.MemberTypes [Flags]: Constructor=1 Event Field=4 Method=8 Property=16 TypeInfo=32 Custom=64 NestedType=128
  All=191
Runtime.InteropServices.Architecture: X86 X64 Arm Arm64 Wasm S390x LoongArch64 Armv6 Ppc64le RiscV64
Security.Cryptography.CipherMode System.Security.Cryptography: CBC=1 ECB OFB CFB CTS
Security.Cryptography.PaddingMode System.Security.Cryptography: None=1 PKCS7 Zeros ANSIX923 ISO10126
StringComparison: CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal
  OrdinalIgnoreCase
StringSplitOptions [Flags]: None RemoveEmptyEntries TrimEntries
Text.NormalizationForm: FormC=1 FormD FormKC=5 FormKD
Text.RegularExpressions.RegexOptions [Flags] System.Text.RegularExpressions: None IgnoreCase Multiline
  ExplicitCapture=4 Compiled=8 Singleline=16 IgnorePatternWhitespace=32 RightToLeft=64 ECMAScript=256
  CultureInvariant=512 NonBacktracking=1024
Text.RegularExpressions.RegexParseError System.Text.RegularExpressions: Unknown AlternationHasTooManyConditions
  AlternationHasMalformedCondition InvalidUnicodePropertyEscape MalformedUnicodePropertyEscape UnrecognizedEscape
  UnrecognizedControlCharacter MissingControlCharacter InsufficientOrInvalidHexDigits
  QuantifierOrCaptureGroupOutOfRange UndefinedNamedReference UndefinedNumberedReference MalformedNamedReference
  UnescapedEndingBackslash UnterminatedComment InvalidGroupingConstruct AlternationHasNamedCapture
  AlternationHasComment AlternationHasMalformedReference AlternationHasUndefinedReference CaptureGroupNameInvalid
  CaptureGroupOfZero UnterminatedBracket ExclusionGroupNotLast ReversedCharacterRange ShorthandClassInCharacterRange
  InsufficientClosingParentheses ReversedQuantifierRange NestedQuantifiersNotParenthesized QuantifierAfterNothing
  InsufficientOpeningParentheses UnrecognizedUnicodeProperty
Threading.ApartmentState: STA MTA Unknown
Threading.EventResetMode: AutoReset ManualReset
Threading.ThreadPriority: Lowest BelowNormal Normal AboveNormal Highest
Threading.ThreadState [Flags]: Running StopRequested SuspendRequested Background=4 Unstarted=8 Stopped=16
  WaitSleepJoin=32 Suspended=64 AbortRequested=128 Aborted=256
TypeCode: Empty Object DBNull Boolean Char SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double Decimal
  DateTime String=18
UriHostNameType System.Private.Uri: Unknown Basic Dns IPv4 IPv6
UriKind System.Private.Uri: RelativeOrAbsolute Absolute Relative
Xml.XmlNodeType System.Private.Xml: None Element Attribute Text CDATA EntityReference Entity ProcessingInstruction
  Comment Document DocumentType DocumentFragment Notation Whitespace SignificantWhitespace EndElement EndEntity
  XmlDeclaration`;

function readEnum(text: string): TypeDefinition {
  const colon = text.indexOf(':');
  const [name, ...facts] = text.slice(0, colon).split(' ');
  const assembly = facts.find((fact) => fact !== '[Flags]');
  const values: Record<string, number> = {};
  let next = 0;
  for (const word of text
    .slice(colon + 1)
    .trim()
    .split(/\s+/)) {
    const [member, value] = word.split('=');
    values[member!] = value === undefined ? next : Number(value);
    next = values[member!]! + 1;
  }
  return defineEnum(`System.${name}`, values, {
    isFlags: facts.includes('[Flags]'),
    ...(assembly === undefined ? {} : { assembly }),
  });
}

export const commonEnums: readonly TypeDefinition[] = table
  .trim()
  .split(/\n(?! )/)
  .map(readEnum);
