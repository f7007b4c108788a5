// .NET types that are bound to the engine: script blocks, variables, error records, invocation facts, files.

import { construct, defineEnum, defineType, method, property, type TypeDefinition } from '../conversion/index.ts';
import { type ErrorCategory, ErrorRecord, errorCategories } from '../psobject/error-record.ts';
import type { NetException } from '../psobject/exception.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { SwitchParameter } from '../psobject/values.ts';
import { closureOf } from './closure.ts';
import type { CommandRuntime } from './command-runtime.ts';
import { errorText } from './error-text.ts';
import { categoryFacts, categoryText, fullyQualifiedErrorId } from './errors.ts';
import { exceptionTypes } from './exception-types.ts';
import { GenericCollection } from './generic-collection.ts';
import { hostTypes } from './host-types.ts';
import { intrinsicsTypes } from './intrinsics-types.ts';
import type { CommandInvocation } from './invocation-info.ts';
import { memberSetTypes } from './member-set.ts';
import { currentRunspace } from './net-members.ts';
import { parserTypes } from './parser-types.ts';
import type { PathInfo } from './path-info.ts';
import { recordTypes } from './record-types.ts';
import type { ScriptBlock } from './script-block.ts';
import type { Variable } from './variable.ts';

const automation = 'System.Management.Automation';
const assembly = automation;

const result = (items: unknown[]): unknown => (items.length === 0 ? null : items.length === 1 ? items[0] : items);

const scriptBlockType = defineType<ScriptBlock>({
  name: `${automation}.ScriptBlock`,
  assembly,
  toText: (block) => block.text,
  members: () => [
    property('System.Management.Automation.Language.Ast Ast {get;}', (self: ScriptBlock) => self.ast),
    property('string File {get;}', (self: ScriptBlock) => self.file ?? null),
    property('guid Id {get;}', (self: ScriptBlock) => self.id),
    property('bool IsFilter {get;}', (self: ScriptBlock) => self.code.isFilter),
    method(
      'System.Object Invoke(Params System.Object[] args)',
      (self: ScriptBlock, args: unknown[]) =>
        new GenericCollection(currentRunspace().invokeBlock(self, { arguments: args })),
    ),
    method('System.Object InvokeReturnAsIs(Params System.Object[] args)', (self: ScriptBlock, args: unknown[]) =>
      result(currentRunspace().invokeBlock(self, { arguments: args })),
    ),
    method('scriptblock GetNewClosure()', (self: ScriptBlock) => closureOf(self, currentRunspace())),
    method('static scriptblock Create(string script)', (script: string) => currentRunspace().createBlock(script)),
  ],
});

const variableType = defineType<Variable>({
  name: `${automation}.PSVariable`,
  assembly,
  members: () => [
    property('string Name {get;}', (self: Variable) => self.name),
    property(
      'System.Object Value {get;set;}',
      (self: Variable) => self.value,
      (self: Variable, value: unknown) => {
        self.value = value;
      },
    ),
    property(
      'string Description {get;set;}',
      (self: Variable) => self.description,
      (self: Variable, value: string) => {
        self.description = value;
      },
    ),
    property(
      'System.Management.Automation.ScopedItemOptions Options {get;set;}',
      (self: Variable) => self.options,
      (self: Variable, value: { value: bigint }) => {
        self.options = Number(value.value);
      },
    ),
    property('string ModuleName {get;}', () => ''),
  ],
});

const errorRecordType = defineType<ErrorRecord>({
  name: `${automation}.ErrorRecord`,
  assembly,
  toText: errorText,
  members: () => [
    construct(
      'System.Management.Automation.ErrorRecord new(System.Exception exception, string errorId, System.Management.Automation.ErrorCategory errorCategory, System.Object targetObject)',
      (exception: NetException, errorId: string, category: { text: ErrorCategory }, target: unknown) =>
        new ErrorRecord(exception, errorId, category.text, target),
    ),
    property('System.Exception Exception {get;}', (self: ErrorRecord) => self.exception),
    property('System.Object TargetObject {get;}', (self: ErrorRecord) => self.targetObject),
    property(
      'System.Management.Automation.ErrorCategoryInfo CategoryInfo {get;}',
      (self: ErrorRecord) => new CategoryView(self),
    ),
    property('string FullyQualifiedErrorId {get;}', (self: ErrorRecord) => fullyQualifiedErrorId(self)),
    property(
      'System.Management.Automation.ErrorDetails ErrorDetails {get;set;}',
      (self: ErrorRecord) => self.errorDetails ?? null,
      (self: ErrorRecord, value: ErrorRecord['errorDetails']) => {
        self.errorDetails = value;
      },
    ),
    property(
      'System.Management.Automation.InvocationInfo InvocationInfo {get;}',
      (self: ErrorRecord) => self.invocationInfo ?? null,
    ),
    property('string ScriptStackTrace {get;}', (self: ErrorRecord) => self.scriptStackTrace ?? null),
  ],
});

interface Details {
  readonly message: string;
  recommendedAction: string | undefined;
  readonly [netTypeName]: string;
}

