// One pipeline of the client: input from JSON, every record of every stream as a JSON line.
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

sealed class PipelineJob : IDisposable
{
    readonly PowerShell _powerShell = PowerShell.Create();
    readonly PSDataCollection<PSObject> _input = new();
    readonly PSDataCollection<PSObject> _output = new();
    readonly int _id;

    public ManualResetEventSlim Completed { get; } = new();

    public PipelineJob(Runspace runspace, int id, string script)
    {
        _id = id;
        _powerShell.Runspace = runspace;
        _powerShell.AddScript(script);
        _powerShell.InvocationStateChanged += (_, change) => StateChanged(change.InvocationStateInfo);
        var streams = _powerShell.Streams;
        Relay(_output, "output", o => new JsonObject
        {
            ["text"] = o?.ToString(),
            ["type"] = o?.TypeNames.FirstOrDefault(),
            ["clixml"] = PSSerializer.Serialize(o),
        });
        Relay(streams.Error, "error", e => new JsonObject
        {
            ["text"] = e.ToString(),
            ["id"] = e.FullyQualifiedErrorId,
            ["category"] = e.CategoryInfo.ToString(),
            ["exception"] = e.Exception is RemoteException remote ? remote.SerializedRemoteException?.TypeNames.FirstOrDefault() : e.Exception?.GetType().FullName,
            ["position"] = e.InvocationInfo?.PositionMessage,
        });
        Relay(streams.Warning, "warning", w => new JsonObject { ["text"] = w.Message });
        Relay(streams.Verbose, "verbose", v => new JsonObject { ["text"] = v.Message });
        Relay(streams.Debug, "debug", d => new JsonObject { ["text"] = d.Message });
        Relay(streams.Information, "information", i => new JsonObject { ["text"] = i.MessageData?.ToString(), ["source"] = i.Source, ["tags"] = new JsonArray([.. i.Tags.Select(t => (JsonNode?)t)]) });
        Relay(streams.Progress, "progress", p => new JsonObject { ["text"] = p.ToString(), ["activity"] = p.Activity, ["percent"] = p.PercentComplete, ["type"] = p.RecordType.ToString() });
    }

    public void Start(JsonArray? input, bool keepInputOpen)
    {
        if (input is not null) Add(input);
        if (!keepInputOpen) _input.Complete();
        _powerShell.BeginInvoke(_input, _output);
    }

    public void Add(JsonArray values)
    {
        foreach (var value in values) _input.Add(PSObject.AsPSObject(FromJson(value)));
    }

    public void EndInput() => _input.Complete();

    public void Stop() => _powerShell.BeginStop(null, null);

    public void Dispose() => _powerShell.Dispose();

    void Relay<T>(PSDataCollection<T> collection, string stream, Func<T, JsonObject> describe)
    {
        collection.DataAdded += (_, added) =>
        {
            var line = new JsonObject { ["id"] = _id, ["stream"] = stream };
            line["record"] = describe(collection[added.Index]);
            JsonLines.Write(line);
        };
    }

    void StateChanged(PSInvocationStateInfo info)
    {
        if (info.State is not (PSInvocationState.Completed or PSInvocationState.Failed or PSInvocationState.Stopped)) return;
        var reason = info.Reason;
        JsonLines.Write(new JsonObject
        {
            ["id"] = _id,
            ["event"] = "completed",
            ["state"] = info.State.ToString(),
            ["hadErrors"] = _powerShell.HadErrors,
            ["reason"] = reason?.Message,
            ["reasonId"] = (reason as IContainsErrorRecord)?.ErrorRecord?.FullyQualifiedErrorId,
        });
        Completed.Set();
    }

    public static object? FromJson(JsonNode? value) => value switch
    {
        null => null,
        JsonArray array => array.Select(FromJson).ToArray(),
        JsonObject fields when fields["clixml"] is { } clixml => PSSerializer.Deserialize((string)clixml!),
        JsonObject fields => Bag(fields),
        JsonValue scalar when scalar.TryGetValue(out int number) => number,
        JsonValue scalar when scalar.TryGetValue(out double number) => number,
        JsonValue scalar when scalar.TryGetValue(out bool flag) => flag,
        _ => value.GetValue<string>(),
    };

    static PSObject Bag(JsonObject fields)
    {
        var bag = new PSObject();
        foreach (var (name, value) in fields) bag.Properties.Add(new PSNoteProperty(name, FromJson(value)));
        return bag;
    }
}
