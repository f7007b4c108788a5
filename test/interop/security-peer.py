"""One end of an NTLM or SPNEGO conversation by another implementation, a line of text in and a line out.

usage: security-peer.py pyspnego|gssapi client|server ntlm|negotiate USER PASSWORD
in:  step [BASE64] | wrap BASE64 | unwrap BASE64      out: more|done [BASE64] | data BASE64 | error TEXT
A server takes its accounts from the file that NTLM_USER_FILE names.
"""
import base64
import sys

library, role, protocol, user, password = sys.argv[1:6]

if library == "pyspnego":
    import spnego

    options = spnego.NegotiateOptions.use_negotiate if protocol == "negotiate" else spnego.NegotiateOptions.use_ntlm
    if role == "client":
        context = spnego.client(user, password, hostname="srv01", service="http", protocol=protocol, options=options)
    else:
        context = spnego.server(protocol=protocol, options=options)
    complete = lambda: context.complete
    wrap = lambda data: context.wrap(data).data
    unwrap = lambda data: context.unwrap(data).data
else:
    import gssapi

    ntlm = gssapi.OID.from_int_seq("1.3.6.1.4.1.311.2.2.10")
    mech = ntlm if protocol == "ntlm" else gssapi.OID.from_int_seq("1.3.6.1.5.5.2")
    if role == "client":
        name = gssapi.Name(user, gssapi.NameType.user)
        credential = gssapi.Credentials(
            gssapi.raw.acquire_cred_with_password(name, password.encode(), usage="initiate", mechs=[mech]).creds)
        if protocol == "negotiate":
            gssapi.raw.set_neg_mechs(credential, [ntlm])
        flags = [gssapi.RequirementFlag.confidentiality, gssapi.RequirementFlag.integrity]
        target = gssapi.Name("http@srv01", gssapi.NameType.hostbased_service)
        context = gssapi.SecurityContext(name=target, creds=credential, mech=mech, usage="initiate", flags=flags)
    else:
        credential = gssapi.Credentials(usage="accept", mechs=[mech])
        if protocol == "negotiate":
            gssapi.raw.set_neg_mechs(credential, [ntlm])
        context = gssapi.SecurityContext(creds=credential, usage="accept")
    complete = lambda: context.complete
    wrap = lambda data: context.wrap(data, True).message
    unwrap = lambda data: context.unwrap(data).message

print("ready", flush=True)
for line in sys.stdin:
    command, _, text = line.strip().partition(" ")
    data = base64.b64decode(text) if text else None
    try:
        if command == "step":
            token = context.step(data) if data is not None else context.step()
            answer = ("done " if complete() else "more ") + base64.b64encode(token or b"").decode()
        else:
            answer = "data " + base64.b64encode((wrap if command == "wrap" else unwrap)(data)).decode()
    except Exception as error:
        answer = "error %s: %s" % (type(error).__name__, str(error).replace("\n", " "))
    print(answer.strip(), flush=True)
