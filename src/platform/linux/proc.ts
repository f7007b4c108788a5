// Readers of /proc: text in, numbers out, so that they can be tested with recorded files.

/** /proc/meminfo: kilobytes by name. */
export function parseMeminfo(text: string): Map<string, bigint> {
  const result = new Map<string, bigint>();
  for (const match of text.matchAll(/^(\S+):\s+(\d+)/gm)) result.set(match[1]!, BigInt(match[2]!));
  return result;
}

/** /etc/os-release: KEY=value with optional quotes. */
export function parseOsRelease(text: string): Map<string, string> {
  const result = new Map<string, string>();
  for (const match of text.matchAll(/^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/gm)) {
    result.set(match[1]!, match[2] ?? match[3] ?? match[4] ?? '');
  }
  return result;
}

export interface ProcessStat {
  readonly id: number;
  readonly name: string;
  readonly parentId: number;
  readonly sessionId: number;
  /** Clock ticks in user and kernel mode. */
  readonly cpuTicks: bigint;
  readonly priority: number;
  readonly threads: number;
  /** Clock ticks after boot. */
  readonly startTicks: bigint;
  /** Bytes. */
  readonly virtualMemory: bigint;
  /** Pages. */
  readonly residentPages: bigint;
}

/** /proc/PID/stat (proc(5)); undefined where the text is not of that form. The name may hold spaces and parentheses. */
export function parseProcessStat(text: string): ProcessStat | undefined {
  const open = text.indexOf('(');
  const close = text.lastIndexOf(')');
  if (open < 0 || close < open) return undefined;
  const fields = text.slice(close + 2).split(' ');
  if (fields.length < 22) return undefined;
  // `fields[0]` is field 3 of proc(5), the state.
  const number = (field: number) => Number(fields[field - 3]);
  return {
    id: Number.parseInt(text, 10),
    name: text.slice(open + 1, close),
    parentId: number(4),
    sessionId: number(6),
    cpuTicks: BigInt(fields[14 - 3]!) + BigInt(fields[15 - 3]!),
    priority: number(18),
    threads: number(20),
    startTicks: BigInt(fields[22 - 3]!),
    virtualMemory: BigInt(fields[23 - 3]!),
    residentPages: BigInt(fields[24 - 3]!),
  };
}
