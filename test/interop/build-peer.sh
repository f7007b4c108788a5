#!/bin/sh
# Restores and publishes the PowerShell peer that the interop tests use, into powershell-peer/bin/peer. Needs the .NET 10 SDK.
# The new peer takes the old one's place at once, so that tests that run meanwhile keep theirs.
set -eu
project=$(cd "$(dirname "$0")" && pwd)/powershell-peer
rm -rf "$project/bin/peer.new"
dotnet publish "$project/powershell-peer.csproj" --configuration Release --output "$project/bin/peer.new" --nologo --verbosity quiet
rm -rf "$project/bin/peer"
mv "$project/bin/peer.new" "$project/bin/peer"
