// The peer's commands. Every command but `serve` and `sshserve` (which speak PSRP) speaks JSON, one value a line.
using PowerShellPeer;

if (args.Length > 0 && Commands.All.TryGetValue(args[0], out var command)) return command.Run(args[1..]);

Console.Error.WriteLine("usage: powershell-peer COMMAND");
foreach (var (name, entry) in Commands.All) Console.Error.WriteLine($"  {name} {entry.Usage}".TrimEnd());
return 2;

static class Commands
{
    public static readonly Dictionary<string, (string Usage, Func<string[], int> Run)> All = new()
    {
        ["serve"] = ("                      PSRP server on stdin and stdout, as `pwsh -s`", _ => PsrpServer.Run(combineErrors: false)),
        ["sshserve"] = ("                   the same with errors on stdout, as `pwsh -sshs`", _ => PsrpServer.Run(combineErrors: true)),
        ["client"] = ("CMD [SCRIPT...]      PSRP client of the child CMD; without scripts, requests on stdin", PsrpClient.Run),
        ["serialize"] = ("                  {script, depth?, form?} -> {clixml}", _ => Clixml.Serialize()),
        ["deserialize"] = ("                {clixml, form?} -> {description, clixml}", _ => Clixml.Deserialize()),
        ["bench-clixml"] = ("[SECONDS]      {script, form?} -> objects and characters a second, both ways", ClixmlBench.Run),
        ["parse"] = ("                      {text} -> {tokens, ast, errors} of Parser.ParseInput", _ => ParseDump.Run()),
        ["bench"] = ("[REPEAT] SCRIPT...    milliseconds of each script, best of REPEAT runs in one runspace", ScriptBench.Run),
    };
}
