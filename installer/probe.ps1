# Starts an installed console without a window, waits until it is ready, and ends it. Throws if any of it goes wrong.
#
#   installer/probe.ps1 PROGRAM
param([Parameter(Mandatory)] [string] $Program)
$ErrorActionPreference = 'Stop'
$port = if ($env:GAVEURS_PORT) { $env:GAVEURS_PORT } else { '8000' }
$log = New-TemporaryFile
$console = Start-Process -FilePath $Program -PassThru -NoNewWindow -RedirectStandardOutput $log `
    -ArgumentList '--headless', '--bind', '127.0.0.1', '--port', $port
$null = $console.Handle # without it there is no exit code later
try {
    $ready = $false
    for ($i = 0; $i -lt 120 -and -not $ready -and -not $console.HasExited; $i++) {
        try {
            (Invoke-WebRequest -TimeoutSec 5 "http://127.0.0.1:$port/health/ready").Content
            $ready = $true
        } catch {
            Start-Sleep -Seconds 1
        }
    }
    if (-not $ready) { throw 'the console did not become ready' }
    # A cache that does not fit costs time, not the program: told, not refused. Cabinets may round the times of files.
    $env:_JAVA_OPTIONS = '-Xlog:class+load'
    $used = (& $Program --version | Select-String 'fr.gaveurs.*shared objects file').Count
    $env:_JAVA_OPTIONS = $null
    "$used classes come from the AOT cache"
    if ($used -eq 0) { Write-Warning 'the AOT cache is not used in this place' }
    $null = Invoke-WebRequest -TimeoutSec 10 -Method Post "http://127.0.0.1:$port/api/admin/shutdown"
    if (-not $console.WaitForExit(60000)) { throw 'the console did not end' }
    if ($console.ExitCode -ne 0) { throw "the console ended with code $($console.ExitCode)" }
} finally {
    if (-not $console.HasExited) { $console.Kill() }
    Get-Content $log
}
