// The value of a pipeline that gave nothing: enumerates as nothing, and becomes $null when it is assigned or passed.

/** System.Management.Automation.Internal.AutomationNull. JavaScript's `undefined` is never a PowerShell value. */
class AutomationNull {
  toString(): string {
    return '';
  }
}

export type { AutomationNull };

/** AutomationNull.Value, compared by identity. */
export const automationNull: AutomationNull = new AutomationNull();
