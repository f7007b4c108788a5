$servers = @("SRV01", "SRV02", "SRV03", "SRV04")

Invoke-Command -ComputerName $servers -ScriptBlock {
    [PSCustomObject]@{
        Hostname  = $env:COMPUTERNAME
        OS        = (Get-CimInstance Win32_OperatingSystem).Caption
        Uptime    = (Get-Date) - (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
        FreeMemGB = [math]::Round((Get-CimInstance Win32_OperatingSystem).FreePhysicalMemory / 1MB, 2)
    }
} | Format-Table -AutoSize