const errorDetailsType = defineType<Details>({
  name: `${automation}.ErrorDetails`,
  assembly,
  toText: (self) => self.message,
  members: () => [
    construct(
      'System.Management.Automation.ErrorDetails new(string message)',
      (message: string): Details => ({
        message,
        recommendedAction: undefined,
        [netTypeName]: `${automation}.ErrorDetails`,
      }),
    ),
    property('string Message {get;}', (self: Details) => self.message),
    property(
      'string RecommendedAction {get;set;}',
      (self: Details) => self.recommendedAction ?? '',
      (self: Details, value: string) => {
        self.recommendedAction = value;
      },
    ),
  ],
});

/** ErrorCategoryInfo with its computed parts. */
class CategoryView {
  readonly record: ErrorRecord;
  constructor(record: ErrorRecord) {
    this.record = record;
  }
  get [netTypeName](): string {
    return `${automation}.ErrorCategoryInfo`;
  }
  get facts() {
    return categoryFacts(this.record);
  }
}

const categoryType = defineType<CategoryView>({
  name: `${automation}.ErrorCategoryInfo`,
  assembly,
  toText: (self) => categoryText(self.record),
  members: () => [
    property('System.Management.Automation.ErrorCategory Category {get;}', (self: CategoryView) => self.facts.category),
    property(
      'string Activity {get;set;}',
      (self: CategoryView) => self.facts.activity,
      (self: CategoryView, value: string) => {
        self.record.categoryInfo.activity = value;
      },
    ),
    property(
      'string Reason {get;set;}',
      (self: CategoryView) => self.facts.reason,
      (self: CategoryView, value: string) => {
        self.record.categoryInfo.reason = value;
      },
    ),
    property(
      'string TargetName {get;set;}',
      (self: CategoryView) => self.facts.targetName,
      (self: CategoryView, value: string) => {
        self.record.categoryInfo.targetName = value;
      },
    ),
    property(
      'string TargetType {get;set;}',
      (self: CategoryView) => self.facts.targetType,
      (self: CategoryView, value: string) => {
        self.record.categoryInfo.targetType = value;
      },
    ),
    method('string GetMessage()', (self: CategoryView) => categoryText(self.record)),
  ],
});

const invocationType = defineType<CommandInvocation>({
  name: `${automation}.InvocationInfo`,
  assembly,
  members: () => [
    property('System.Management.Automation.CommandInfo MyCommand {get;}', (self: CommandInvocation) => self.myCommand),
    property('System.Object BoundParameters {get;}', (self: CommandInvocation) => self.boundTable),
    property('System.Object UnboundArguments {get;}', (self: CommandInvocation) => [...self.unboundArguments]),
    property('int ScriptLineNumber {get;}', (self: CommandInvocation) => self.scriptLineNumber),
    property('int OffsetInLine {get;}', (self: CommandInvocation) => self.offsetInLine),
    property('string ScriptName {get;}', (self: CommandInvocation) => self.scriptName ?? ''),
    property('string Line {get;}', (self: CommandInvocation) => self.line),
    property('string Statement {get;}', (self: CommandInvocation) => self.statement),
    property('string PositionMessage {get;}', (self: CommandInvocation) => self.positionMessage),
    property('string InvocationName {get;}', (self: CommandInvocation) => self.invocationName),
    property('int PipelineLength {get;}', (self: CommandInvocation) => self.pipelineLength),
    property('int PipelinePosition {get;}', (self: CommandInvocation) => self.pipelinePosition),
    property('bool ExpectingInput {get;}', (self: CommandInvocation) => self.expectingInput),
  ],
});

const pathInfoType = defineType<PathInfo>({
  name: `${automation}.PathInfo`,
  assembly,
  toText: (self) => self.path,
  members: () => [
    property('string Path {get;}', (self: PathInfo) => self.path),
    property('string ProviderPath {get;}', (self: PathInfo) => self.location.path),
    property('System.Object Drive {get;}', (self: PathInfo) => self.location.drive),
    property('System.Object Provider {get;}', (self: PathInfo) => self.location.drive.provider),
  ],
});

const commandType = (name: string, base: string): TypeDefinition => ({
  name: `${automation}.${name}`,
  assembly,
  base,
  members: [
    property('string Name {get;}', (self: { name: string }) => self.name),
    property(
      'System.Management.Automation.CommandTypes CommandType {get;}',
      (self: { commandType: string }) => self.commandType,
    ),
    property('string ModuleName {get;}', (self: { moduleName: string }) => self.moduleName),
    property(
      'string Definition {get;}',
      (self: { definition?: string; scriptBlock?: ScriptBlock; path?: string; name: string }) =>
        self.definition ?? self.scriptBlock?.text ?? self.path ?? self.name,
    ),
    property('scriptblock ScriptBlock {get;}', (self: { scriptBlock?: ScriptBlock }) => self.scriptBlock ?? null),
  ],
});

