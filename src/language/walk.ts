// Walking the tree: the children of a node, all nodes below it, and who the parent of each is. Trees may be deep (a chain of a
// thousand `+` leans left), so none of this recurses.
import type { Ast, AstKind, AstOfKind } from './ast/ast.ts';

/** The properties of each kind that hold children, in the order of PowerShell's visitors. */
const childProperties: { readonly [Kind in AstKind]: readonly (keyof AstOfKind<Kind> & string)[] } = {
  ArrayExpressionAst: ['subExpression'],
  ArrayLiteralAst: ['elements'],
  AssignmentStatementAst: ['left', 'right'],
  AttributeAst: ['positionalArguments', 'namedArguments'],
  AttributedExpressionAst: ['attribute', 'child'],
  BaseCtorInvokeMemberExpressionAst: ['expression', 'member', 'arguments'],
  BinaryExpressionAst: ['left', 'right'],
  BreakStatementAst: ['label'],
  CatchClauseAst: ['catchTypes', 'body'],
  CommandAst: ['commandElements', 'redirections'],
  CommandExpressionAst: ['expression', 'redirections'],
  CommandParameterAst: ['argument'],
  ConstantExpressionAst: [],
  ContinueStatementAst: ['label'],
  ConvertExpressionAst: ['type', 'child'],
  DataStatementAst: ['commandsAllowed', 'body'],
  DoUntilStatementAst: ['condition', 'body'],
  DoWhileStatementAst: ['condition', 'body'],
  ErrorExpressionAst: ['nestedAst'],
  ErrorStatementAst: ['nestedAst'],
  ExitStatementAst: ['pipeline'],
  ExpandableStringExpressionAst: ['nestedExpressions'],
  FileRedirectionAst: ['location'],
  ForEachStatementAst: ['variable', 'condition', 'body'],
  ForStatementAst: ['initializer', 'condition', 'iterator', 'body'],
  FunctionDefinitionAst: ['parameters', 'body'],
  FunctionMemberAst: ['returnType', 'attributes', 'parameters', 'body'],
  HashtableAst: ['keyValuePairs'],
  IfStatementAst: ['clauses', 'elseClause'],
  IndexExpressionAst: ['target', 'index'],
  InvokeMemberExpressionAst: ['expression', 'member', 'arguments'],
  MemberExpressionAst: ['expression', 'member'],
  MergingRedirectionAst: [],
  NamedAttributeArgumentAst: ['argument'],
  NamedBlockAst: ['traps', 'statements'],
  ParamBlockAst: ['attributes', 'parameters'],
  ParameterAst: ['attributes', 'name', 'defaultValue'],
  ParenExpressionAst: ['pipeline'],
  PipelineAst: ['pipelineElements'],
  PipelineChainAst: ['lhsPipelineChain', 'rhsPipeline'],
  PropertyMemberAst: ['propertyType', 'attributes', 'initialValue'],
  ReturnStatementAst: ['pipeline'],
  ScriptBlockAst: [
    'usingStatements',
    'paramBlock',
    'dynamicParamBlock',
    'beginBlock',
    'processBlock',
    'endBlock',
    'cleanBlock',
  ],
  ScriptBlockExpressionAst: ['scriptBlock'],
  StatementBlockAst: ['traps', 'statements'],
  StringConstantExpressionAst: [],
  SubExpressionAst: ['subExpression'],
  SwitchStatementAst: ['condition', 'clauses', 'default'],
  TernaryExpressionAst: ['condition', 'ifTrue', 'ifFalse'],
  ThrowStatementAst: ['pipeline'],
  TrapStatementAst: ['trapType', 'body'],
  TryStatementAst: ['body', 'catchClauses', 'finally'],
  TypeConstraintAst: [],
  TypeDefinitionAst: ['attributes', 'baseTypes', 'members'],
  TypeExpressionAst: [],
  UnaryExpressionAst: ['child'],
  UsingExpressionAst: ['subExpression'],
  UsingStatementAst: ['name', 'alias', 'moduleSpecification'],
  VariableExpressionAst: [],
  WhileStatementAst: ['condition', 'body'],
};

/** A clause of if or switch, or a pair of a hashtable: two children that are not a node together. */
type Pair = { readonly condition: Ast; readonly body: Ast } | { readonly key: Ast; readonly value: Ast };

/** The nodes directly below a node, in source order but for traps, which come first. */
export function childrenOf(node: Ast): Ast[] {
  const children: Ast[] = [];
  for (const property of childProperties[node.kind]) {
    const value = (node as unknown as Record<string, Ast | readonly (Ast | Pair)[] | undefined>)[property];
    if (value === undefined) continue;
    if ('kind' in value) children.push(value);
    else for (const item of value) addItem(children, item);
  }
  return children;
}

function addItem(children: Ast[], item: Ast | Pair): void {
  if ('kind' in item) children.push(item);
  else if ('key' in item) children.push(item.key, item.value);
  else children.push(item.condition, item.body);
}

/** The node and all nodes below it, parents first. `enter` may return false to leave out what is below a node. */
export function* nodesOf(root: Ast, enter: (node: Ast) => boolean = () => true): Generator<Ast> {
  const stack: Ast[] = [root];
  while (stack.length > 0) {
    const node = stack.pop()!;
    yield node;
    if (!enter(node)) continue;
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
}

/** The parent of each node below `root`. Nodes have no link to it: few ask, and a map of one script is made in no time. */
export function parentsOf(root: Ast): Map<Ast, Ast> {
  const parents = new Map<Ast, Ast>();
  for (const node of nodesOf(root)) {
    for (const child of childrenOf(node)) parents.set(child, node);
  }
  return parents;
}
