// Variables with a drive: `$env:PATH`, `$function:name`, `$alias:name`, `$variable:name`, and the content of files.
import { automationNull } from '../psobject/automation-null.ts';
import type { Frame } from './eval/frame.ts';
import { ScriptBlock } from './script-block.ts';
import { toText } from './text.ts';

export function readDriveVariable(f: Frame, drive: string, path: string): unknown {
  switch (drive.toLowerCase()) {
    case 'env':
      return f.runspace.environment.get(path) ?? null;
    case 'function':
      return f.session.getFunction(path)?.scriptBlock ?? null;
    case 'alias':
      return f.session.getAlias(path)?.definition ?? null;
    case 'variable':
      return f.scope.lookup(path.toLowerCase()) ?? null;
    default: {
      const value = f.runspace.readContent(`${drive}:${path}`);
      return value.length === 0 ? null : value.length === 1 ? value[0] : value;
    }
  }
}

export function writeDriveVariable(f: Frame, drive: string, path: string, value: unknown): void {
  const given = value === automationNull ? null : value;
  switch (drive.toLowerCase()) {
    case 'env':
      f.runspace.environment.set(path, given === null || given === '' ? undefined : toText(given));
      return;
    case 'function':
      if (given === null) f.session.removeFunction(path);
      else if (given instanceof ScriptBlock) f.session.setFunction(path, given);
      else f.session.setFunction(path, f.runspace.createBlock(toText(given)));
      return;
    case 'alias':
      f.session.setAlias(path, toText(given));
      return;
    case 'variable':
      f.scope.set(path.toLowerCase(), path, given);
      return;
    default:
      f.runspace.writeContent(`${drive}:${path}`, given);
  }
}
