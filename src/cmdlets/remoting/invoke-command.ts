// Invoke-Command: a script block here, or on other computers.
import { serialize, transportProtectedCipher } from '../../clixml/index.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ScriptBlock } from '../../engine/script-block.ts';
import { clixmlAdapter } from '../../engine/serialization/clixml-adapter.ts';
import { collectUsingValues, textTakingInput } from '../../engine/using-values.ts';
import type { RemoteArgument, RemoteCommand } from '../../host/services.ts';
import { Hashtable } from '../../psobject/collections.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { type ConnectionArguments, connectionParameters, connectionsOf, inSets } from './connection-parameters.ts';
import { PSSession } from './ps-session.ts';
import { RemoteRun, type RemoteTarget } from './remote-run.ts';
import { scriptBlockOf } from './script-file.ts';
import { sessionsOf } from './session-repository.ts';

const computerSets = ['ComputerName', 'FilePathComputerName'] as const;
const uriSets = ['Uri', 'FilePathUri'] as const;
const sessionSets = ['Session', 'FilePathRunspace'] as const;
const remoteSets = [...computerSets, ...uriSets, ...sessionSets] as const;
const first = { position: 0 } as const;
const second = { position: 1, mandatory: true } as const;

/** How many targets are worked on at once unless told otherwise. */
const defaultThrottle = 32;

/** The parameter in which the values of $using: travel: one that no script can declare. */
const usingParameter = '--%';

const utf8 = new TextEncoder();

function encode(value: unknown): Uint8Array {
  return utf8.encode(serialize(value, { adapter: clixmlAdapter, cipher: transportProtectedCipher }));
}

interface Arguments extends ConnectionArguments {
  readonly ScriptBlock?: ScriptBlock | undefined;
  readonly FilePath?: string | undefined;
  readonly ArgumentList?: unknown[] | undefined;
  readonly Session?: unknown;
  readonly ThrottleLimit?: number | undefined;
  readonly HideComputerName?: boolean;
}

/** One Invoke-Command: what it runs, and the run once it has begun. */
interface State {
  readonly isLocal: boolean;
  readonly takesInput: boolean;
  /** Input of a block that runs here. */
  readonly input: unknown[];
  readonly targets: readonly RemoteTarget[];
  run: RemoteRun | undefined;
}

function commandOf(context: CmdletContext, p: Arguments, takesInput: boolean): RemoteCommand {
  const block = p.ScriptBlock ?? scriptBlockOf(context, p.FilePath!);
  const values: RemoteArgument[] = (p.ArgumentList ?? []).map((value) => ({ name: undefined, value: encode(value) }));
  const using = collectUsingValues(block, context.session);
  if (using.size > 0) values.push({ name: usingParameter, value: encode(Hashtable.of(using, 'ordinal')) });
  return { text: takesInput ? textTakingInput(block) : block.text, isScript: true, arguments: values };
}

/** The sessions that can run something now; an error for each of the others. */
function usableSessions(context: CmdletContext, given: readonly unknown[]): PSSession[] {
  const sessions = given.map(baseOf).filter((value): value is PSSession => value instanceof PSSession);
  if (new Set(sessions).size < sessions.length) {
    const message = 'Specified RemoteRunspaceInfo objects have duplicates.';
    const id = 'RemoteRunspaceInfoHasDuplicates';
    context.throwTerminating(context.error('System.ArgumentException', message, id, 'InvalidArgument', given));
  }
  const usable = sessions.filter((session) => {
    const { name, instanceId, computerName, state } = session;
    if (state === 'Opened') return true;
    context.writeError(
      context.error(
        'System.Management.Automation.Runspaces.InvalidRunspaceStateException',
        `Because the session state for session ${name}, ${instanceId}, ${computerName} is not equal to Open, you cannot run a command in the session.  The session state is ${state}.`,
        'InvokeCommandCommandInvalidSessionState',
        'InvalidOperation',
        session,
      ),
    );
    return false;
  });
  if (usable.length > 0) return usable;
  return context.throwTerminating(
    context.error(
      'System.Management.Automation.PSInvalidOperationException',
      'No valid sessions were specified.  Ensure you provide valid sessions that are in the Opened state and are available to run commands.',
      'InvalidOperation',
      'InvalidOperation',
    ),
  );
}

