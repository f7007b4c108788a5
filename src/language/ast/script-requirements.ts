// What the `#requires` lines of a script ask for.

/** A module as `#requires -Modules` or `using module @{...}` names it; versions and the guid are as written. */
export interface ModuleSpecification {
  readonly name: string;
  readonly version: string | undefined;
  readonly requiredVersion: string | undefined;
  readonly maximumVersion: string | undefined;
  readonly guid: string | undefined;
}

export interface ScriptRequirements {
  readonly requiredApplicationId: string | undefined;
  /** `major.minor`, as written after -Version. */
  readonly requiredPSVersion: string | undefined;
  readonly requiredPSEditions: readonly string[];
  readonly requiredModules: readonly ModuleSpecification[];
  readonly requiredAssemblies: readonly string[];
  readonly isElevationRequired: boolean;
}
