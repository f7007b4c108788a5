// System.Environment: the session's own variables, names and folders, through the thread context, never the hosting process's.
import { threadContext } from '../conversion/thread-context.ts';
import { method, property, type TypeDefinition } from '../conversion/type-definition.ts';
import { arrayOf } from '../psobject/array.ts';
import { Hashtable } from '../psobject/collections.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { type EnumValue, Version } from '../psobject/values.ts';
import { argumentError, argumentNull } from './arguments.ts';

const isWindows = (): boolean => threadContext().environment.kind === 'windows';
const home = (): string => threadContext().environment.homeDirectory;

/** System.OperatingSystem. */
class OperatingSystem {
  readonly platform: 'Unix' | 'Win32NT';
  readonly version: Version;
  constructor(platform: 'Unix' | 'Win32NT', version: Version) {
    this.platform = platform;
    this.version = version;
  }
  get [netTypeName](): string {
    return 'System.OperatingSystem';
  }
  toString(): string {
    return `${this.platform === 'Unix' ? 'Unix' : 'Microsoft Windows NT'} ${this.version}`;
  }
}

function operatingSystem(): OperatingSystem {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?(?:[.-](\d+))?/.exec(threadContext().environment.osDescription);
  const [major, minor, build, revision] = [1, 2, 3, 4].map((group) => Number(found?.[group] ?? 0));
  return new OperatingSystem(
    isWindows() ? 'Win32NT' : 'Unix',
    new Version(major!, minor!, build!, isWindows() ? 0 : revision!),
  );
}

/** Folders of a user on Windows under the profile, and on Unix by the XDG variables or under the home folder. */
const folders: ReadonlyMap<string, readonly [windows: string, unix: () => string]> = new Map([
  ['UserProfile', ['', home]],
  ['Desktop', ['Desktop', () => `${home()}/Desktop`]],
  ['DesktopDirectory', ['Desktop', () => `${home()}/Desktop`]],
  ['MyDocuments', ['Documents', () => `${home()}/Documents`]],
  ['Personal', ['Documents', () => `${home()}/Documents`]],
  ['MyMusic', ['Music', () => `${home()}/Music`]],
  ['MyPictures', ['Pictures', () => `${home()}/Pictures`]],
  ['MyVideos', ['Videos', () => `${home()}/Videos`]],
  ['Templates', ['AppData\\Roaming\\Microsoft\\Windows\\Templates', () => `${home()}/Templates`]],
  [
    'ApplicationData',
    ['AppData\\Roaming', () => threadContext().environment.get('XDG_CONFIG_HOME') ?? `${home()}/.config`],
  ],
  [
    'LocalApplicationData',
    ['AppData\\Local', () => threadContext().environment.get('XDG_DATA_HOME') ?? `${home()}/.local/share`],
  ],
  ['CommonApplicationData', ['C:\\ProgramData', () => '/usr/share']],
  ['ProgramFiles', ['C:\\Program Files', () => '']],
  ['ProgramFilesX86', ['C:\\Program Files (x86)', () => '']],
  ['Windows', ['C:\\Windows', () => '']],
  ['System', ['C:\\Windows\\system32', () => '']],
  ['Fonts', ['C:\\Windows\\Fonts', () => `${home()}/.fonts`]],
]);

function folderPath(folder: EnumValue): string {
  const found = folders.get(folder.text);
  if (!found) return '';
  if (!isWindows()) return found[1]();
  return /^[A-Z]:/.test(found[0]) ? found[0] : `${home()}${found[0] === '' ? '' : `\\${found[0]}`}`;
}

function checkName(name: string | null): string {
  if (name === null) argumentNull('variable');
  if (name === '') argumentError('The value cannot be an empty string.', 'variable');
  if (name[0] === '\0') argumentError('The first char in the string is the null character.', 'variable');
  if (name.includes('=')) argumentError('Environment variable name cannot contain equal character.', 'variable');
  return name;
}

/** Only a process has variables here, as in .NET outside Windows: the other targets are empty and ignore what is set. */
const ofProcess = (target: EnumValue | undefined): boolean => target === undefined || target.text === 'Process';

