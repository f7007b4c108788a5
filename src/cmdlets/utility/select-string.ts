// Select-String: lines of files and texts of objects in which a pattern is found.
import { wildcardPattern } from '../../conversion/wildcard.ts';
import { type Match, Regex } from '../../dotnet/regex.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import { currentDirectoryOf } from '../../engine/location.ts';
import { FileSystemInfo } from '../../engine/providers/file-system-info.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { ContextTracker, type Emphasis, MatchInfo } from '../shared/match-info.ts';
import { attempt, type Target, targetsOf } from '../shared/paths.ts';
import { toText } from '../shared/values.ts';

/** RegexOptions.IgnoreCase. */
const ignoreCaseOption = 1;
/** Lines that are asked of a reader at once. */
const blockSize = 256;

interface Arguments {
  readonly Pattern: string[];
  readonly SimpleMatch: boolean;
  readonly CaseSensitive: boolean;
  readonly NotMatch: boolean;
  readonly AllMatches: boolean;
  readonly NoEmphasis: boolean;
  readonly Raw: boolean;
  readonly Quiet: boolean;
  readonly List: boolean;
  readonly Include: string[] | undefined;
  readonly Exclude: string[] | undefined;
  readonly Encoding: string | undefined;
}

interface Found {
  readonly pattern: string;
  readonly matches: readonly Match[];
  readonly emphasis: readonly Emphasis[];
}

interface State {
  readonly find: (line: string) => Found | undefined;
  readonly pre: number;
  readonly post: number;
  readonly tracker: ContextTracker;
  recordNumber: bigint;
  isDone: boolean;
}

function regexOf(context: CmdletContext, pattern: string, options: number): Regex {
  try {
    return new Regex(pattern, options);
  } catch (error) {
    if (!(error instanceof ThrownException)) throw error;
    context.throwTerminating(
      context.error(
        'System.ArgumentException',
        `The string ${pattern} is not a valid regular expression: ${error.exception.message}`,
        'InvalidRegex',
        'InvalidArgument',
      ),
    );
  }
}

/** The search as a function of a line; patterns are tried in turn, and the first that is found counts. */
function finderOf(context: CmdletContext, p: Arguments): State['find'] {
  const negated: Found = { pattern: p.Pattern[0] ?? '', matches: [], emphasis: [] };
  const fold = (text: string): string => (p.CaseSensitive ? text : text.toLowerCase());
  const search = p.SimpleMatch
    ? (line: string): Found | undefined => {
        for (const pattern of p.Pattern) {
          const index = fold(line).indexOf(fold(pattern));
          if (index >= 0) return { pattern, matches: [], emphasis: [{ index, length: pattern.length }] };
        }
        return undefined;
      }
    : regexSearch(
        p.Pattern.map((pattern) => regexOf(context, pattern, p.CaseSensitive ? 0 : ignoreCaseOption)),
        p.AllMatches && !p.NotMatch,
      );
  if (!p.NotMatch) return search;
  return (line) => (search(line) === undefined ? negated : undefined);
}

function regexSearch(regexes: readonly Regex[], all: boolean): State['find'] {
  return (line) => {
    for (const regex of regexes) {
      const first = regex.match(line);
      if (!first.success) continue;
      const matches = all ? [...regex.matches(line)] : [first];
      return { pattern: regex.text, matches, emphasis: matches.map(({ index, length }) => ({ index, length })) };
    }
    return undefined;
  };
}

function matchInfo(
  context: CmdletContext,
  p: Arguments,
  state: State,
  place: { readonly line: string; readonly lineNumber: bigint; readonly path: string | undefined },
): MatchInfo | undefined {
  const found = state.find(place.line);
  if (found === undefined) return undefined;
  const { runspace } = context.session;
  const isEmphasized = !p.NoEmphasis && context.host.ui?.supportsVirtualTerminal === true;
  return new MatchInfo({
    ...place,
    ...found,
    ignoreCase: !p.CaseSensitive,
    emphasis: isEmphasized ? found.emphasis : [],
    hasContext: state.pre > 0 || state.post > 0,
    currentDirectory: () => currentDirectoryOf(runspace),
  });
}

