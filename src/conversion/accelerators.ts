// PowerShell's type accelerators: short names for types ([int], [xml]), and the short names that it shows types by.

const accelerated = `
Alias System.Management.Automation.AliasAttribute
AllowEmptyCollection System.Management.Automation.AllowEmptyCollectionAttribute
AllowEmptyString System.Management.Automation.AllowEmptyStringAttribute
AllowNull System.Management.Automation.AllowNullAttribute
ArgumentCompleter System.Management.Automation.ArgumentCompleterAttribute
ArgumentCompletions System.Management.Automation.ArgumentCompletionsAttribute
CimSession Microsoft.Management.Infrastructure.CimSession
CmdletBinding System.Management.Automation.CmdletBindingAttribute
IPEndpoint System.Net.IPEndPoint
NoRunspaceAffinity System.Management.Automation.Language.NoRunspaceAffinityAttribute
NullString System.Management.Automation.Language.NullString
OutputType System.Management.Automation.OutputTypeAttribute
PSDefaultValue System.Management.Automation.PSDefaultValueAttribute
PSTypeNameAttribute System.Management.Automation.PSTypeNameAttribute
Parameter System.Management.Automation.ParameterAttribute
SupportsWildcards System.Management.Automation.SupportsWildcardsAttribute
ValidateCount System.Management.Automation.ValidateCountAttribute
ValidateDrive System.Management.Automation.ValidateDriveAttribute
ValidateLength System.Management.Automation.ValidateLengthAttribute
ValidateNotNull System.Management.Automation.ValidateNotNullAttribute
ValidateNotNullOrEmpty System.Management.Automation.ValidateNotNullOrEmptyAttribute
ValidateNotNullOrWhiteSpace System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute
ValidatePattern System.Management.Automation.ValidatePatternAttribute
ValidateRange System.Management.Automation.ValidateRangeAttribute
ValidateScript System.Management.Automation.ValidateScriptAttribute
ValidateSet System.Management.Automation.ValidateSetAttribute
ValidateTrustedData System.Management.Automation.ValidateTrustedDataAttribute
ValidateUserDrive System.Management.Automation.ValidateUserDriveAttribute
WildcardPattern System.Management.Automation.WildcardPattern
X509Certificate System.Security.Cryptography.X509Certificates.X509Certificate
array System.Array
bigint System.Numerics.BigInteger
bool System.Boolean
byte System.Byte
char System.Char
cimclass Microsoft.Management.Infrastructure.CimClass
ciminstance Microsoft.Management.Infrastructure.CimInstance
cimtype Microsoft.Management.Infrastructure.CimType
cultureinfo System.Globalization.CultureInfo
datetime System.DateTime
decimal System.Decimal
double System.Double
float System.Single
guid System.Guid
hashtable System.Collections.Hashtable
initialsessionstate System.Management.Automation.Runspaces.InitialSessionState
int System.Int32
int16 System.Int16
int32 System.Int32
int64 System.Int64
ipaddress System.Net.IPAddress
long System.Int64
mailaddress System.Net.Mail.MailAddress
object System.Object
ordered System.Collections.Specialized.OrderedDictionary
powershell System.Management.Automation.PowerShell
psaliasproperty System.Management.Automation.PSAliasProperty
pscredential System.Management.Automation.PSCredential
pscustomobject System.Management.Automation.PSObject
pslistmodifier System.Management.Automation.PSListModifier
psmoduleinfo System.Management.Automation.PSModuleInfo
psnoteproperty System.Management.Automation.PSNoteProperty
psobject System.Management.Automation.PSObject
psprimitivedictionary System.Management.Automation.PSPrimitiveDictionary
pspropertyexpression Microsoft.PowerShell.Commands.PSPropertyExpression
psscriptmethod System.Management.Automation.PSScriptMethod
psscriptproperty System.Management.Automation.PSScriptProperty
psvariable System.Management.Automation.PSVariable
psvariableproperty System.Management.Automation.PSVariableProperty
ref System.Management.Automation.PSReference
regex System.Text.RegularExpressions.Regex
runspace System.Management.Automation.Runspaces.Runspace
runspacefactory System.Management.Automation.Runspaces.RunspaceFactory
sbyte System.SByte
scriptblock System.Management.Automation.ScriptBlock
securestring System.Security.SecureString
semver System.Management.Automation.SemanticVersion
short System.Int16
single System.Single
string System.String
switch System.Management.Automation.SwitchParameter
timespan System.TimeSpan
type System.Type
uint System.UInt32
uint16 System.UInt16
uint32 System.UInt32
uint64 System.UInt64
ulong System.UInt64
uri System.Uri
ushort System.UInt16
version System.Version
void System.Void
xml System.Xml.XmlDocument`;

const pairs = accelerated
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [name: string, fullName: string]);

/** Full name by accelerator in lower case. */
export const accelerators: ReadonlyMap<string, string> = new Map(
  pairs.map(([name, full]) => [name.toLowerCase(), full]),
);

const notShown = new Set([
  'int16',
  'int32',
  'int64',
  'uint16',
  'uint32',
  'uint64',
  'single',
  'pscustomobject',
  'ordered',
  'object',
]);

/** The accelerator that PowerShell shows a type by, where it has one: System.Int32 is `int`, System.Single `float`. */
export const shortNames: ReadonlyMap<string, string> = new Map(
  pairs.filter(([name]) => !notShown.has(name.toLowerCase())).map(([name, full]) => [full, name]),
);
