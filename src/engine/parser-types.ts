// The parser as scripts use it: [System.Management.Automation.Language.Parser]::ParseInput, syntax trees, tokens, errors.
// A node of the tree answers to PowerShell's property names; its type is its kind.
import { defineType, method, property, type TypeDefinition } from '../conversion/index.ts';
import type { ScriptExtent } from '../language/extent.ts';
import type { ParseError } from '../language/parse-error.ts';
import { parse } from '../language/parser/parse.ts';
import { arrayOf } from '../psobject/array.ts';
import { ArrayList } from '../psobject/collections.ts';
import type { PSReference } from '../psobject/ps-reference.ts';
import { netTypeName } from '../psobject/type-name.ts';
import { currentRunspace } from './net-members.ts';
import { isTrue } from './operations.ts';
import type { ScriptBlock } from './script-block.ts';

const language = 'System.Management.Automation.Language';
const assembly = 'System.Management.Automation';

export class ParseErrorView {
  readonly error: ParseError;
  constructor(error: ParseError) {
    this.error = error;
  }
  get [netTypeName](): string {
    return `${language}.ParseError`;
  }
}

interface Node {
  readonly kind: string;
  readonly extent: ScriptExtent;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'kind' in value && 'extent' in value;

/** A node of the tree as a script holds it. One view for each node, so that views compare as nodes do. */
export class AstView {
  readonly node: Node;
  readonly parent: AstView | null;
  constructor(node: Node, parent: AstView | null) {
    this.node = node;
    this.parent = parent;
  }
  get [netTypeName](): string {
    return `${language}.${this.node.kind}`;
  }
  /** The value of a property by PowerShell's name. */
  get(name: string): unknown {
    const key = Object.keys(this.node).find((each) => each.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : this.#shown((this.node as unknown as Record<string, unknown>)[key]);
  }
  #shown(value: unknown): unknown {
    if (value === undefined) return null;
    if (isNode(value)) return new AstView(value, this);
    if (Array.isArray(value)) return new ArrayList(value.map((item) => this.#shown(item)));
    return value;
  }
  /** Nodes below this one, itself first. */
  *descendants(): Generator<AstView> {
    yield this;
    for (const value of Object.values(this.node)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (isNode(item) && item.kind.endsWith('Ast')) yield* new AstView(item, this).descendants();
      }
    }
  }
}

class ExtentView {
  readonly extent: ScriptExtent;
  constructor(extent: ScriptExtent) {
    this.extent = extent;
  }
  get [netTypeName](): string {
    return `${language}.InternalScriptExtent`;
  }
}

function parseInto(text: string, fileName: string | undefined, tokens: PSReference, errors: PSReference): AstView {
  const result = parse(text, fileName);
  tokens.value = arrayOf(`${language}.Token`, [...result.tokens]);
  errors.value = arrayOf(
    `${language}.ParseError`,
    result.errors.map((error) => new ParseErrorView(error)),
  );
  return new AstView(result.ast as Node, null);
}

function matching(self: AstView, predicate: ScriptBlock): AstView[] {
  const runspace = currentRunspace();
  return [...self.descendants()].filter((node) => {
    const results = runspace.invokeBlock(predicate, { arguments: [node], dollarUnder: node });
    return isTrue(results.length === 1 ? results[0] : results.length === 0 ? null : results);
  });
}

/** Kinds of nodes by the class they derive from. */
const nodeKinds: readonly (readonly [base: string, kinds: string])[] = [
  ['StatementAst', 'PipelineBaseAst LoopStatementAst CommandBaseAst'],
  ['Ast', 'StatementAst RedirectionAst CommandElementAst'],
  ['CommandElementAst', 'ExpressionAst'],
  [
    'ExpressionAst',
    'ArrayExpressionAst ArrayLiteralAst AttributedExpressionAst BaseCtorInvokeMemberExpressionAst BinaryExpressionAst ConstantExpressionAst ConvertExpressionAst ErrorExpressionAst ExpandableStringExpressionAst HashtableAst IndexExpressionAst InvokeMemberExpressionAst MemberExpressionAst ParenExpressionAst ScriptBlockExpressionAst StringConstantExpressionAst SubExpressionAst TernaryExpressionAst TypeExpressionAst UnaryExpressionAst UsingExpressionAst VariableExpressionAst',
  ],
  ['PipelineBaseAst', 'AssignmentStatementAst PipelineAst PipelineChainAst'],
  [
    'Ast',
    'AttributeAst CatchClauseAst CommandParameterAst FunctionMemberAst NamedAttributeArgumentAst NamedBlockAst ParamBlockAst ParameterAst PropertyMemberAst ScriptBlockAst StatementBlockAst TypeConstraintAst',
  ],
  [
    'StatementAst',
    'BreakStatementAst ContinueStatementAst DataStatementAst ErrorStatementAst ExitStatementAst FunctionDefinitionAst IfStatementAst ReturnStatementAst SwitchStatementAst ThrowStatementAst TrapStatementAst TryStatementAst TypeDefinitionAst UsingStatementAst',
  ],
  ['CommandBaseAst', 'CommandAst CommandExpressionAst'],
  ['LoopStatementAst', 'DoUntilStatementAst DoWhileStatementAst ForEachStatementAst ForStatementAst WhileStatementAst'],
  ['RedirectionAst', 'FileRedirectionAst MergingRedirectionAst'],
];

export const parserTypes: readonly TypeDefinition[] = [
  defineType<ParseErrorView>({
    name: `${language}.ParseError`,
    assembly,
    members: () => [
      property('string ErrorId {get;}', (self: ParseErrorView) => self.error.errorId),
      property('string Message {get;}', (self: ParseErrorView) => self.error.message),
      property('bool IncompleteInput {get;}', (self: ParseErrorView) => self.error.incompleteInput),
      property('System.Object Extent {get;}', (self: ParseErrorView) => new ExtentView(self.error.extent)),
    ],
  }),
  defineType<ExtentView>({
    name: `${language}.InternalScriptExtent`,
    assembly,
    toText: (self) => self.extent.text,
    members: () => [
      property('string Text {get;}', (self: ExtentView) => self.extent.text),
      property('string File {get;}', (self: ExtentView) => self.extent.file ?? null),
      property('int StartOffset {get;}', (self: ExtentView) => self.extent.startOffset),
      property('int EndOffset {get;}', (self: ExtentView) => self.extent.endOffset),
      property('int StartLineNumber {get;}', (self: ExtentView) => self.extent.startLineNumber),
      property('int StartColumnNumber {get;}', (self: ExtentView) => self.extent.startColumnNumber),
      property('int EndLineNumber {get;}', (self: ExtentView) => self.extent.endLineNumber),
      property('int EndColumnNumber {get;}', (self: ExtentView) => self.extent.endColumnNumber),
    ],
  }),
  {
    name: `${language}.Parser`,
    assembly,
    members: [
      method(
        'static System.Management.Automation.Language.Ast ParseInput(string input, System.Object tokens, System.Object errors)',
        (text: string, tokens: PSReference, errors: PSReference) => parseInto(text, undefined, tokens, errors),
      ),
    ],
  },
  {
    name: `${language}.Ast`,
    assembly,
    members: [
      property('System.Object Extent {get;}', (self: AstView) => new ExtentView(self.node.extent)),
      property('System.Object Parent {get;}', (self: AstView) => self.parent),
      method(
        'System.Object FindAll(scriptblock predicate, bool searchNestedScriptBlocks)',
        (self: AstView, predicate: ScriptBlock) => new ArrayList(matching(self, predicate)),
      ),
      method(
        'System.Object Find(scriptblock predicate, bool searchNestedScriptBlocks)',
        (self: AstView, predicate: ScriptBlock) => matching(self, predicate)[0] ?? null,
      ),
    ],
  },
  ...nodeKinds.flatMap(([base, kinds]) =>
    kinds.split(' ').map((kind) => ({ name: `${language}.${kind}`, base: `${language}.${base}`, assembly })),
  ),
];