function targetsOf(context: CmdletContext, p: Arguments): RemoteTarget[] {
  if (p.Session !== undefined && p.Session !== null) {
    return usableSessions(context, p.Session as unknown[]).map((session) => ({
      reach: { sessionId: session.instanceId },
      session,
    }));
  }
  const sessions = sessionsOf(context);
  return connectionsOf(context, p).map((reach) => {
    // Sessions for one command take a number and a name too, as PowerShell's do.
    sessions.takeId();
    sessions.takeId();
    return { reach, session: undefined };
  });
}

export const invokeCommand = defineCmdlet({
  name: 'Invoke-Command',
  aliases: ['icm'],
  defaultParameterSet: 'InProcess',
  synopsis: 'Runs commands on local and remote computers.',
  parameters: {
    Session: {
      type: 'System.Management.Automation.Runspaces.PSSession[]',
      sets: inSets(sessionSets, first),
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    ComputerName: {
      type: 'string[]',
      aliases: ['Cn'],
      sets: inSets(computerSets, first),
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    ...connectionParameters(computerSets, uriSets),
    ConnectionUri: {
      type: 'uri[]',
      aliases: ['URI', 'CU'],
      sets: inSets(uriSets, first),
      validate: [{ kind: 'notNullOrEmpty' }],
    },
    ThrottleLimit: { type: 'int', sets: inSets(remoteSets) },
    HideComputerName: { type: 'switch', aliases: ['HCN'], sets: inSets(remoteSets) },
    ScriptBlock: {
      type: 'scriptblock',
      aliases: ['Command'],
      sets: { ...inSets(['ComputerName', 'Session', 'Uri'], second), InProcess: { position: 0, mandatory: true } },
      validate: [{ kind: 'notNull' }],
    },
    NoNewScope: { type: 'switch', sets: inSets(['InProcess']) },
    FilePath: {
      type: 'string',
      aliases: ['PSPath'],
      sets: inSets(['FilePathComputerName', 'FilePathRunspace', 'FilePathUri'], second),
      validate: [{ kind: 'notNull' }],
    },
    InputObject: { type: 'psobject', pipeline: true },
    ArgumentList: { type: 'object[]', aliases: ['Args'] },
  },
  examples: [
    { code: 'Invoke-Command { param($a) $a * 2 } -ArgumentList 21', description: 'Runs a block here.', output: '42' },
    {
      code: 'Invoke-Command -ComputerName SRV01, SRV02 -ScriptBlock { Get-Service W32Time }',
      description: 'Runs a block on two servers.',
      runnable: false,
    },
  ],
  begin(context, p): State {
    const isLocal = context.parameterSet === 'InProcess';
    return {
      isLocal,
      takesInput: context.expectingInput || context.isBound('InputObject'),
      input: [],
      targets: isLocal ? [] : targetsOf(context, p),
      run: undefined,
    };
  },
  process(context, p, state) {
    if (state.isLocal) {
      if (state.takesInput) state.input.push(p.InputObject ?? null);
      return;
    }
    // Not before the first object: a pipeline that gives none runs nothing.
    state.run ??= new RemoteRun(context, {
      invocation: {
        commands: [commandOf(context, p, context.expectingInput)],
        throttleLimit: p.ThrottleLimit || defaultThrottle,
        takesInput: state.takesInput,
      },
      targets: state.targets,
      hidesComputerName: p.HideComputerName,
    });
    // Whoever feeds this command need not go on when all targets have ended.
    if (state.takesInput && !state.run.send(encode(p.InputObject ?? null))) context.stopUpstream();
  },
  end(context, p, state) {
    state.run?.finish();
    if (!state.isLocal) return;
    context.invoke(p.ScriptBlock!, {
      arguments: p.ArgumentList ?? [],
      newScope: !p.NoNewScope,
      toOutput: true,
      ...(state.takesInput ? { input: state.input } : {}),
    });
  },
  clean(_context, _p, state) {
    state?.run?.stop();
  },
});
