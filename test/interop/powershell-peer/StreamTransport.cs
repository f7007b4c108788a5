// A custom remoting transport over a pair of text streams: the public way to bring one's own connection to a Runspace.
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Remoting;
using System.Management.Automation.Remoting.Client;
using System.Management.Automation.Runspaces;

namespace PowerShellPeer;

/// An open connection: what the server says, what it hears, and how to end it.
sealed record StreamConnection(TextReader FromServer, TextWriter ToServer, Action Close);

sealed class StreamConnectionInfo(string name, Func<StreamConnection> connect) : RunspaceConnectionInfo
{
    public StreamConnection Connect() => connect();
    public override string ComputerName { get => name; set => throw new NotSupportedException(); }
    public override PSCredential? Credential { get => null; set => throw new NotSupportedException(); }
    public override AuthenticationMechanism AuthenticationMechanism { get => AuthenticationMechanism.Default; set => throw new NotSupportedException(); }
    public override string CertificateThumbprint { get => ""; set => throw new NotSupportedException(); }
    public override RunspaceConnectionInfo Clone() => new StreamConnectionInfo(name, connect);
    public override BaseClientSessionTransportManager CreateClientSessionTransportManager(Guid id, string sessionName, PSRemotingCryptoHelper crypto)
        => new StreamTransport(this, id, crypto);
}

sealed class StreamTransport(StreamConnectionInfo info, Guid id, PSRemotingCryptoHelper crypto) : ClientSessionTransportManagerBase(id, crypto)
{
    StreamConnection? _connection;
    volatile bool _closed;

    public override void CreateAsync()
    {
        _connection = info.Connect();
        SetMessageWriter(_connection.ToServer);
        new Thread(Read) { IsBackground = true, Name = "psrp reader" }.Start();
    }

    void Read()
    {
        try
        {
            SendOneItem();
            while (_connection!.FromServer.ReadLine() is { } line) HandleDataReceived(line);
            Fail("The server closed the connection.");
        }
        catch (ObjectDisposedException) { }
        catch (Exception e) { Fail(e.Message); }
    }

    void Fail(string message)
    {
        if (_closed) return;
        RaiseErrorHandler(new TransportErrorOccuredEventArgs(new PSRemotingTransportException(message), TransportMethodEnum.CloseShellOperationEx));
    }

    protected override void CleanupConnection()
    {
        _closed = true;
        _connection?.Close();
    }
}
