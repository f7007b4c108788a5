// Enums of System.Management.Automation, in one table; those of .NET are in common-enums.ts.
import { defineEnum, type TypeDefinition } from '../conversion/type-definition.ts';
import { errorCategories } from '../psobject/error-record.ts';

const flags = { isFlags: true } as const;
const sma = { assembly: 'System.Management.Automation' } as const;
const words = (text: string): string[] => text.split(' ');

export const powershellEnums: readonly TypeDefinition[] = [
  defineEnum('System.ServiceProcess.ServiceControllerStatus', {
    Stopped: 1,
    StartPending: 2,
    StopPending: 3,
    Running: 4,
    ContinuePending: 5,
    PausePending: 6,
    Paused: 7,
  }),
  defineEnum('System.Security.Principal.WindowsBuiltInRole', {
    Administrator: 544,
    User: 545,
    Guest: 546,
    PowerUser: 547,
  }),
  defineEnum('System.Management.Automation.ErrorCategory', errorCategories, sma),
  defineEnum(
    'System.Management.Automation.ActionPreference',
    { SilentlyContinue: 0, Stop: 1, Continue: 2, Inquire: 3, Ignore: 4, Suspend: 5, Break: 6 },
    sma,
  ),
  defineEnum('System.Management.Automation.ConfirmImpact', words('None Low Medium High'), sma),
  defineEnum(
    'System.Management.Automation.CommandTypes',
    {
      Alias: 1,
      Function: 2,
      Filter: 4,
      Cmdlet: 8,
      ExternalScript: 16,
      Application: 32,
      Script: 64,
      Configuration: 256,
      All: 383,
    },
    { ...flags, ...sma },
  ),
  defineEnum(
    'System.Management.Automation.ScopedItemOptions',
    { None: 0, ReadOnly: 1, Constant: 2, Private: 4, AllScope: 8, Unspecified: 16 },
    { ...flags, ...sma },
  ),
  defineEnum('System.Management.Automation.SessionStateEntryVisibility', words('Public Private'), sma),
  defineEnum(
    'System.Management.Automation.PSMemberTypes',
    {
      AliasProperty: 1,
      CodeProperty: 2,
      Property: 4,
      NoteProperty: 8,
      ScriptProperty: 16,
      Properties: 31,
      PropertySet: 32,
      Method: 64,
      CodeMethod: 128,
      ScriptMethod: 256,
      Methods: 448,
      ParameterizedProperty: 512,
      MemberSet: 1024,
      Event: 2048,
      Dynamic: 4096,
      All: 8191,
      InferredProperty: 16384,
    },
    { ...flags, ...sma },
  ),
  defineEnum(
    'System.Management.Automation.PSLanguageMode',
    words('FullLanguage RestrictedLanguage NoLanguage ConstrainedLanguage'),
    sma,
  ),
  defineEnum(
    'System.Management.Automation.PSInvocationState',
    words('NotStarted Running Stopping Stopped Completed Failed Disconnected'),
    sma,
  ),
  defineEnum(
    'System.Management.Automation.JobState',
    words(
      'NotStarted Running Completed Failed Stopped Blocked Suspended Disconnected Suspending Stopping AtBreakpoint',
    ),
    sma,
  ),
  defineEnum('System.Management.Automation.ProgressRecordType', words('Processing Completed'), sma),
  defineEnum('System.Management.Automation.ValidateRangeKind', words('Positive NonNegative Negative NonPositive'), sma),
  defineEnum(
    'System.Management.Automation.SplitOptions',
    {
      SimpleMatch: 1,
      RegexMatch: 2,
      CultureInvariant: 4,
      IgnorePatternWhitespace: 8,
      Multiline: 16,
      Singleline: 32,
      IgnoreCase: 64,
      ExplicitCapture: 128,
    },
    { ...flags, ...sma },
  ),
  defineEnum(
    'System.Management.Automation.WhereOperatorSelectionMode',
    words('Default First Last SkipUntil Until Split'),
    sma,
  ),
  defineEnum(
    'System.Management.Automation.WildcardOptions',
    { None: 0, Compiled: 1, IgnoreCase: 2, CultureInvariant: 4 },
    { ...flags, ...sma },
  ),
  defineEnum('System.Management.Automation.OutputRendering', words('Host PlainText Ansi'), sma),
  defineEnum(
    'System.Management.Automation.Runspaces.RunspaceState',
    words('BeforeOpen Opening Opened Closed Closing Broken Disconnecting Disconnected Connecting'),
    sma,
  ),
  defineEnum(
    'System.Management.Automation.Runspaces.RunspaceAvailability',
    words('None Available AvailableForNestedCommand Busy RemoteDebug'),
    sma,
  ),
  defineEnum(
    'System.Management.Automation.Runspaces.AuthenticationMechanism',
    words('Default Basic Negotiate NegotiateWithImplicitCredential Credssp Digest Kerberos'),
    sma,
  ),
  defineEnum(
    'Microsoft.PowerShell.ExecutionPolicy',
    { Unrestricted: 0, RemoteSigned: 1, AllSigned: 2, Restricted: 3, Bypass: 4, Undefined: 5 },
    sma,
  ),
];
