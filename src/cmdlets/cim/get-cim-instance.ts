// Get-CimInstance: instances of a CIM class of this machine.
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { CimInstanceFacts } from '../../host/services.ts';
import { cimObject } from './cim-object.ts';
import { type CimPredicate, parseWql, parseWqlCondition, WqlError, type WqlQuery } from './wql.ts';

const cimException = 'Microsoft.Management.Infrastructure.CimException';

function failure(context: CmdletContext, message: string, hresult: string, target: unknown): void {
  context.writeError(context.error(cimException, message, `HRESULT ${hresult}`, 'MetadataError', target));
}

/** Without the properties that were not asked for; those stay, with no value. */
function reduced(instance: CimInstanceFacts, asked: readonly string[] | undefined): CimInstanceFacts {
  if (asked === undefined || asked.includes('*')) return instance;
  const wanted = new Set(asked.map((name) => name.toLowerCase()));
  return {
    ...instance,
    properties: instance.properties.map((property) =>
      wanted.has(property.name.toLowerCase()) ? property : { ...property, value: null },
    ),
  };
}

export const getCimInstance = defineCmdlet({
  name: 'Get-CimInstance',
  aliases: ['gcim'],
  typeName: 'Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand',
  defaultParameterSet: 'ClassNameComputerSet',
  synopsis: 'Gets the CIM instances of a class from a CIM server.',
  parameters: {
    ClassName: {
      type: 'string',
      sets: { ClassNameComputerSet: { position: 0, mandatory: true, pipelineByName: true } },
    },
    Query: { type: 'string', sets: { QueryComputerSet: { mandatory: true, pipelineByName: true } } },
    Namespace: { type: 'string', pipelineByName: true },
    Filter: { type: 'string', sets: { ClassNameComputerSet: { pipelineByName: true } } },
    Property: { type: 'string[]', aliases: ['SelectProperties'], sets: { ClassNameComputerSet: {} } },
    QueryDialect: { type: 'string', sets: { ClassNameComputerSet: {}, QueryComputerSet: {} } },
    KeyOnly: { type: 'switch', sets: { ClassNameComputerSet: {} } },
    Shallow: { type: 'switch' },
    OperationTimeoutSec: { type: 'int', aliases: ['OT'] },
  },
  examples: [
    {
      code: '(Get-CimInstance Win32_OperatingSystem).Caption',
      description: 'The name of the operating system.',
      runnable: false,
    },
  ],
  process(context, p) {
    const namespace = (p.Namespace ?? 'root/cimv2').replaceAll('\\', '/');
    let query: WqlQuery | undefined;
    let where: CimPredicate | undefined;
    try {
      query = p.Query === undefined ? undefined : parseWql(p.Query);
      where = p.Filter === undefined ? query?.where : parseWqlCondition(p.Filter);
    } catch (error) {
      if (!(error instanceof WqlError)) throw error;
      failure(context, error.message, '0x80041017', null);
      return;
    }
    const className = query?.className ?? (p.ClassName as string);
    const instances = context.services.platform.cimInstances(namespace, className);
    if (instances === undefined) {
      failure(context, 'Invalid class ', '0x80041010', className);
      return;
    }
    for (const instance of instances) {
      if (where && !where(instance)) continue;
      context.writeObject(cimObject(reduced(instance, query?.properties ?? p.Property)));
    }
  },
});
