"""Posts two messages over one pypsrp transport and prints what came back.

usage: http-peer.py PORT http|https AUTH USER [NAME=VALUE...]      the password comes in PSREMOTING_PASSWORD
"""
import os
import sys

from pypsrp.wsman import WSMan

port, scheme, auth, user = sys.argv[1:5]
options = dict(pair.split("=", 1) for pair in sys.argv[5:])
server = options.pop("server", "127.0.0.1")
wsman = WSMan(server, port=int(port), username=user, password=os.environ["PSREMOTING_PASSWORD"], ssl=scheme == "https",
              auth=auth, cert_validation=False, no_proxy=True, reconnection_retries=0, **options)
for message in ("<one/>", "<two>" + "x" * 200_000 + "</two>"):
    try:
        answer = wsman.transport.send(message.encode())
        print("same" if answer == message.encode() else "other %r" % answer[:200])
    except Exception as error:
        print("error %s: %s" % (type(error).__name__, error))
        break
