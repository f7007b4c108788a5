// The value of a pipeline that gave nothing: enumerates as nothing, and becomes $null when it is assigned or passed.

/** System.Management.Automation.Internal.AutomationNull. JavaScript's `undefined` is never a PowerShell value. */
export class AutomationNull {
  static readonly value: AutomationNull = new AutomationNull();
}
