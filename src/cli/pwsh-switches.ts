// The command line of the shell itself, with pwsh's own switches: case does not matter, and prefixes and short forms count.
import { CodedError } from '../base/coded-error.ts';

export class UsageError extends CodedError<'UsageInvalid'> {}

export interface ShellOptions {
  readonly mode: 'interactive' | 'command' | 'file' | 'server' | 'sshServer' | 'version' | 'help';
  /** The script of `command`; '-' reads standard input. */
  readonly command: string;
  readonly file: string;
  /** Arguments after `-File FILE`. */
  readonly arguments: readonly string[];
  readonly noProfile: boolean;
  readonly nonInteractive: boolean;
  readonly noExit: boolean;
  readonly noLogo: boolean;
  readonly outputFormat: 'Text' | 'XML';
  readonly workingDirectory: string | undefined;
}

type Mutable = { -readonly [K in keyof ShellOptions]: ShellOptions[K] };

interface Switch {
  /** The full name, of which any prefix of at least `min` letters counts. */
  readonly name: string;
  readonly min: number;
  readonly aliases?: readonly string[];
  /** Takes its value from `rest` and gives how many words it took. */
  apply(options: Mutable, rest: readonly string[]): number;
}

function value(rest: readonly string[], name: string): string {
  const [first] = rest;
  if (first === undefined) throw new UsageError('UsageInvalid', `The ${name} parameter needs a value.`);
  return first;
}

const flag = (name: string, min: number, set: (options: Mutable) => void, aliases: readonly string[] = []): Switch => ({
  name,
  min,
  aliases,
  apply: (options) => {
    set(options);
    return 0;
  },
});

const ignored = (name: string, min: number, alias: string): Switch => ({
  name,
  min,
  aliases: [alias],
  apply(_, rest) {
    value(rest, `-${name}`);
    return 1;
  },
});

const switches: readonly Switch[] = [
  {
    name: 'command',
    min: 1,
    apply(options, rest) {
      value(rest, '-Command');
      options.mode = 'command';
      options.command = rest.join(' ');
      return rest.length;
    },
  },
  {
    name: 'encodedcommand',
    min: 1,
    aliases: ['ec'],
    apply(options, rest) {
      const text = value(rest, '-EncodedCommand');
      const bytes = Buffer.from(text, 'base64');
      if (bytes.length === 0 || bytes.length % 2 !== 0) {
        throw new UsageError('UsageInvalid', 'The -EncodedCommand parameter needs base64 of UTF-16 text.');
      }
      options.mode = 'command';
      options.command = bytes.toString('utf16le');
      return 1;
    },
  },
  {
    name: 'file',
    min: 1,
    apply(options, rest) {
      options.file = value(rest, '-File');
      options.mode = options.file === '-' ? 'command' : 'file';
      if (options.file === '-') options.command = '-';
      options.arguments = rest.slice(1);
      return rest.length;
    },
  },
  {
    name: 'outputformat',
    min: 1,
    aliases: ['of'],
    apply(options, rest) {
      const format = value(rest, '-OutputFormat').toLowerCase();
      if (format !== 'text' && format !== 'xml') {
        throw new UsageError('UsageInvalid', 'The -OutputFormat parameter takes Text or XML.');
      }
      options.outputFormat = format === 'xml' ? 'XML' : 'Text';
      return 1;
    },
  },
  {
    name: 'workingdirectory',
    min: 1,
    aliases: ['wd'],
    apply(options, rest) {
      options.workingDirectory = value(rest, '-WorkingDirectory');
      return 1;
    },
  },
  // Accepted for scripts that pass them; there is no such thing here.
  ignored('executionpolicy', 2, 'ep'),
  ignored('inputformat', 2, 'if'),
  flag('interactive', 1, () => {}),
  flag('login', 1, () => {}),
  flag('sta', 3, () => {}),
  flag('mta', 3, () => {}),
  flag('noprofile', 3, (options) => void (options.noProfile = true)),
  flag('noninteractive', 4, (options) => void (options.nonInteractive = true)),
  flag('noexit', 3, (options) => void (options.noExit = true)),
  flag('nologo', 3, (options) => void (options.noLogo = true)),
  flag('servermode', 1, (options) => void (options.mode = 'server')),
  flag('sshservermode', 4, (options) => void (options.mode = 'sshServer')),
  flag('version', 1, (options) => void (options.mode = 'version')),
  flag('help', 1, (options) => void (options.mode = 'help'), ['?']),
];

function findSwitch(word: string): Switch | undefined {
  const name = word.replace(/^(--?|\/)/, '').toLowerCase();
  return (
    switches.find((candidate) => candidate.name === name || candidate.aliases?.includes(name)) ??
    switches.find((candidate) => name.length >= candidate.min && candidate.name.startsWith(name))
  );
}

/** Reads the words after the program's name. Throws UsageError for a switch that pwsh does not know either. */
export function parseShellOptions(words: readonly string[]): ShellOptions {
  const options: Mutable = {
    mode: 'interactive',
    command: '',
    file: '',
    arguments: [],
    noProfile: false,
    nonInteractive: false,
    noExit: false,
    noLogo: false,
    outputFormat: 'Text',
    workingDirectory: undefined,
  };
  for (let at = 0; at < words.length; ) {
    const word = words[at]!;
    const rest = words.slice(at + 1);
    if (!/^(--?[a-zA-Z?]|\/[a-zA-Z?]+$)/.test(word)) {
      // The first word that is no switch names a script file, as pwsh reads it.
      switches.find(({ name }) => name === 'file')!.apply(options, words.slice(at));
      break;
    }
    const found = findSwitch(word);
    if (!found) throw new UsageError('UsageInvalid', `The switch ${word} is not known. See psremoting -Help.`);
    at += 1 + found.apply(options, rest);
  }
  return options;
}