/** Writes matches in the form that was asked for; true when there were any. */
function write(context: CmdletContext, p: Arguments, matches: readonly MatchInfo[]): boolean {
  const [first] = matches;
  if (first === undefined) return false;
  if (p.Raw) for (const { facts } of matches) context.writeObject(facts.line);
  else if (p.Quiet && !p.List) context.writeObject(true);
  else if (p.List) context.writeObject(first);
  else for (const match of matches) context.writeObject(match);
  return true;
}

function* linesOf(context: CmdletContext, p: Arguments, target: Target): Generator<string> {
  const options = p.Encoding === undefined ? {} : { encoding: p.Encoding };
  const reader = target.provider.getReader?.(target.path, options);
  if (reader === undefined) return;
  try {
    for (let lines = reader.read(blockSize); lines.length > 0; lines = reader.read(blockSize)) {
      context.checkStop();
      for (const line of lines) yield String(line);
    }
  } finally {
    reader.close();
  }
}

function isIncluded(path: string, { Include, Exclude }: Arguments): boolean {
  if (Include !== undefined && !Include.some((pattern) => wildcardPattern(pattern).test(path))) return false;
  return !Exclude?.some((pattern) => wildcardPattern(pattern).test(path));
}

/** Searches a file; true when something was found. */
function searchFile(context: CmdletContext, p: Arguments, state: State, target: Target): boolean {
  const { path } = target;
  if (!isIncluded(path, p)) return false;
  const tracker = new ContextTracker(p.Raw ? 0 : state.pre, p.Raw ? 0 : state.post);
  let lineNumber = 0n;
  let isFound = false;
  for (const line of linesOf(context, p, target)) {
    lineNumber++;
    const complete = tracker.track(line, matchInfo(context, p, state, { line, lineNumber, path }));
    if (!write(context, p, complete)) continue;
    isFound = true;
    if (p.Quiet || p.List) return true;
  }
  return write(context, p, tracker.end()) || isFound;
}

function searchFiles(context: CmdletContext, p: Arguments, state: State, targets: readonly Target[]): void {
  for (const target of targets) {
    if (target.provider.name !== 'FileSystem') {
      context.writeError(
        context.error(
          'System.ArgumentException',
          `The file cannot be opened because the current provider (${target.provider.moduleName}\\${target.provider.name}) cannot open files.`,
          'ProcessingFile',
          'InvalidArgument',
        ),
      );
    } else if (!target.provider.isContainer(target.path)) {
      const isFound = attempt(context, target.path, () => searchFile(context, p, state, target)) ?? false;
      if (p.Quiet && isFound) return;
    }
  }
  if (p.Quiet) context.writeObject(p.List ? null : false);
}

function searchObject(context: CmdletContext, p: Arguments, state: State, input: unknown): void {
  const base = baseOf(input);
  if (base instanceof MatchInfo) {
    const isFound = state.find(base.facts.line) !== undefined;
    if (isFound) write(context, p, [base]);
    return;
  }
  state.recordNumber++;
  const line = input === null || input === undefined ? '' : toText(input);
  const match = matchInfo(context, p, state, { line, lineNumber: state.recordNumber, path: undefined });
  const isFound = write(context, p, state.tracker.track(line, match));
  if (isFound && p.Quiet) state.isDone = true;
}

/** Context of one number, or of one for the lines before and one for those after. */
function contextSizes(context: readonly number[] | undefined): { pre: number; post: number } {
  const [pre = 0, post = pre] = context ?? [];
  return { pre, post };
}

const objectSets = { Object: { pipeline: true, mandatory: true }, ObjectRaw: { pipeline: true, mandatory: true } };
const pathEntry = { position: 1, mandatory: true, pipelineByName: true };
const literalEntry = { mandatory: true, pipelineByName: true };

