// A PSRP client over a child's standard streams, driven by JSON requests:
//   {"run": ID, "script": TEXT, "input": [VALUE...]?, "keepInputOpen": true?}   starts a pipeline
//   {"input": ID, "values": [VALUE...]}   {"endInput": ID}   {"stop": ID}   {"close": true}
//   {"answer": CALL, "value": VALUE}                                            answers a host call
// Answers: {"event": "opened"}, {"id", "stream", "text", ...} for each record, {"id", "event": "completed", "state", "reason"},
// {"event": "host", "call", "method", "arguments"}, {"event": "failed", "reason"}, {"event": "closed"}.
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

static class PsrpClient
{
    public static int Run(string[] args)
    {
        if (args.Length == 0) return 2;
        var host = new JsonHost();
        using var runspace = RunspaceFactory.CreateRunspace(new StreamConnectionInfo("peer", () => Start(args[0])), host, TypeTable.LoadDefaultTypeFiles());
        try { runspace.Open(); }
        catch (Exception e)
        {
            JsonLines.Write(new JsonObject { ["event"] = "failed", ["reason"] = e.Message });
            return 1;
        }
        JsonLines.Write(new JsonObject { ["event"] = "opened", ["serverVersion"] = runspace.Version?.ToString() });
        if (args.Length > 1) RunScripts(runspace, args[1..]);
        else ServeRequests(runspace, host);
        runspace.Close();
        JsonLines.Write(new JsonObject { ["event"] = "closed" });
        return 0;
    }

    static StreamConnection Start(string command)
    {
        var child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec " + command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            Environment = { ["PSModulePath"] = null },
        })!;
        child.StandardInput.AutoFlush = true;
        return new StreamConnection(child.StandardOutput, child.StandardInput, () =>
        {
            try { child.Kill(entireProcessTree: true); } catch (InvalidOperationException) { }
        });
    }

    static void RunScripts(Runspace runspace, string[] scripts)
    {
        for (var id = 0; id < scripts.Length; id++)
        {
            using var job = new PipelineJob(runspace, id, scripts[id]);
            job.Start(new JsonArray(), keepInputOpen: false);
            job.Completed.Wait();
        }
    }

    static void ServeRequests(Runspace runspace, JsonHost host)
    {
        var jobs = new ConcurrentDictionary<int, PipelineJob>();
        foreach (var request in JsonLines.Read())
        {
            if (request["run"] is { } run)
            {
                var job = jobs[(int)run] = new PipelineJob(runspace, (int)run, request.Text("script") ?? "");
                job.Start(request["input"]?.AsArray(), (bool?)request["keepInputOpen"] ?? false);
            }
            else if (request["input"] is { } input) jobs[(int)input].Add(request["values"]!.AsArray());
            else if (request["endInput"] is { } end) jobs[(int)end].EndInput();
            else if (request["stop"] is { } stop) jobs[(int)stop].Stop();
            else if (request["answer"] is { } call) host.Answer((int)call, request["value"]);
            else if (request["close"] is not null) return;
        }
    }
}
