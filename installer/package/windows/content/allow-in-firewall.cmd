@echo off
rem Lets stations and dashboards of the LAN reach the console through Windows' firewall, or takes that back.
rem Asks for an administrator's consent.
rem
rem   allow-in-firewall.cmd            on private and company networks
rem   allow-in-firewall.cmd remove
setlocal EnableExtensions DisableDelayedExpansion
set "NAME=Gaveurs Console"
for %%F in ("%~dp0..") do set "PROGRAM=%%~fF"
net session >nul 2>&1
if errorlevel 1 (
    powershell -NoProfile -Command "Start-Process -Verb RunAs -Wait -FilePath $env:ComSpec -ArgumentList '/c', ('\"\"' + '%~f0' + '\" %~1\"')"
    exit /b
)
netsh advfirewall firewall delete rule name="%NAME%" >nul 2>&1
if /i "%~1"=="remove" exit /b 0
netsh advfirewall firewall add rule name="%NAME%" dir=in action=allow protocol=TCP profile=private,domain program="%PROGRAM%\Gaveurs Console.exe" || exit /b 1
netsh advfirewall firewall add rule name="%NAME%" dir=in action=allow protocol=TCP profile=private,domain program="%PROGRAM%\gaveurs-console.exe" || exit /b 1
