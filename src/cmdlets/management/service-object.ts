// System.ServiceProcess.ServiceController as PowerShell shows it, with the properties that Get-Service adds.
import { defineEnum, defineType, property } from '../../conversion/index.ts';
import type { ServiceFacts, ServiceStatus } from '../../host/services.ts';
import { netTypeName } from '../../psobject/type-name.ts';
import { EnumValue } from '../../psobject/values.ts';

const typeName = 'System.ServiceProcess.ServiceController';
const statusTypeName = 'System.ServiceProcess.ServiceControllerStatus';
const startTypeName = 'System.ServiceProcess.ServiceStartMode';

const statuses: Readonly<Record<ServiceStatus, number>> = {
  Stopped: 1,
  StartPending: 2,
  StopPending: 3,
  Running: 4,
  ContinuePending: 5,
  PausePending: 6,
  Paused: 7,
};
const startTypes = { Boot: 0, System: 1, Automatic: 2, Manual: 3, Disabled: 4 } as const;

export class Service {
  readonly facts: ServiceFacts;
  /** Gives the other services of the machine, for those that depend on each other. */
  readonly others: () => readonly ServiceFacts[];
  constructor(facts: ServiceFacts, others: () => readonly ServiceFacts[]) {
    this.facts = facts;
    this.others = others;
  }
  get [netTypeName](): string {
    return typeName;
  }
  toString(): string {
    return typeName;
  }
}

function dependencies(self: Service): Service[] {
  const names = new Set(self.facts.dependsOn.map((name) => name.toLowerCase()));
  return self
    .others()
    .filter((other) => names.has(other.name.toLowerCase()))
    .map((facts) => new Service(facts, self.others));
}

function dependents(self: Service): Service[] {
  const own = self.facts.name.toLowerCase();
  return self
    .others()
    .filter((other) => other.dependsOn.some((name) => name.toLowerCase() === own))
    .map((facts) => new Service(facts, self.others));
}

export const serviceTypes = [
  defineEnum(statusTypeName, statuses),
  defineEnum(startTypeName, startTypes),
  defineType<Service>({
    name: typeName,
    assembly: 'System.ServiceProcess.ServiceController',
    members: [
      property('string ServiceName {get;}', (self: Service) => self.facts.name),
      property('string Name {get;}', (self: Service) => self.facts.name),
      property('string DisplayName {get;}', (self: Service) => self.facts.displayName),
      property('string Description {get;}', (self: Service) => self.facts.description),
      property(
        `${statusTypeName} Status {get;}`,
        ({ facts }: Service) => new EnumValue(statusTypeName, statuses[facts.status], facts.status),
      ),
      property(
        `${startTypeName} StartType {get;}`,
        ({ facts }: Service) => new EnumValue(startTypeName, startTypes[facts.startType], facts.startType),
      ),
      property('bool CanStop {get;}', (self: Service) => self.facts.canStop),
      property('bool CanShutdown {get;}', () => false),
      property('bool CanPauseAndContinue {get;}', () => false),
      property(`${typeName}[] ServicesDependedOn {get;}`, dependencies),
      property(`${typeName}[] DependentServices {get;}`, dependents),
      property('string MachineName {get;}', () => '.'),
    ],
  }),
];
