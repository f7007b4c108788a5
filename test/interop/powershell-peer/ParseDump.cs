// The oracle for the parser: what Parser.ParseInput makes of a text.
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.Json.Nodes;

namespace PowerShellPeer;

static class ParseDump
{
    static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// {text} -> {tokens: [{kind, start, end, flags}], ast: {kind, start, end, ...}, errors: [{id, message, start, end}]}
    public static int Run() => JsonLines.Serve(request =>
    {
        var ast = Parser.ParseInput(request.Text("text")!, out var tokens, out var errors);
        return new JsonObject
        {
            ["tokens"] = new JsonArray([.. tokens.Select(t => (JsonNode?)Token(t))]),
            ["ast"] = Node(ast),
            ["errors"] = new JsonArray([.. errors.Select(e => (JsonNode?)new JsonObject { ["id"] = e.ErrorId, ["message"] = e.Message, ["start"] = e.Extent.StartOffset, ["end"] = e.Extent.EndOffset })]),
        };
    });

    static JsonObject Token(Token token) => new()
    {
        ["kind"] = token.Kind.ToString(),
        ["start"] = token.Extent.StartOffset,
        ["end"] = token.Extent.EndOffset,
        ["flags"] = token.TokenFlags.ToString(),
    };

    /// A node with its children under the names of the properties that hold them, and its scalar properties.
    static JsonObject Node(Ast ast)
    {
        var result = new JsonObject { ["kind"] = ast.GetType().Name, ["start"] = ast.Extent.StartOffset, ["end"] = ast.Extent.EndOffset };
        foreach (var property in PropertiesOf(ast.GetType()))
        {
            object? value;
            try { value = property.GetValue(ast); }
            catch (TargetInvocationException) { continue; }
            if (Value(value, ast) is { } node) result[property.Name] = node;
        }
        return result;
    }

    static PropertyInfo[] PropertiesOf(Type type)
    {
        if (!Properties.TryGetValue(type, out var found))
            found = Properties[type] = [.. type.GetProperties().Where(p => p.Name is not ("Parent" or "Extent" or "StaticType" or "ErrorPosition") && p.GetIndexParameters().Length == 0)];
        return found;
    }

    static JsonNode? Value(object? value, Ast owner) => value switch
    {
        null => null,
        Ast child => child.Parent == owner ? Node(child) : null,
        string text => text,
        bool flag => flag ? true : null,
        Enum name => name.ToString(),
        VariablePath path => path.UserPath,
        ITypeName type => type.FullName,
        Token token => Token(token),
        System.Runtime.CompilerServices.ITuple pair => new JsonArray([.. Enumerable.Range(0, pair.Length).Select(i => Value(pair[i], owner) ?? (pair[i] as Ast is { } ast ? Node(ast) : null))]),
        IDictionary => null,
        IEnumerable items => List(items, owner),
        IConvertible number => Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    static JsonArray? List(IEnumerable items, Ast owner)
    {
        var result = new JsonArray([.. items.Cast<object?>().Select(item => Value(item, owner))]);
        return result.Count == 0 ? null : result;
    }
}