export const selectString = defineCmdlet({
  name: 'Select-String',
  aliases: ['sls'],
  defaultParameterSet: 'File',
  synopsis: 'Finds text in strings and files.',
  outputTypes: ['Microsoft.PowerShell.Commands.MatchInfo', 'System.Boolean', 'System.String'],
  parameters: {
    Culture: { type: 'string', validate: [{ kind: 'notNull' }] },
    InputObject: {
      type: 'psobject',
      sets: objectSets,
      validate: [{ kind: 'allowNull' }, { kind: 'allowEmptyString' }],
    },
    Pattern: { type: 'string[]', mandatory: true, position: 0 },
    Path: { type: 'string[]', sets: { File: pathEntry, FileRaw: pathEntry } },
    LiteralPath: {
      type: 'string[]',
      aliases: ['PSPath', 'LP'],
      sets: { LiteralFile: literalEntry, LiteralFileRaw: literalEntry },
    },
    Raw: {
      type: 'switch',
      sets: { ObjectRaw: { mandatory: true }, FileRaw: { mandatory: true }, LiteralFileRaw: { mandatory: true } },
    },
    SimpleMatch: { type: 'switch' },
    CaseSensitive: { type: 'switch' },
    Quiet: { type: 'switch', sets: { Object: {}, File: {}, LiteralFile: {} } },
    List: { type: 'switch' },
    NoEmphasis: { type: 'switch' },
    Include: { type: 'string[]', validate: [{ kind: 'notNullOrEmpty' }] },
    Exclude: { type: 'string[]', validate: [{ kind: 'notNullOrEmpty' }] },
    NotMatch: { type: 'switch' },
    AllMatches: { type: 'switch' },
    Encoding: { type: 'string', validate: [{ kind: 'notNullOrEmpty' }] },
    Context: {
      type: 'int[]',
      validate: [
        { kind: 'notNullOrEmpty' },
        { kind: 'count', min: 1, max: 2 },
        { kind: 'range', min: 0, max: 2147483647 },
      ],
    },
  },
  examples: [
    {
      code: "'Hello', 'HELLO' | Select-String -Pattern 'HELLO' -CaseSensitive -SimpleMatch -Raw",
      description: 'Matches text with its case.',
      output: 'HELLO',
    },
    {
      code: "('port 5985 and 5986' | Select-String '\\d+' -AllMatches).Matches.Value -join ','",
      description: 'All matches of a line.',
      output: '5985,5986',
    },
    {
      code: "Set-Content log.txt 'start', 'error 5', 'end'; Select-String error log.txt -Context 0, 1",
      description: 'A line of a file with the one after it.',
      output: '> log.txt:2:error 5\n  log.txt:3:end',
    },
  ],
  begin(context, p): State {
    if (p.Culture !== undefined && !p.SimpleMatch) {
      context.throwTerminating(
        context.error(
          'System.InvalidOperationException',
          'You must specify -Culture parameter only with -SimpleMatch parameter.',
          'CannotSpecifyCultureWithoutSimpleMatch',
          'InvalidData',
        ),
      );
    }
    const { pre, post } = p.Raw ? { pre: 0, post: 0 } : contextSizes(p.Context);
    const tracker = new ContextTracker(pre, post);
    return { find: finderOf(context, p), pre, post, tracker, recordNumber: 0n, isDone: false };
  },
  process(context, p, state) {
    if (state.isDone) return;
    if (p.Path !== undefined || p.LiteralPath !== undefined) {
      const { Path, LiteralPath } = p;
      searchFiles(context, p, state, targetsOf(context, LiteralPath === undefined ? { Path } : { LiteralPath }));
      return;
    }
    const base = baseOf(p.InputObject);
    if (base instanceof FileSystemInfo && !base.isDirectory) {
      searchFiles(context, p, state, targetsOf(context, { LiteralPath: [base.fullName] }));
    } else searchObject(context, p, state, p.InputObject);
  },
  end(context, p, state) {
    const last = state.tracker.end();
    if (!state.isDone) write(context, p, last);
  },
});
