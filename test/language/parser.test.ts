// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the scripts are PowerShell's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, parseExpandable } from '../../src/language/parser/parse.ts';
import { dump, dumpScript } from './dump.ts';

/** What each script is parsed to; kinds, extents and details of these were compared with PowerShell's own parser. */
const trees: readonly [string, string][] = [
  [
    '1 + 2 * 3',
    'Pipeline(CommandExpression(BinaryExpression:Plus(Constant 1 BinaryExpression:Multiply(Constant 2 Constant 3))))',
  ],
  [
    '1..3 -join ","',
    "Pipeline(CommandExpression(BinaryExpression:Join(BinaryExpression:DotDot(Constant 1 Constant 3) StringConstantExpression',')))",
  ],
  [
    '$a = 1, 2',
    'AssignmentStatement:Equals(VariableExpression$a CommandExpression(ArrayLiteral(ConstantExpression 1 ConstantExpression 2)))',
  ],
  [
    'Get-Item -Path:a b -- -c',
    "Pipeline(Command(StringConstantExpression'Get-Item' CommandParameter-Path(StringConstantExpression'a') StringConstantExpression'b' CommandParameter-- StringConstantExpression'-c'))",
  ],
  [
    'a && b || c',
    "PipelineChain(PipelineChain(Pipeline(Command(StringConstantExpression'a')) Pipeline(Command(StringConstantExpression'b'))) Pipeline(Command(StringConstantExpression'c')))",
  ],
  [
    '$x ? 1 : 2',
    'Pipeline(CommandExpression(TernaryExpression(VariableExpression$x ConstantExpression 1 ConstantExpression 2)))',
  ],
  [
    '${a}?.b?[0] ?? 1',
    "Pipeline(CommandExpression(BinaryExpression:QuestionQuestion(IndexExpression(MemberExpression(VariableExpression$a StringConstantExpression'b') ConstantExpression 0) ConstantExpression 1)))",
  ],
  [
    '"a$b.c$(1)"',
    'Pipeline(CommandExpression(ExpandableStringExpression"a|.c|"(VariableExpression$b SubExpression(StatementBlock(Pipeline(CommandExpression(ConstantExpression 1)))))))',
  ],
  [
    'echo --% a | b',
    "Pipeline(Command(StringConstantExpression'echo' StringConstantExpression'--%' StringConstantExpression'a ') Command(StringConstantExpression'b'))",
  ],
  [
    '[int[]]$x = @(1)',
    'AssignmentStatement:Equals(ConvertExpression(TypeConstraint[int[]] VariableExpression$x) CommandExpression(ArrayExpression(StatementBlock(Pipeline(CommandExpression(ConstantExpression 1))))))',
  ],
  [
    'a 2>&1 >> f',
    "Pipeline(Command(StringConstantExpression'a' MergingRedirection FileRedirection(StringConstantExpression'f')))",
  ],
  [
    '$using:a.b',
    "Pipeline(CommandExpression(UsingExpression(MemberExpression(VariableExpression$a StringConstantExpression'b'))))",
  ],
  [
    '[math]::Max(1, 2)',
    "Pipeline(CommandExpression(InvokeMemberExpression(TypeExpression[math] StringConstantExpression'Max' ConstantExpression 1 ConstantExpression 2)))",
  ],
  [
    ':x foreach ($i in 1) { break x }',
    "ForEachStatement(VariableExpression$i Pipeline(CommandExpression(ConstantExpression 1)) StatementBlock(BreakStatement(StringConstantExpression'x')))",
  ],
];

for (const [script, tree] of trees) {
  test(`parses ${script}`, () => {
    assert.equal(dumpScript(script), tree.replaceAll(/\bConstant (?=\d)/g, 'ConstantExpression '));
    assert.deepEqual(parse(script).errors, []);
  });
}

test('extents cover each node, and lines and columns follow from them', () => {
  const { ast } = parse('foo\n  $abc + 1', 'x.ps1');
  const [, statement] = ast.endBlock!.statements;
  assert.equal(statement!.extent.text, '$abc + 1');
  assert.equal(statement!.extent.startLineNumber, 2);
  assert.equal(statement!.extent.startColumnNumber, 3);
  assert.equal(statement!.extent.endColumnNumber, 11);
  assert.equal(statement!.extent.file, 'x.ps1');
});

