// What this product says of itself, in one place: $PSVersionTable, SESSION_CAPABILITY, the WinRM Identify answer, --version.

export const product = {
  name: 'psremoting',
  version: '0.1.0',
  /** The PowerShell whose language and cmdlets the engine follows. */
  psVersion: '7.6.5',
} as const;
