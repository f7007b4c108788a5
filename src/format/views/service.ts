// Views of services.
import type { ViewDefinition } from '../../engine/definitions/view.ts';
import { column, entries } from './columns.ts';

export const serviceViews: readonly ViewDefinition[] = [
  {
    name: 'service',
    typeNames: ['System.ServiceProcess.ServiceController'],
    table: { columns: [column('Status', 8), column('Name', 18), column('DisplayName', 38)] },
    list: {
      entries: entries(
        'Name',
        'DisplayName',
        'Status',
        'DependentServices',
        'ServicesDependedOn',
        'CanPauseAndContinue',
        'CanShutdown',
        'CanStop',
        'ServiceType',
      ),
    },
  },
];
