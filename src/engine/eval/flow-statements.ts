// BreakStatementAst, ContinueStatementAst, ReturnStatementAst, ExitStatementAst, ThrowStatementAst.
import type {
  BreakStatementAst,
  ContinueStatementAst,
  ExitStatementAst,
  ReturnStatementAst,
  ThrowStatementAst,
} from '../../language/ast/statements.ts';
import { automationNull } from '../../psobject/automation-null.ts';
import { ErrorRecord } from '../../psobject/error-record.ts';
import { NetException } from '../../psobject/exception.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { ThrownException } from '../../psobject/thrown.ts';
import { errorText } from '../error-text.ts';
import { makeErrorRecord, place } from '../errors.ts';
import { toText } from '../text.ts';
import { isExceptionOf } from '../types.ts';
import { compileValue, expressionOf } from './capture.ts';
import { compileExpression, compileStatement, type Unit } from './compiler.ts';
import { ExitSignal } from './control.ts';
import { type Exec, type Frame, flow } from './frame.ts';
import { writeValue } from './output.ts';

const runtimeException = 'System.Management.Automation.RuntimeException';

function compileJump(ast: BreakStatementAst | ContinueStatementAst, unit: Unit, ended: 1 | 2): Exec {
  const label = ast.label && compileExpression(ast.label, unit);
  if (label === undefined) {
    return (f) => {
      f.label = undefined;
      return ended;
    };
  }
  return (f) => {
    f.label = toText(label(f)).toLowerCase();
    return ended;
  };
}

export function compileBreak(ast: BreakStatementAst, unit: Unit): Exec {
  return compileJump(ast, unit, flow.break);
}

export function compileContinue(ast: ContinueStatementAst, unit: Unit): Exec {
  return compileJump(ast, unit, flow.continue);
}

export function compileReturn(ast: ReturnStatementAst, unit: Unit): Exec {
  if (ast.pipeline === undefined) return () => flow.return;
  const { extent } = ast;
  const expression = expressionOf(ast.pipeline);
  if (expression !== undefined) {
    const value = compileExpression(expression, unit);
    return (f) => {
      f.at = extent;
      const result = value(f);
      f.runspace.succeeded = true;
      writeValue(f.out, result);
      return flow.return;
    };
  }
  const exec = compileStatement(ast.pipeline, unit);
  return (f) => {
    exec(f);
    return flow.return;
  };
}

export function compileExit(ast: ExitStatementAst, unit: Unit): Exec {
  const value = ast.pipeline && compileValue(ast.pipeline, unit);
  return (f) => {
    throw new ExitSignal(value === undefined ? 0 : value(f));
  };
}

export function compileThrow(ast: ThrowStatementAst, unit: Unit): Exec {
  const value = ast.pipeline && compileValue(ast.pipeline, unit);
  const { extent } = ast;
  return (f) => {
    f.at = extent;
    // What a catch block throws on stays what it was.
    const handled = value === undefined ? f.runspace.handledErrors.at(-1) : undefined;
    const thrown = handled ?? toThrow(f, value === undefined ? null : value(f));
    if (thrown.errorRecord!.invocationInfo === undefined) place(thrown.errorRecord!, extent);
    thrown.fromThrow = true;
    thrown.errorRecord!.scriptStackTrace ??= f.runspace.stackTrace();
    if (handled === undefined) thrown.errorRecord!.exception.wasThrownByStatement = true;
    throw thrown;
  };
}

/** What `throw value` throws (ExceptionHandlingOps.ConvertToException). */
function toThrow(f: Frame, value: unknown): ThrownException {
  const base = baseOf(value);
  if (base instanceof ErrorRecord) {
    const wrapped = new NetException(runtimeException, errorText(base), { inner: base.exception });
    return withRecord(makeErrorRecord(base, base.exception), wrapped);
  }
  if (base instanceof NetException) {
    if (isExceptionOf(f.runspace, base, runtimeException)) {
      const record =
        base.errorRecord instanceof ErrorRecord
          ? base.errorRecord
          : new ErrorRecord(base, runtimeErrorId(base), 'NotSpecified', null);
      base.errorRecord = record;
      return withRecord(record, base);
    }
    const wrapped = new NetException(runtimeException, base.message, { inner: base });
    return withRecord(new ErrorRecord(base, base.message, 'OperationStopped', null), wrapped);
  }
  const isNothing = base === null || base === automationNull;
  const message = isNothing ? 'ScriptHalted' : toText(value);
  const exception = new NetException(runtimeException, message);
  const record = new ErrorRecord(exception, message, 'OperationStopped', isNothing ? null : value);
  return withRecord(record, exception);
}

function runtimeErrorId(exception: NetException): string {
  return exception.typeName === runtimeException ? 'RuntimeException' : exception.typeName.replace(/^.*\./, '');
}

function withRecord(record: ErrorRecord, exception: NetException): ThrownException {
  const thrown = new ThrownException(exception, { errorId: record.errorId });
  thrown.errorRecord = record;
  exception.errorRecord = record;
  return thrown;
}
