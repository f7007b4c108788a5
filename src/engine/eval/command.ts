// CommandAst: finds the command, makes its arguments, and gives the processor that runs it.

import type { CommandElementAst, ExpressionAst } from '../../language/ast/ast.ts';
import type { CommandAst } from '../../language/ast/commands.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { Dictionary } from '../../psobject/collections.ts';
import { PSObject } from '../../psobject/ps-object.ts';
import type { Argument } from '../binder.ts';
import type { Command } from '../command.ts';
import { runtimeError } from '../errors.ts';
import { CommandInvocation } from '../invocation-info.ts';
import { enumerate } from '../members.ts';
import type { Processor } from '../processor.ts';
import { ScriptBlock } from '../script-block.ts';
import type { Streams } from '../streams.ts';
import { toText } from '../text.ts';
import { compileExpression, type Unit } from './compiler.ts';
import type { Frame } from './frame.ts';
import { compileRedirections } from './redirection.ts';

/** Makes the processor of a command with its arguments evaluated. `closers` are called when the pipeline is over. */
export type CommandMaker = (f: Frame, streams: Streams, closers: (() => void)[]) => Processor;

type ArgumentsOf = (f: Frame, into: Argument[]) => void;

export function compileCommand(ast: CommandAst, unit: Unit): CommandMaker {
  const [head, ...elements] = ast.commandElements;
  const name = compileHead(head!, unit);
  const parts = elements.map((element) => compileArgument(element, unit));
  const redirect = ast.redirections.length > 0 ? compileRedirections(ast.redirections, unit) : undefined;
  const dotted = ast.invocationOperator === 'Dot';
  const { extent } = ast;
  return (f, given, closers) => {
    let streams = given;
    if (redirect !== undefined) {
      const result = redirect(f, given);
      ({ streams } = result);
      closers.push(result.close);
    }
    const target = name(f);
    const args: Argument[] = [];
    for (const part of parts) part(f, args);
    const invocation = new CommandInvocation(extent, target instanceof ScriptBlock ? null : target, nameText(head!));
    return f.runspace.createProcessor(f, target, args, invocation, streams, dotted);
  };
}

function nameText(head: CommandElementAst): string {
  return head.kind === 'StringConstantExpressionAst' ? head.value : '&';
}

/** The command that a name, or the value of an expression, means. */
function compileHead(head: CommandElementAst, unit: Unit): (f: Frame) => Command | ScriptBlock {
  if (head.kind === 'StringConstantExpressionAst') {
    const { value } = head;
    return (f) => f.runspace.findCommand(value);
  }
  const expression = compileExpression(head as ExpressionAst, unit);
  return (f) => {
    const value = expression(f);
    const base = value instanceof PSObject ? value.baseObject : value;
    if (base instanceof ScriptBlock) return base;
    if (f.runspace.isCommand(base)) return base;
    const name = base === null || base === automationNull ? '' : toText(value);
    if (name === '') {
      throw runtimeError(
        'BadExpression',
        "The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.",
      );
    }
    return f.runspace.findCommand(name);
  };
}

/** Parameters of commands end in a colon when their value stands with them. */
function compileArgument(element: CommandElementAst, unit: Unit): ArgumentsOf {
  if (element.kind === 'CommandParameterAst') {
    const name = element.parameterName;
    const { text } = element.extent;
    if (element.argument === undefined) {
      const argument: Argument = { name, attached: false, value: true, text };
      return (_f, into) => void into.push(argument);
    }
    const value = compileExpression(element.argument, unit);
    const written = `-${name}:`;
    return (f, into) => {
      const given = value(f);
      into.push({ name, attached: true, value: given === automationNull ? null : given, text: written });
    };
  }
  if (element.kind === 'VariableExpressionAst' && element.splatted) {
    const value = compileExpression(element, unit);
    return (f, into) => splat(value(f), into);
  }
  if (element.kind === 'UsingExpressionAst' && element.extent.text.startsWith('@')) {
    const value = compileExpression(element, unit);
    return (f, into) => splat(value(f), into);
  }
  const value = compileExpression(element, unit);
  if (element.kind === 'ConstantExpressionAst') {
    // A parameter of type string gets a number as it was written: 0x1F, 1kb, 010.
    const argument: Argument = { name: undefined, attached: false, value: element.value, text: element.extent.text };
    return (_f, into) => void into.push(argument);
  }
  return (f, into) => {
    const given = value(f);
    into.push({ name: undefined, attached: false, value: given === automationNull ? null : given });
  };
}

/** `@name`: the entries of a table are named arguments, the items of anything else are positional ones. */
function splat(value: unknown, into: Argument[]): void {
  const base = value instanceof PSObject ? value.baseObject : value;
  if (base === null || base === automationNull) return;
  if (base instanceof Dictionary) {
    for (const [key, item] of base.entries())
      into.push({ name: toText(key), attached: true, value: item, splatted: true });
    return;
  }
  const items = enumerate(base);
  if (items === undefined) {
    into.push({ name: undefined, attached: false, value });
    return;
  }
  for (const item of items) {
    const parameter = splattedParameter(item);
    if (parameter !== undefined) into.push({ name: parameter, attached: false, value: true, text: toText(item) });
    else into.push({ name: undefined, attached: false, value: item });
  }
}

/** `$args` keeps parameters as it got them, so that `@args` passes them on. */
function splattedParameter(item: unknown): string | undefined {
  if (!(item instanceof PSObject)) return undefined;
  const mark = item.members.get('<CommandParameterName>');
  return mark === undefined ? undefined : toText(item.baseObject).replace(/^-/, '').replace(/:$/, '');
}
