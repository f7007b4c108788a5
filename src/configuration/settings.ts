// The settings that `psremoting config` reads and writes: the part of WSMan:\localhost that the programs use, in one JSON file.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../base/coded-error.ts';

export class SettingsError extends CodedError<'SettingUnknown' | 'SettingValueInvalid' | 'SettingsFileInvalid'> {}

/** Every setting with its default, whose type is the setting's; values are Windows' own (WSMan:\localhost). */
const defaults = {
  'Client/TrustedHosts': '',
  'Client/AllowUnencrypted': false,
  'Service/AllowUnencrypted': false,
  'Service/Auth/Basic': false,
  'Service/MaxConnections': 300,
  'Shell/IdleTimeout': 7_200_000,
  'Shell/MaxShellsPerUser': 25,
} as const;

export type SettingName = keyof typeof defaults;
type Widened<T> = T extends boolean ? boolean : T extends number ? number : string;
export type SettingValues = { readonly [N in SettingName]: Widened<(typeof defaults)[N]> };

const fileName = 'settings.json';

/** Names are found without regard to case, with slashes or backslashes, and with or without `WSMan:\localhost` before them. */
function settingNamed(path: string): SettingName {
  const wanted = path
    .replaceAll('\\', '/')
    .replace(/^wsman:\/localhost\//i, '')
    .toLowerCase();
  const name = (Object.keys(defaults) as SettingName[]).find((candidate) => candidate.toLowerCase() === wanted);
  if (!name) {
    const known = Object.keys(defaults).join(', ');
    throw new SettingsError('SettingUnknown', `There is no setting ${path}. Settings are: ${known}.`);
  }
  return name;
}

function parseValue(name: SettingName, text: string): string | number | boolean {
  const kind = typeof defaults[name];
  if (kind === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (kind === 'number' && /^\d{1,10}$/.test(text)) return Number(text);
  if (kind === 'string') return text;
  throw new SettingsError(
    'SettingValueInvalid',
    `${name} takes ${kind === 'boolean' ? 'true or false' : 'a number'}, not "${text}".`,
  );
}

export class Settings {
  readonly #path: string;
  readonly #folder: string;

  /** @param folder the data folder. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, fileName);
  }

  /** All values, those not set at their defaults. Read from the file each time: another process may have written it. */
  all(): SettingValues {
    return { ...defaults, ...this.#stored() };
  }

  get(path: string): string | number | boolean {
    return this.all()[settingNamed(path)];
  }

  /** Throws SettingsError for an unknown name or a value of the wrong kind. */
  set(path: string, text: string): void {
    const name = settingNamed(path);
    const stored = { ...this.#stored(), [name]: parseValue(name, text) };
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const temporary = `${this.#path}.${process.pid}.tmp`;
    writeFileSync(temporary, `${JSON.stringify(stored, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(temporary, this.#path);
  }

  #stored(): Partial<SettingValues> {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
    try {
      const stored: unknown = JSON.parse(text);
      const known = Object.entries(stored as object).filter(
        ([name, value]) => Object.hasOwn(defaults, name) && typeof value === typeof defaults[name as SettingName],
      );
      return Object.fromEntries(known);
    } catch (cause) {
      throw new SettingsError('SettingsFileInvalid', `The settings file ${this.#path} is not valid JSON.`, { cause });
    }
  }
}
