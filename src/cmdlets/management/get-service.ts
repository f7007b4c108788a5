// Get-Service: the services of this machine.

import { hasWildcard, wildcardPattern } from '../../conversion/wildcard.ts';
import { type CmdletContext, defineCmdlet } from '../../engine/definitions/cmdlet.ts';
import type { ServiceFacts } from '../../host/services.ts';
import { baseOf } from '../../psobject/ps-object.ts';
import { Service } from './service-object.ts';

function matching(
  context: CmdletContext,
  services: readonly ServiceFacts[],
  names: readonly string[],
  key: 'name' | 'displayName',
): ServiceFacts[] {
  return names.flatMap((name) => {
    const pattern = wildcardPattern(name);
    const found = services.filter((service) => pattern.test(service[key]));
    if (found.length === 0 && !hasWildcard(name)) {
      const what = key === 'name' ? 'service name' : 'display name';
      context.writeError(
        context.error(
          'Microsoft.PowerShell.Commands.ServiceCommandException',
          `Cannot find any service with ${what} '${name}'.`,
          key === 'name' ? 'NoServiceFoundForGivenName' : 'NoServiceFoundForGivenDisplayName',
          'ObjectNotFound',
          name,
        ),
      );
    }
    return found;
  });
}

export const getService = defineCmdlet({
  name: 'Get-Service',
  aliases: ['gsv'],
  defaultParameterSet: 'Default',
  synopsis: 'Gets the services on the computer.',
  parameters: {
    Name: {
      type: 'string[]',
      aliases: ['ServiceName'],
      sets: { Default: { position: 0, pipelineByName: true, pipeline: true } },
    },
    DisplayName: { type: 'string[]', sets: { DisplayName: { mandatory: true } } },
    InputObject: { type: 'object[]', sets: { InputObject: { mandatory: true, pipeline: true } } },
    Include: { type: 'string[]' },
    Exclude: { type: 'string[]' },
    DependentServices: { type: 'switch', aliases: ['DS'] },
    RequiredServices: { type: 'switch', aliases: ['SDO', 'ServicesDependedOn'] },
  },
  examples: [{ code: 'Get-Service | Out-Null', description: 'All services.' }],
  process(context, p) {
    const all = context.services.platform.services();
    let found: readonly ServiceFacts[] = all;
    if (p.InputObject !== undefined) {
      found = p.InputObject.map(baseOf).flatMap((each) => (each instanceof Service ? [each.facts] : []));
    } else if (p.DisplayName !== undefined) found = matching(context, all, p.DisplayName, 'displayName');
    else if (p.Name !== undefined) found = matching(context, all, p.Name, 'name');
    const included = (p.Include ?? []).map((pattern) => wildcardPattern(pattern));
    const excluded = (p.Exclude ?? []).map((pattern) => wildcardPattern(pattern));
    const seen = new Set<ServiceFacts>();
    const write = (service: ServiceFacts): void => {
      if (seen.has(service)) return;
      seen.add(service);
      context.writeObject(new Service(service, () => all));
    };
    const sorted = [...found].sort((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));
    for (const service of sorted) {
      if (included.length > 0 && !included.some((pattern) => pattern.test(service.name))) continue;
      if (excluded.some((pattern) => pattern.test(service.name))) continue;
      if (p.DependentServices) {
        const own = service.name.toLowerCase();
        all.filter((other) => other.dependsOn.some((name) => name.toLowerCase() === own)).forEach(write);
      } else if (p.RequiredServices) {
        const names = new Set(service.dependsOn.map((name) => name.toLowerCase()));
        all.filter((other) => names.has(other.name.toLowerCase())).forEach(write);
      } else write(service);
    }
  },
});
