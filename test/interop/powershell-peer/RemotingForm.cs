// CLIXML as PSRP messages carry it: no root element, no indentation, the deserializer's remoting rules. The package keeps
// this form internal, in its Fragmentor, so it is reached by reflection with the same settings.
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text;
using System.Xml;

namespace PowerShellPeer;

static class RemotingForm
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    const string Prefix = "System.Management.Automation.";
    static readonly TypeTable Types = TypeTable.LoadDefaultTypeFiles();

    public static string Serialize(object? value, int depth)
    {
        var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { CheckCharacters = false, Indent = false, CloseOutput = false, Encoding = Encoding.UTF8, NewLineHandling = NewLineHandling.None, OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            var serializer = New("Serializer", writer, New("SerializationContext", depth, RemotingOptions("SerializationOptions"), null));
            serializer.GetType().GetProperty("TypeTable", Any)!.SetValue(serializer, Types);
            serializer.GetType().GetMethod("Serialize", Any, [typeof(object)])!.Invoke(serializer, [value]);
            serializer.GetType().GetMethod("Done", Any)!.Invoke(serializer, null);
        }
        return new UTF8Encoding(false).GetString(bytes.ToArray()).TrimStart('\uFEFF');
    }

    public static object? Deserialize(string text)
    {
        var settings = (XmlReaderSettings)Type("InternalDeserializer").GetProperty("XmlReaderSettingsForCliXml", Any)!.GetValue(null)!;
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var deserializer = New("Deserializer", reader, New("DeserializationContext", RemotingOptions("DeserializationOptions"), null));
        deserializer.GetType().GetProperty("TypeTable", Any)!.SetValue(deserializer, Types);
        var value = deserializer.GetType().GetMethod("Deserialize", Any, [])!.Invoke(deserializer, null);
        deserializer.GetType().GetMethod("Done", Any)!.Invoke(deserializer, null);
        return value;
    }

    static object RemotingOptions(string type) => Enum.Parse(Type(type), "RemotingOptions");
    static Type Type(string name) => typeof(PSObject).Assembly.GetType(Prefix + name, throwOnError: true)!;

    static object New(string name, params object?[] arguments)
        => Type(name).GetConstructors(Any).Single(c =>
        {
            var parameters = c.GetParameters();
            return parameters.Length == arguments.Length
                && parameters.Zip(arguments).All(p => p.Second is null ? !p.First.ParameterType.IsValueType : p.First.ParameterType.IsInstanceOfType(p.Second));
        }).Invoke(arguments);
}
