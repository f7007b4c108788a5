// PowerShell's own out-of-process server, which the package keeps internal.
using System.Management.Automation;
using System.Reflection;

namespace PowerShellPeer;

static class PsrpServer
{
    public static int Run(bool combineErrors)
    {
        var mediator = typeof(PSObject).Assembly.GetType("System.Management.Automation.Remoting.Server.StdIOProcessMediator", throwOnError: true)!;
        var run = mediator.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        // (initialCommand, workingDirectory, configurationName, configurationFile, combineErrOutStream)
        run.Invoke(null, ["", null, null, null, combineErrors]);
        return 0;
    }
}
