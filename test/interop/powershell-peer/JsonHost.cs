// A host that writes each call as a JSON line and, where the call has a result, waits for the answer.
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

sealed class JsonHost : PSHost
{
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _waiting = new();
    readonly JsonUserInterface _ui;
    int _calls;

    public JsonHost() => _ui = new JsonUserInterface(this);

    public override string Name => "powershell-peer";
    public override Version Version { get; } = new(1, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override CultureInfo CurrentCulture => CultureInfo.GetCultureInfo("en-US");
    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");
    public override PSHostUserInterface UI => _ui;
    public override void EnterNestedPrompt() => Tell("EnterNestedPrompt");
    public override void ExitNestedPrompt() => Tell("ExitNestedPrompt");
    public override void NotifyBeginApplication() => Tell("NotifyBeginApplication");
    public override void NotifyEndApplication() => Tell("NotifyEndApplication");
    public override void SetShouldExit(int exitCode) => Tell("SetShouldExit", exitCode);

    public void Answer(int call, JsonNode? value)
    {
        if (_waiting.TryRemove(call, out var answer)) answer.SetResult(value?.DeepClone());
    }

    public void Tell(string method, params JsonNode?[] arguments) => Write(null, method, arguments);

    public JsonNode? Ask(string method, params JsonNode?[] arguments)
    {
        var call = Interlocked.Increment(ref _calls);
        var answer = _waiting[call] = new TaskCompletionSource<JsonNode?>();
        Write(call, method, arguments);
        return answer.Task.Result;
    }

    static void Write(int? call, string method, JsonNode?[] arguments)
        => JsonLines.Write(new JsonObject { ["event"] = "host", ["call"] = call, ["method"] = method, ["arguments"] = new JsonArray(arguments) });
}

sealed class JsonUserInterface(JsonHost host) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new FixedRawUserInterface();
    public override string ReadLine() => (string)host.Ask("ReadLine")!;
    public override SecureString ReadLineAsSecureString() => Secure((string)host.Ask("ReadLineAsSecureString")!);
    public override void Write(string value) => host.Tell("Write", value);
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => host.Tell("Write", foreground.ToString(), background.ToString(), value);
    public override void WriteLine(string value) => host.Tell("WriteLine", value);
    public override void WriteErrorLine(string value) => host.Tell("WriteErrorLine", value);
    public override void WriteDebugLine(string message) => host.Tell("WriteDebugLine", message);
    public override void WriteVerboseLine(string message) => host.Tell("WriteVerboseLine", message);
    public override void WriteWarningLine(string message) => host.Tell("WriteWarningLine", message);
    public override void WriteProgress(long sourceId, ProgressRecord record) => host.Tell("WriteProgress", sourceId, record.Activity, record.PercentComplete);

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        var fields = new JsonArray([.. descriptions.Select(d => (JsonNode?)new JsonObject { ["name"] = d.Name, ["type"] = d.ParameterTypeFullName })]);
        var answer = host.Ask("Prompt", caption, message, fields)!.AsObject();
        return answer.ToDictionary(field => field.Key, field => PSObject.AsPSObject(PipelineJob.FromJson(field.Value)));
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        => (int)host.Ask("PromptForChoice", caption, message, new JsonArray([.. choices.Select(c => (JsonNode?)c.Label)]), defaultChoice)!;

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options)
    {
        var answer = host.Ask("PromptForCredential", caption, message, userName, targetName)!.AsObject();
        return new PSCredential(answer.Text("userName")!, Secure(answer.Text("password")!));
    }

    static SecureString Secure(string text)
    {
        var result = new SecureString();
        foreach (var c in text) result.AppendChar(c);
        return result;
    }
}

/// A console of fixed size that cannot be changed.
sealed class FixedRawUserInterface : PSHostRawUserInterface
{
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; } = 25;
    public override Size BufferSize { get; set; } = new(120, 300);
    public override Size WindowSize { get; set; } = new(120, 50);
    public override Size MaxWindowSize => new(120, 50);
    public override Size MaxPhysicalWindowSize => new(120, 50);
    public override string WindowTitle { get; set; } = "peer";
    public override bool KeyAvailable => false;
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();
    public override void FlushInputBuffer() { }
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
}
