// Drives and providers as cmdlets show them: PSDriveInfo and ProviderInfo.
import type { Drive, Provider } from '../../engine/definitions/provider.ts';
import type { SessionState } from '../../engine/session-state.ts';
import { CmdletRecord, defineRecord } from './record.ts';

const space = 'System.Management.Automation';

/** A provider with the drives that it has in the session. */
export function providerRecord(session: SessionState, provider: Provider): CmdletRecord {
  const drives = session.drives().filter((drive) => drive.provider === provider);
  const record: CmdletRecord = new CmdletRecord(
    `${space}.ProviderInfo`,
    { Name: provider.name, ModuleName: provider.moduleName, Home: null, Description: null },
    () => `${provider.moduleName}\\${provider.name}`,
  );
  record.values.set(
    'Drives',
    drives.map((drive) => driveRecordOf(drive, record)),
  );
  return record;
}

function driveRecordOf(drive: Drive, provider: CmdletRecord): CmdletRecord {
  return new CmdletRecord(
    `${space}.PSDriveInfo`,
    {
      Name: drive.name,
      Root: drive.root,
      Description: drive.description,
      CurrentLocation: drive.currentLocation,
      Provider: provider,
      DisplayRoot: null,
    },
    () => drive.name,
  );
}

export function driveRecord(session: SessionState, drive: Drive): CmdletRecord {
  return driveRecordOf(drive, providerRecord(session, drive.provider));
}

export const driveTypes = [
  defineRecord(`${space}.PSDriveInfo`, [
    'string CurrentLocation',
    'string Name',
    'System.Management.Automation.ProviderInfo Provider',
    'string Root',
    'string Description',
    'string DisplayRoot',
  ]),
  defineRecord(`${space}.ProviderInfo`, [
    'string Name',
    'string ModuleName',
    'string Description',
    'string Home',
    'System.Object Drives',
  ]),
];
