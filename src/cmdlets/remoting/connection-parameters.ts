// The parameters that say how a computer is reached, and what they come to.
import type { CmdletContext } from '../../engine/definitions/cmdlet.ts';
import type { ParameterDefinition, ParameterSetEntry } from '../../engine/definitions/parameter.ts';
import type { ConnectionSpec } from '../../host/services.ts';
import { type EnumValue, PSCredential, type Uri } from '../../psobject/values.ts';

type Sets = Readonly<Record<string, ParameterSetEntry>>;

/** The same attributes in several sets. */
export function inSets(names: readonly string[], entry: ParameterSetEntry = {}): Sets {
  return Object.fromEntries(names.map((name) => [name, entry]));
}

/** Parameters of WSMan connections; `computer` are the sets with -ComputerName, `uri` those with -ConnectionUri. */
export function connectionParameters(computer: readonly string[], uri: readonly string[]) {
  const both = [...computer, ...uri];
  const byName = { pipelineByName: true };
  return {
    // [Credential]: a user's name is taken too, and the password asked for.
    Credential: { type: 'object', sets: inSets(both, byName) },
    Port: { type: 'int', sets: inSets(computer), validate: [{ kind: 'range', min: 1, max: 65535 }] },
    UseSSL: { type: 'switch', sets: inSets(computer) },
    ConfigurationName: { type: 'string', sets: inSets(both, byName) },
    ApplicationName: { type: 'string', sets: inSets(computer, byName) },
    Authentication: {
      type: 'System.Management.Automation.Runspaces.AuthenticationMechanism',
      sets: inSets(both),
    },
  } as const satisfies Record<string, ParameterDefinition>;
}

export interface ConnectionArguments {
  readonly ComputerName?: string[] | undefined;
  readonly ConnectionUri?: unknown;
  readonly Credential?: unknown;
  readonly Port?: number | undefined;
  readonly UseSSL?: boolean;
  readonly ConfigurationName?: string | undefined;
  readonly ApplicationName?: string | undefined;
  readonly Authentication?: unknown;
}

/** A DNS name, an IPv4 or an IPv6 address. */
const computerNamePattern =
  /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]*[\p{L}\p{N}_])?(?:\.(?!$)|\.?$))+$|^\[?[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?\]?$/iu;

function checkName(context: CmdletContext, name: string, all: unknown): void {
  if (computerNamePattern.test(name)) return;
  context.throwTerminating(
    context.error(
      'System.ArgumentException',
      'One or more computer names are not valid. If you are trying to pass a URI, use the -ConnectionUri parameter, or pass URI objects instead of strings.',
      'PSSessionInvalidComputerName',
      'InvalidArgument',
      all,
    ),
  );
}

/** A credential as the client takes it; a bare user name makes the host ask for the password. */
function credentialOf(context: CmdletContext, given: unknown): ConnectionSpec['credential'] {
  if (given === undefined || given === null) return undefined;
  const credential =
    given instanceof PSCredential
      ? given
      : context.host.ui?.promptForCredential(
          'PowerShell credential request',
          'Enter your credentials.',
          String(given),
          '',
        );
  if (credential instanceof PSCredential) {
    return { userName: credential.userName, password: credential.password.reveal() };
  }
  return context.throwTerminating(
    context.error(
      'System.Management.Automation.ParameterBindingException',
      "Cannot process argument transformation on parameter 'Credential'. A command that prompts the user failed because the host program or the command type does not support user interaction.",
      'ParameterArgumentTransformationError',
      'InvalidData',
      given,
    ),
  );
}

/** The connections that the arguments of a cmdlet ask for. */
export function connectionsOf(context: CmdletContext, p: ConnectionArguments): ConnectionSpec[] {
  const shared = {
    port: p.Port,
    useSsl: p.UseSSL ?? false,
    applicationName: p.ApplicationName,
    configurationName: p.ConfigurationName,
    authentication: (p.Authentication as EnumValue | undefined)?.text,
    credential: credentialOf(context, p.Credential),
    openTimeout: undefined,
    operationTimeout: undefined,
    idleTimeout: undefined,
    name: undefined,
  };
  if (p.ConnectionUri !== undefined) {
    return (p.ConnectionUri as readonly Uri[]).map((uri) => ({ ...shared, ...partsOf(context, uri) }));
  }
  const names = (p.ComputerName ?? ['localhost']).map((name) => (name === '.' ? 'localhost' : name));
  for (const name of names) checkName(context, name, p.ComputerName);
  return names.map((computerName) => ({ ...shared, computerName }));
}

function partsOf(context: CmdletContext, { text }: Uri) {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return context.throwTerminating(
      context.error(
        'System.UriFormatException',
        `Invalid URI: ${text}`,
        'CreateRemoteRunspaceFailed',
        'InvalidArgument',
        text,
      ),
    );
  }
  const useSsl = url.protocol === 'https:';
  return {
    computerName: url.hostname,
    // A URI without a port means that of its scheme, not WinRM's.
    port: url.port === '' ? (useSsl ? 443 : 80) : Number(url.port),
    useSsl,
    applicationName: url.pathname === '/' ? undefined : url.pathname.slice(1),
  };
}
