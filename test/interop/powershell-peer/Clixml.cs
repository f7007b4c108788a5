// The oracle for CLIXML: PowerShell's own serializer on values that scripts make. Texts that hold lone surrogates cannot
// travel in JSON, so CLIXML comes and goes as UTF-16 in base64 when a request says so with `"base64": true`.
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

static class Clixml
{
    /// {script, depth?, form?: "document" | "remoting"} -> {clixml}. A script that writes one object serializes that object.
    public static int Serialize()
    {
        using var runspace = Evaluation.Open();
        return JsonLines.Serve(request =>
        {
            var value = Evaluation.Single(runspace, request.Text("script")!);
            var depth = (int?)request["depth"] ?? 1;
            return new JsonObject { ["clixml"] = Out(request, request.Text("form") == "remoting" ? RemotingForm.Serialize(value, depth) : PSSerializer.Serialize(value, depth)) };
        });
    }

    /// {clixml, form?, script?} -> {description, clixml, result?}: the value described, serialized again, and what `script`
    /// makes of it as `$args[0]`.
    public static int Deserialize()
    {
        using var runspace = Evaluation.Open();
        return JsonLines.Serve(request =>
        {
            var text = In(request, "clixml");
            var remoting = request.Text("form") == "remoting";
            var value = remoting ? RemotingForm.Deserialize(text) : PSSerializer.Deserialize(text);
            // Serialized first: looking at an object's members changes how PowerShell writes it.
            var again = remoting ? RemotingForm.Serialize(value, 1) : PSSerializer.Serialize(value);
            var answer = new JsonObject { ["description"] = Describe(value, 0), ["clixml"] = Out(request, again) };
            if (request.Text("script") is { } script) answer["result"] = string.Join("\n", Evaluation.Run(runspace, script, value).Select(o => o?.ToString()));
            return answer;
        });
    }

    static string Out(JsonObject request, string text) => (bool?)request["base64"] == true ? Convert.ToBase64String(Encoding.Unicode.GetBytes(text)) : text;

    static string In(JsonObject request, string name) => (bool?)request["base64"] == true ? Encoding.Unicode.GetString(Convert.FromBase64String(request.Text(name)!)) : request.Text(name)!;

    static JsonObject? Describe(object? value, int depth)
    {
        if (value is null) return null;
        var wrapped = PSObject.AsPSObject(value);
        var result = new JsonObject { ["type"] = wrapped.BaseObject.GetType().FullName };
        if (value is PSObject) result["typeNames"] = new JsonArray([.. wrapped.TypeNames.Select(t => (JsonNode?)t)]);
        if (depth > 8) return result;
        switch (wrapped.BaseObject)
        {
            case string or ValueType or Uri or Version:
                result["text"] = Convert.ToString(wrapped.BaseObject, System.Globalization.CultureInfo.InvariantCulture);
                break;
            case byte[] bytes:
                result["text"] = Convert.ToBase64String(bytes);
                break;
            case IDictionary map:
                result["entries"] = new JsonArray([.. map.Keys.Cast<object>().Select(k => (JsonNode?)new JsonArray(Describe(k, depth + 1), Describe(map[k], depth + 1)))]);
                break;
            case IEnumerable items:
                result["items"] = new JsonArray([.. items.Cast<object?>().Select(item => (JsonNode?)Describe(item, depth + 1))]);
                break;
            default:
                result["text"] = wrapped.ToString();
                result["properties"] = new JsonArray([.. wrapped.Properties.Select(p => (JsonNode?)new JsonObject { ["name"] = p.Name, ["memberType"] = p.MemberType.ToString(), ["value"] = Describe(Read(p), depth + 1) })]);
                break;
        }
        return result;
    }

    static object? Read(PSPropertyInfo property)
    {
        try { return property.Value; }
        catch (GetValueException) { return null; }
    }
}
