// Create: a shell comes to be (MS-WSMV 3.1.4.9; MS-PSRP 3.1.5.3.1).

import type { XmlElement } from '../../xml/index.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { formatDuration, parseDuration } from '../duration.ts';
import { FaultError } from '../fault.ts';
import { decodeSelectors, encodeSelectors } from '../headers.ts';
import { element, foreignElement, type Markup, optionalElement, textElement } from '../markup.ts';
import { NAMESPACES, POWERSHELL_NAMESPACE } from '../namespaces.ts';
import { compact, type Operation, requireShellElement, transferActions } from './operation.ts';
import { decodeShellDescription, encodeShellDescription, type ShellDescription } from './shell-description.ts';

export interface CreateRequest {
  /** Chosen by the client: for PSRP the id of the runspace pool. */
  readonly shellId?: string;
  /** As Windows' client sends it, an attribute. */
  readonly name?: string;
  /** As the schema has it and other clients send it, an element. */
  readonly nameElement?: string;
  readonly inputStreams: string;
  readonly outputStreams: string;
  /** Milliseconds. */
  readonly idleTimeout?: number;
  /** Milliseconds. */
  readonly lifetime?: number;
  readonly workingDirectory?: string;
  readonly environment?: ReadonlyMap<string, string>;
  /** Fragments of SESSION_CAPABILITY and INIT_RUNSPACEPOOL. */
  readonly creationXml?: Buffer;
}

export interface CreateResponse {
  readonly address: string;
  readonly resourceUri: string;
  /** Holds the ShellId. */
  readonly selectors: ReadonlyMap<string, string>;
  /** Windows 7 leaves it out. */
  readonly shell?: ShellDescription;
}

export const create: Operation<CreateRequest, CreateResponse> = {
  ...transferActions('Create'),

  encodeRequest: (request) =>
    element(
      'rsp:Shell',
      encodeEnvironment(request.environment) +
        optionalElement('rsp:Name', request.nameElement) +
        optionalElement('rsp:WorkingDirectory', request.workingDirectory) +
        duration('rsp:Lifetime', request.lifetime) +
        duration('rsp:IdleTimeOut', request.idleTimeout) +
        textElement('rsp:InputStreams', request.inputStreams) +
        textElement('rsp:OutputStreams', request.outputStreams) +
        (request.creationXml === undefined
          ? ''
          : foreignElement(POWERSHELL_NAMESPACE, 'creationXml', encodeBase64(request.creationXml))),
      [
        ['ShellId', request.shellId],
        ['Name', request.name],
      ],
    ),

  decodeRequest(body) {
    const shell = requireShellElement(body, 'Shell');
    const text = (name: string) => shell.child(NAMESPACES.rsp, name)?.text;
    const creationXml = shell.child(POWERSHELL_NAMESPACE, 'creationXml');
    return compact<CreateRequest>({
      shellId: shell.attribute('', 'ShellId'),
      name: shell.attribute('', 'Name'),
      inputStreams: text('InputStreams') ?? '',
      outputStreams: text('OutputStreams') ?? '',
      nameElement: text('Name'),
      idleTimeout: milliseconds(text('IdleTimeOut')),
      lifetime: milliseconds(text('Lifetime')),
      workingDirectory: text('WorkingDirectory'),
      environment: decodeEnvironment(shell),
      creationXml: creationXml === undefined ? undefined : decodeBase64(creationXml.text),
    });
  },

  encodeResponse: (response) =>
    element(
      'x:ResourceCreated',
      textElement('a:Address', response.address) +
        element(
          'a:ReferenceParameters',
          textElement('w:ResourceURI', response.resourceUri) + encodeSelectors(response.selectors),
        ),
    ) + (response.shell === undefined ? '' : encodeShellDescription(response.shell)),

  decodeResponse(body) {
    const created = body.find((candidate) => candidate.is(NAMESPACES.x, 'ResourceCreated'));
    const reference = created?.child(NAMESPACES.a, 'ReferenceParameters');
    const set = reference?.child(NAMESPACES.w, 'SelectorSet');
    const shell = body.find((candidate) => candidate.is(NAMESPACES.rsp, 'Shell'));
    if (created === undefined || set === undefined) throw new FaultError('invalidBody');
    return compact<CreateResponse>({
      address: created.child(NAMESPACES.a, 'Address')?.text ?? '',
      resourceUri: reference?.child(NAMESPACES.w, 'ResourceURI')?.text ?? '',
      selectors: decodeSelectors(set),
      shell: shell === undefined ? undefined : decodeShellDescription(shell),
    });
  },
};

const duration = (name: 'rsp:IdleTimeOut' | 'rsp:Lifetime', value: number | undefined): Markup =>
  optionalElement(name, value === undefined ? undefined : formatDuration(value));

function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = parseDuration(text);
  if (value === undefined) throw new FaultError('invalidBody', `'${text.slice(0, 40)}' is not a duration.`);
  return value;
}

const encodeEnvironment = (environment: ReadonlyMap<string, string> | undefined): string =>
  environment === undefined
    ? ''
    : element(
        'rsp:Environment',
        [...environment].map(([name, value]) => textElement('rsp:Variable', value, [['Name', name]])).join(''),
      );

function decodeEnvironment(shell: XmlElement): ReadonlyMap<string, string> | undefined {
  const variables = shell.child(NAMESPACES.rsp, 'Environment')?.childrenNamed(NAMESPACES.rsp, 'Variable');
  return variables && new Map(variables.map((variable) => [variable.attribute('', 'Name') ?? '', variable.text]));
}
