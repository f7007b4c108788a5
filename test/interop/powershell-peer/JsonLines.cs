// JSON values, one a line, UTF-8 without a mark; answers are flushed one by one.
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

static class JsonLines
{
    static readonly TextReader Input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
    static readonly TextWriter Output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
    static readonly JsonSerializerOptions Options = new() { MaxDepth = 2048, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<JsonObject> Read()
    {
        while (Input.ReadLine() is { } line)
            if (line.Length > 0) yield return JsonNode.Parse(line)!.AsObject();
    }

    public static void Write(JsonObject value)
    {
        var line = value.ToJsonString(Options);
        lock (Output) Output.WriteLine(line);
    }

    /// Answers each request in turn; what fails answers `{error}`, with a text that may hold lone surrogates escaped.
    public static int Serve(Func<JsonObject, JsonObject> answer)
    {
        foreach (var request in Read())
        {
            JsonObject result;
            try { result = answer(request); }
            catch (Exception e) { result = new JsonObject { ["error"] = (e.InnerException ?? e).Message, ["errorType"] = (e.InnerException ?? e).GetType().FullName }; }
            Write(result);
        }
        return 0;
    }

    public static string? Text(this JsonObject value, string name) => (string?)value[name];
}