const expand = (text: string | null): string =>
  (text ?? argumentNull('name')).replace(
    /%([^%]+)%/g,
    (whole, name: string) => threadContext().environment.get(name) ?? whole,
  );

export const environmentTypes: readonly TypeDefinition[] = [
  {
    name: 'System.Environment',
    isAbstract: true,
    members: [
      property('static string NewLine {get;}', () => (isWindows() ? '\r\n' : '\n')),
      property('static string MachineName {get;}', () => threadContext().environment.machineName),
      property('static string UserName {get;}', () => threadContext().environment.userName),
      property('static string UserDomainName {get;}', () => threadContext().environment.userDomainName),
      property('static string CurrentDirectory {get;}', () => threadContext().currentDirectory()),
      property('static string SystemDirectory {get;}', () => (isWindows() ? 'C:\\Windows\\system32' : '')),
      property('static System.OperatingSystem OSVersion {get;}', operatingSystem),
      property('static version Version {get;}', () => new Version(10, 0, 0)),
      property('static int ProcessorCount {get;}', () => navigator.hardwareConcurrency),
      property('static bool Is64BitOperatingSystem {get;}', () => true),
      property('static bool Is64BitProcess {get;}', () => true),
      property('static int ProcessId {get;}', () => threadContext().environment.processId),
      property('static string ProcessPath {get;}', () => process.execPath),
      property('static int TickCount {get;}', () => Math.round(performance.now()) | 0),
      property('static long TickCount64 {get;}', () => BigInt(Math.round(performance.now()))),
      property('static long WorkingSet {get;}', () => BigInt(process.memoryUsage.rss())),
      property('static int SystemPageSize {get;}', () => 4096),
      property('static bool HasShutdownStarted {get;}', () => false),
      property('static bool UserInteractive {get;}', () => true),
      method(
        [
          'static string GetEnvironmentVariable(string variable)',
          'static string GetEnvironmentVariable(string variable, System.EnvironmentVariableTarget target)',
        ],
        (name: string | null, target?: EnumValue) => {
          if (name === null) argumentNull('variable');
          return ofProcess(target) ? (threadContext().environment.get(name) ?? null) : null;
        },
      ),
      method(
        [
          'static void SetEnvironmentVariable(string variable, string value)',
          'static void SetEnvironmentVariable(string variable, string value, System.EnvironmentVariableTarget target)',
        ],
        (name: string | null, value: string | null, target?: EnumValue) => {
          const checked = checkName(name);
          if (ofProcess(target)) threadContext().environment.set(checked, value ?? undefined);
        },
      ),
      method(
        [
          'static System.Collections.IDictionary GetEnvironmentVariables()',
          'static System.Collections.IDictionary GetEnvironmentVariables(System.EnvironmentVariableTarget target)',
        ],
        (target?: EnumValue) => Hashtable.of(ofProcess(target) ? threadContext().environment.entries() : [], 'ordinal'),
      ),
      method('static string ExpandEnvironmentVariables(string name)', expand),
      method(
        [
          'static string GetFolderPath(System.Environment+SpecialFolder folder)',
          'static string GetFolderPath(System.Environment+SpecialFolder folder, System.Environment+SpecialFolderOption option)',
        ],
        folderPath,
      ),
      method('static string[] GetLogicalDrives()', () => arrayOf('System.String', [isWindows() ? 'C:\\' : '/'])),
    ],
  },
  {
    name: 'System.OperatingSystem',
    members: [
      property('System.PlatformID Platform {get;}', (self: OperatingSystem) => self.platform),
      property('version Version {get;}', (self: OperatingSystem) => self.version),
      property('string VersionString {get;}', (self: OperatingSystem) => self.toString()),
      property('string ServicePack {get;}', () => ''),
      method('static bool IsWindows()', isWindows),
      method('static bool IsLinux()', () => threadContext().environment.kind === 'linux'),
      method('static bool IsMacOS()', () => threadContext().environment.kind === 'darwin'),
    ],
  },
];
