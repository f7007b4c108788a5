// Scripts in this process: one runspace with the engine's own cmdlets, culture en-US.
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PowerShellPeer;

static class Evaluation
{
    public static Runspace Open()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        Environment.SetEnvironmentVariable("PSModulePath", null);
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        return runspace;
    }

    public static Collection<PSObject> Run(Runspace runspace, string script, params object?[] arguments)
    {
        using var powerShell = PowerShell.Create();
        powerShell.Runspace = runspace;
        powerShell.AddScript(script);
        foreach (var argument in arguments) powerShell.AddArgument(argument);
        var result = powerShell.Invoke();
        if (powerShell.Streams.Error.Count > 0) throw new InvalidOperationException(powerShell.Streams.Error[0].ToString());
        return result;
    }

    /// The one value that a script leaves: bare where the pipeline only wrapped it, null for none, an array for several.
    public static object? Single(Runspace runspace, string script)
    {
        var result = Run(runspace, script);
        return result.Count switch
        {
            0 => null,
            1 => result[0],
            _ => result.ToArray(),
        };
    }
}
