// Time of scripts in PowerShell's engine.
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

static class ScriptBench
{
    public static int Run(string[] args)
    {
        var repeat = 5;
        if (args.Length > 1 && int.TryParse(args[0], out var count))
        {
            repeat = count;
            args = args[1..];
        }
        using var runspace = Evaluation.Open();
        foreach (var script in args)
        {
            var best = double.MaxValue;
            for (var i = 0; i < repeat; i++)
            {
                var watch = Stopwatch.StartNew();
                Evaluation.Run(runspace, script);
                best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            }
            JsonLines.Write(new JsonObject { ["script"] = script, ["milliseconds"] = best });
        }
        return 0;
    }
}
