// The table of CIM classes, by lower-case name.
import type { CimClass } from './cim-class.ts';
import { win32ComputerSystem } from './win32-computer-system.ts';
import { win32LogicalDisk } from './win32-logical-disk.ts';
import { win32OperatingSystem } from './win32-operating-system.ts';
import { win32Process } from './win32-process.ts';
import { win32Processor } from './win32-processor.ts';
import { win32QuickFixEngineering } from './win32-quick-fix-engineering.ts';
import { win32Service } from './win32-service.ts';

export const cimClasses: ReadonlyMap<string, CimClass> = new Map(
  [
    win32ComputerSystem,
    win32LogicalDisk,
    win32OperatingSystem,
    win32Process,
    win32Processor,
    win32QuickFixEngineering,
    win32Service,
  ].map((cimClass) => [cimClass.name.toLowerCase(), cimClass]),
);
