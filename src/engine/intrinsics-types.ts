// $ExecutionContext as scripts use it: EngineIntrinsics with its SessionState, paths, variables and InvokeCommand.
import { defineType, method, property, type TypeDefinition } from '../conversion/index.ts';
import { netTypeName } from '../psobject/type-name.ts';
import type { ExecutionContextObject } from './execution-context.ts';
import { resolvePath } from './location.ts';
import { PathInfo } from './path-info.ts';
import type { Runspace } from './runspace.ts';
import type { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';

const automation = 'System.Management.Automation';

/** One of the doors behind $ExecutionContext: a type's name and the session it opens to. */
class Intrinsic {
  readonly runspace: Runspace;
  readonly #typeName: string;
  constructor(typeName: string, runspace: Runspace) {
    this.#typeName = typeName;
    this.runspace = runspace;
  }
  get [netTypeName](): string {
    return `${automation}.${this.#typeName}`;
  }
}

const door = (typeName: string) => (self: { readonly runspace: Runspace }) => new Intrinsic(typeName, self.runspace);

/** Expands a double-quoted string's text in the running scope. */
function expandString(runspace: Runspace, text: string): string {
  const block = runspace.createBlock(`"${text.replaceAll('"', '""')}"`);
  return runspace
    .invokeBlock(block, { newScope: false })
    .map((value) => toText(value))
    .join('');
}

export const intrinsicsTypes: readonly TypeDefinition[] = [
  defineType<ExecutionContextObject>({
    name: `${automation}.EngineIntrinsics`,
    assembly: automation,
    members: () => [
      property(`${automation}.SessionState SessionState {get;}`, door('SessionState')),
      property(`${automation}.CommandInvocationIntrinsics InvokeCommand {get;}`, door('CommandInvocationIntrinsics')),
    ],
  }),
  defineType<Intrinsic>({
    name: `${automation}.SessionState`,
    assembly: automation,
    members: () => [
      property(`${automation}.PathIntrinsics Path {get;}`, door('PathIntrinsics')),
      property(`${automation}.PSVariableIntrinsics PSVariable {get;}`, door('PSVariableIntrinsics')),
      property(`${automation}.CommandInvocationIntrinsics InvokeCommand {get;}`, door('CommandInvocationIntrinsics')),
    ],
  }),
  defineType<Intrinsic>({
    name: `${automation}.PathIntrinsics`,
    assembly: automation,
    members: () => [
      property(`${automation}.PathInfo CurrentLocation {get;}`, ({ runspace }: Intrinsic) => {
        const { session } = runspace;
        return new PathInfo(session.location.current, session);
      }),
      method(
        'string GetUnresolvedProviderPathFromPSPath(string path)',
        ({ runspace }: Intrinsic, path: string) => resolvePath(runspace.session, path).path,
      ),
    ],
  }),
  defineType<Intrinsic>({
    name: `${automation}.PSVariableIntrinsics`,
    assembly: automation,
    members: () => [
      method('System.Object GetValue(string name)', ({ runspace }: Intrinsic, name: string) =>
        runspace.session.getVariableValue(name),
      ),
      method(
        'void Set(string name, System.Object value)',
        ({ runspace }: Intrinsic, name: string, value: unknown) => void runspace.session.setVariable(name, value),
      ),
    ],
  }),
  defineType<Intrinsic>({
    name: `${automation}.CommandInvocationIntrinsics`,
    assembly: automation,
    members: () => [
      method('string ExpandString(string source)', ({ runspace }: Intrinsic, source: string) =>
        expandString(runspace, source),
      ),
      method(`${automation}.ScriptBlock NewScriptBlock(string scriptText)`, ({ runspace }: Intrinsic, text: string) =>
        runspace.createBlock(text),
      ),
      method('System.Object InvokeScript(string script)', ({ runspace }: Intrinsic, text: string) =>
        runspace.invokeBlock(runspace.createBlock(text)),
      ),
      method('System.Object InvokeScript(scriptblock scriptBlock)', ({ runspace }: Intrinsic, block: ScriptBlock) =>
        runspace.invokeBlock(block),
      ),
    ],
  }),
];