const switchType = defineType<SwitchParameter>({
  name: `${automation}.SwitchParameter`,
  kind: 'struct',
  assembly,
  toText: (self) => (self.isPresent ? 'True' : 'False'),
  equals: (a, b) => a.isPresent === (b instanceof SwitchParameter ? b.isPresent : b === true),
  defaultValue: () => new SwitchParameter(false),
  members: () => [
    construct('switch new(bool isPresent)', (isPresent: boolean) => new SwitchParameter(isPresent)),
    property('bool IsPresent {get;}', (self: SwitchParameter) => self.isPresent),
    property('static switch Present {get;}', () => new SwitchParameter(true)),
    method('bool ToBool()', (self: SwitchParameter) => self.isPresent),
  ],
});

const cmdletType = defineType<CommandRuntime>({
  name: `${automation}.PSScriptCmdlet`,
  assembly,
  members: () => [
    property('string ParameterSetName {get;}', (self: CommandRuntime) => self.parameterSet),
    property(
      'System.Management.Automation.InvocationInfo MyInvocation {get;}',
      (self: CommandRuntime) => self.invocation,
    ),
    property('System.Object Host {get;}', (self: CommandRuntime) => self.processor.runspace.hostObject),
    property('bool Stopping {get;}', () => false),
    method('void WriteObject(System.Object sendToPipeline)', (self: CommandRuntime, value: unknown) =>
      self.writeObject(value),
    ),
    method(
      'void WriteObject(System.Object sendToPipeline, bool enumerateCollection)',
      (self: CommandRuntime, value: unknown, enumerate: boolean) => self.writeObject(value, enumerate),
    ),
    method(
      'void WriteError(System.Management.Automation.ErrorRecord errorRecord)',
      (self: CommandRuntime, record: ErrorRecord) => self.writeError(record),
    ),
    method('void WriteWarning(string text)', (self: CommandRuntime, text: string) => self.writeWarning(text)),
    method('void WriteVerbose(string text)', (self: CommandRuntime, text: string) => self.writeVerbose(text)),
    method('void WriteDebug(string text)', (self: CommandRuntime, text: string) => self.writeDebug(text)),
    {
      ...method(
        'void ThrowTerminatingError(System.Management.Automation.ErrorRecord errorRecord)',
        (self: CommandRuntime, record: ErrorRecord) => self.throwTerminating(record),
      ),
      rethrows: true,
    },
    method('bool ShouldProcess(string target)', (self: CommandRuntime, target: string) => self.shouldProcess(target)),
    method('bool ShouldProcess(string target, string action)', (self: CommandRuntime, target: string, action: string) =>
      self.shouldProcess(target, action),
    ),
    method(
      'bool ShouldContinue(string query, string caption)',
      (self: CommandRuntime, query: string, caption: string) => self.shouldContinue(query, caption),
    ),
    method(
      'System.Object GetVariableValue(string name)',
      (self: CommandRuntime, name: string) => self.session.getVariableValue(name) ?? null,
    ),
  ],
});

const enums: readonly TypeDefinition[] = [
  defineEnum(`${automation}.ErrorCategory`, errorCategories, { assembly }),
  defineEnum(
    `${automation}.ScopedItemOptions`,
    { None: 0, ReadOnly: 1, Constant: 2, Private: 4, AllScope: 8, Unspecified: 16 },
    { isFlags: true, assembly },
  ),
  defineEnum(
    `${automation}.CommandTypes`,
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
    { isFlags: true, assembly },
  ),
  defineEnum(
    `${automation}.ActionPreference`,
    ['SilentlyContinue', 'Stop', 'Continue', 'Inquire', 'Ignore', 'Suspend', 'Break'],
    { assembly },
  ),
  defineEnum(`${automation}.ConfirmImpact`, ['None', 'Low', 'Medium', 'High'], { assembly }),
  defineEnum(`${automation}.WhereOperatorSelectionMode`, ['Default', 'First', 'Last', 'SkipUntil', 'Until', 'Split'], {
    assembly,
  }),
];

/** Types that the engine adds to those of src/dotnet. */
export const engineTypes: readonly TypeDefinition[] = [
  ...exceptionTypes,
  ...recordTypes,
  ...intrinsicsTypes,
  ...enums,
  scriptBlockType,
  variableType,
  errorRecordType,
  categoryType,
  invocationType,
  pathInfoType,
  errorDetailsType,
  switchType,
  cmdletType,
  ...memberSetTypes,
  ...hostTypes,
  ...parserTypes,
  { name: `${automation}.PSObject`, assembly },
  { name: `${automation}.PSCustomObject`, assembly },
  {
    name: `${automation}.PSReference`,
    assembly,
    members: () => [
      property(
        'System.Object Value {get;set;}',
        (self: PSReference) => self.value,
        (self: PSReference, value: unknown) => {
          self.value = value;
        },
      ),
    ],
  },
  { name: `${automation}.CommandInfo`, assembly },
  commandType('FunctionInfo', `${automation}.CommandInfo`),
  commandType('FilterInfo', `${automation}.FunctionInfo`),
  commandType('AliasInfo', `${automation}.CommandInfo`),
  commandType('CmdletInfo', `${automation}.CommandInfo`),
  commandType('ExternalScriptInfo', `${automation}.CommandInfo`),
  commandType('ApplicationInfo', `${automation}.CommandInfo`),
];
