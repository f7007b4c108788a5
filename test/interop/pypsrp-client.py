"""Drives the service as pypsrp's users do and prints one JSON line for each step.

usage: pypsrp-client.py PORT http|https AUTH USER STEP...      the password comes in PSREMOTING_PASSWORD
"""
import json
import os
import sys
import threading
import time
from xml.etree import ElementTree

from pypsrp.complex_objects import PSInvocationState
from pypsrp.exceptions import WSManFaultError
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.shell import SignalCode
from pypsrp.wsman import SelectorSet, WSMan

port, scheme, auth, user = sys.argv[1:5]


def connect():
    return WSMan("127.0.0.1", port=int(port), username=user, password=os.environ["PSREMOTING_PASSWORD"],
                 ssl=scheme == "https", auth=auth, cert_validation=False, no_proxy=True, reconnection_retries=0,
                 operation_timeout=2, read_timeout=30)


def say(**values):
    print(json.dumps(values), flush=True)


def state(shell):
    return {getattr(PSInvocationState, name): name for name in vars(PSInvocationState) if name.isupper()}[shell.state]


def script(pool, text, *, add=None):
    shell = PowerShell(pool)
    shell.add_script(text)
    for line in add or []:
        shell.add_argument(line)
    return shell


def properties(pool):
    shell = script(pool, "[PSCustomObject]@{ Hostname = [Environment]::MachineName; Sum = 1MB + 1; Text = 'é😀' }")
    shell.invoke()
    result = shell.output[0].adapted_properties or shell.output[0].extended_properties
    say(step="properties", state=state(shell), errors=shell.had_errors, **result)


def report(pool):
    """The script block of the course's second script."""
    shell = script(pool, """
        [PSCustomObject]@{
            Hostname  = $env:COMPUTERNAME
            OS        = (Get-CimInstance Win32_OperatingSystem).Caption
            Uptime    = (Get-Date) - (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
            FreeMemGB = [math]::Round((Get-CimInstance Win32_OperatingSystem).FreePhysicalMemory / 1MB, 2)
        }""")
    shell.invoke()
    [one] = shell.output
    say(step="report", state=state(shell), errors=[str(one) for one in shell.streams.error],
        **{name: str(value) for name, value in {**one.adapted_properties, **one.extended_properties}.items()})


def streams(pool):
    shell = script(pool, """
        function f {
            [CmdletBinding()] param()
            1
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('wrong'), 'Id', 'NotSpecified', $null))
            $PSCmdlet.WriteWarning('careful')
            $PSCmdlet.WriteVerbose('wordy')
            2
        }
        f -Verbose""")
    shell.invoke()
    say(step="streams", output=shell.output, errors=[str(one) for one in shell.streams.error],
        warnings=[one.message for one in shell.streams.warning], verbose=[one.message for one in shell.streams.verbose])


def terminating(pool):
    shell = script(pool, "throw 'it ends here'")
    shell.invoke()
    say(step="terminating", state=state(shell), errors=[str(one) for one in shell.streams.error])


def large(pool):
    shell = script(pool, "param($text) $text.Length; 'x' * 1000000", add=["y" * 700_000])
    shell.invoke()
    say(step="large", output=[shell.output[0], len(shell.output[1])])


def input(pool):
    shell = script(pool, "process { $_ * 2 }")
    shell.invoke(input=list(range(500)))
    say(step="input", count=len(shell.output), last=shell.output[-1])


def stop(pool):
    """Stop as pypsrp does it: on its one connection, between two Receives."""
    shell = script(pool, "1; while ($true) { [System.Threading.Thread]::Sleep(50) }")
    shell.begin_invoke()
    shell.poll_invoke()
    started = time.monotonic()
    shell.stop()
    say(step="stop", state=state(shell), output=shell.output, quick=time.monotonic() - started < 10)


def interrupt(pool):
    """Stop over a second connection while the Receive of the first one waits."""
    shell = script(pool, "1; while ($true) { [System.Threading.Thread]::Sleep(50) }")
    shell.begin_invoke()
    waiting = threading.Thread(target=lambda: shell.end_invoke())
    waiting.start()
    time.sleep(1)
    selectors = SelectorSet()
    selectors.add_option("ShellId", pool.shell.id)
    rsp = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
    signal = ElementTree.Element("{%s}Signal" % rsp, CommandId=str(shell.id).upper())
    ElementTree.SubElement(signal, "{%s}Code" % rsp).text = SignalCode.PS_CTRL_C
    with connect() as other:
        other.signal(pool.shell.resource_uri, signal, selector_set=selectors)
    waiting.join(20)
    say(step="interrupt", state=state(shell), output=shell.output, ended=not waiting.is_alive())


def stolen(pool):
    """What somebody gets who makes up a ShellId."""
    selectors = SelectorSet()
    selectors.add_option("ShellId", "11111111-2222-3333-4444-555555555555")
    try:
        with connect() as other:
            other.delete(pool.shell.resource_uri, selector_set=selectors)
    except WSManFaultError as error:
        say(step="stolen", code=error.code, reason=error.reason)


with connect() as wsman, RunspacePool(wsman) as pool:
    say(step="open", version=pool.protocol_version)
    for name in sys.argv[5:]:
        try:
            globals()[name](pool)
        except Exception as error:
            say(step=name, failed=repr(error))
say(step="closed")