test('named blocks, parameters and attributes stand in their places', () => {
  const { ast, errors } = parse(
    '[CmdletBinding()]param([Parameter(Mandatory)][string]$Name = "x") begin {1} process {2} end {3} clean {4}',
  );
  assert.deepEqual(errors, []);
  assert.equal(
    dump(ast.paramBlock!),
    "ParamBlock(Attribute[CmdletBinding] Parameter(Attribute[Parameter](NamedAttributeArgument(ConstantExpression true)) TypeConstraint[string] VariableExpression$Name StringConstantExpression'x'))",
  );
  assert.deepEqual(
    [ast.beginBlock, ast.processBlock, ast.endBlock, ast.cleanBlock].map((block) => block?.blockKind),
    ['Begin', 'Process', 'End', 'Clean'],
  );
});

test('the statements of a filter are its process block', () => {
  const [definition] = parse('filter f { $_ }').ast.endBlock!.statements;
  assert.equal(definition?.kind, 'FunctionDefinitionAst');
  if (definition?.kind !== 'FunctionDefinitionAst') return;
  assert.equal(definition.body.processBlock?.statements.length, 1);
  assert.equal(definition.body.endBlock, undefined);
});

test('classes have properties, methods and constructors that call their base', () => {
  const { ast, errors } = parse(
    'class A : B { [int]$x = 1; static [string] f([int]$a) { return "" } A() : base(1) { } }',
  );
  assert.deepEqual(errors, []);
  const [type] = ast.endBlock!.statements;
  assert.ok(type?.kind === 'TypeDefinitionAst');
  assert.deepEqual(
    type.members.map((member) => [member.kind, member.name, member.isStatic]),
    [
      ['PropertyMemberAst', 'x', false],
      ['FunctionMemberAst', 'f', true],
      ['FunctionMemberAst', 'A', false],
    ],
  );
  const member = type.members[2]!;
  assert.ok(member.kind === 'FunctionMemberAst');
  const [call] = member.body.endBlock!.statements;
  assert.ok(call?.kind === 'CommandExpressionAst');
  assert.equal(call.expression.kind, 'BaseCtorInvokeMemberExpressionAst');
});

test('an enum has labels with and without values', () => {
  const [type] = parse('[Flags()] enum E : byte { a; b = 4 }').ast.endBlock!.statements;
  assert.ok(type?.kind === 'TypeDefinitionAst');
  assert.deepEqual(
    type.members.map((member) =>
      member.kind === 'PropertyMemberAst' ? [member.name, member.initialValue?.extent.text] : [],
    ),
    [
      ['a', undefined],
      ['b', '4'],
    ],
  );
});

test('#requires lines are collected', () => {
  const { ast, errors } = parse(
    "#requires -Version 7 -Modules Foo, @{ModuleName='Bar';ModuleVersion='1.2'}\n#Requires -PSEdition Core -RunAsAdministrator\n1",
  );
  assert.deepEqual(errors, []);
  const requirements = ast.scriptRequirements!;
  assert.equal(requirements.requiredPSVersion, '7.0');
  assert.deepEqual(requirements.requiredPSEditions, ['Core']);
  assert.equal(requirements.isElevationRequired, true);
  assert.deepEqual(
    requirements.requiredModules.map(({ name, version }) => [name, version]),
    [
      ['Foo', undefined],
      ['Bar', '1.2'],
    ],
  );
});

test('an expandable string is parsed for ExpandString, quotes and all', () => {
  const { ast, errors } = parseExpandable('say "$name" $(1 + "x")');
  assert.deepEqual(errors, []);
  assert.ok(ast.kind === 'ExpandableStringExpressionAst');
  assert.deepEqual(ast.literals, ['say "', '" ', '']);
  assert.equal(ast.nestedExpressions.length, 2);
  assert.equal(parseExpandable('plain').ast.kind, 'StringConstantExpressionAst');
});

test('names from outside are only names', () => {
  const { ast } = parse('$__proto__ = @{ constructor = 1; __proto__ = 2 }');
  assert.match(dump(ast), /\$__proto__.*'constructor'.*'__proto__'/);
});
