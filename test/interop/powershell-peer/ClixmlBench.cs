// Speed of PowerShell's CLIXML, for comparison in the same run as ours.
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

static class ClixmlBench
{
    /// {script, form?} -> {objects, characters, serializeSeconds, deserializeSeconds}: the best time for one pass over the
    /// objects that the script writes, each a document of its own.
    public static int Run(string[] args)
    {
        var budget = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        using var runspace = Evaluation.Open();
        return JsonLines.Serve(request =>
        {
            object?[] values = [.. Evaluation.Run(runspace, request.Text("script")!)];
            Func<object?, string> serialize = request.Text("form") == "remoting" ? v => RemotingForm.Serialize(v, 1) : PSSerializer.Serialize;
            Func<string, object?> deserialize = request.Text("form") == "remoting" ? RemotingForm.Deserialize : PSSerializer.Deserialize;
            var texts = values.Select(serialize).ToArray();
            return new JsonObject
            {
                ["objects"] = values.Length,
                ["characters"] = texts.Sum(t => (long)t.Length),
                ["serializeSeconds"] = Best(budget, () => { foreach (var value in values) serialize(value); }),
                ["deserializeSeconds"] = Best(budget, () => { foreach (var text in texts) deserialize(text); }),
            };
        });
    }

    public static double Best(double budget, Action pass)
    {
        var best = double.MaxValue;
        for (var total = Stopwatch.StartNew(); total.Elapsed.TotalSeconds < budget;)
        {
            var one = Stopwatch.StartNew();
            pass();
            best = Math.Min(best, one.Elapsed.TotalSeconds);
        }
        return best;
    }
}
