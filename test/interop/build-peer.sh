#!/bin/sh
# Restores and publishes the PowerShell peer that the interop tests use, into powershell-peer/bin/peer. Needs the .NET 10 SDK.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec dotnet publish "$here/powershell-peer/powershell-peer.csproj" --configuration Release --output "$here/powershell-peer/bin/peer" --nologo --verbosity quiet
