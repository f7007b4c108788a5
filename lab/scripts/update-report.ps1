$servers = (Get-ADComputer -Filter 'OperatingSystem -like "*Server*"' -SearchBase "OU=Servers,DC=lab,DC=local").Name
$servers.Count
$updates = Invoke-Command -ComputerName $servers -ScriptBlock {
    Get-HotFix | Sort-Object InstalledOn -Descending | Select-Object -First 5
} -ThrottleLimit 10
$updates | Sort-Object PSComputerName, InstalledOn -Descending |
    Format-Table PSComputerName, HotFixID, InstalledOn -AutoSize
$updates | Group-Object PSComputerName | ForEach-Object {
    $latest = ($_.Group | Sort-Object InstalledOn -Descending)[0]
    [PSCustomObject]@{
        Server     = $_.Name
        LatestKB   = $latest.HotFixID
        InstalledOn = $latest.InstalledOn
    }
} | Where-Object { $_.InstalledOn -lt (Get-Date).AddDays(-30) } | Format-Table -AutoSize
