@echo off
rem Starts the Gaveurs Console with a Java that it finds on this machine.
rem
rem   JAVA_HOME   the Java to use, where it is new enough
rem   JAVA_OPTS   more options for the JVM; they go over the ones given here
rem
rem Exit code 1: no Java, or the program is incomplete. Every other exit code is the console's own (--help lists them).
setlocal EnableExtensions DisableDelayedExpansion
set "NEEDED=25"
set "JAVA="

if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe"
if not defined JAVA for /f "delims=" %%J in ('where java.exe 2^>nul') do call :try "%%J"
if not defined JAVA call :search "%ProgramFiles%\Eclipse Adoptium"
if not defined JAVA call :search "%ProgramFiles%\Java"
if not defined JAVA call :search "%ProgramFiles%\Microsoft"
if not defined JAVA call :search "%ProgramFiles%\Zulu"
if not defined JAVA call :search "%ProgramFiles%\Amazon Corretto"
if not defined JAVA call :search "%ProgramFiles%\BellSoft"
if not defined JAVA call :search "%LOCALAPPDATA%\Programs\Eclipse Adoptium"
if not defined JAVA call :search "%USERPROFILE%\.jdks"
if not defined JAVA goto :nojava

set "LIB=%~dp0lib"
set "JAR="
set "JAVAFX="
if not exist "%LIB%\" goto :incomplete
pushd "%LIB%"
for %%F in (gaveurs-console-*.jar) do set "JAR=%LIB%\%%F"
rem JavaFX supports only its modules; everything else comes by the class path that the jar names.
for %%F in (javafx-*.jar) do call :javafx "%LIB%\%%F"
popd
if not defined JAR goto :incomplete

set "HEAP=-Xmx512m"
set "GC=-XX:+UseG1GC -XX:G1HeapRegionSize=4m -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=70 -XX:MaxGCPauseMillis=15 -XX:MaxTenuringThreshold=1"
if defined JAVA_OPTS call :options
"%JAVA%" %HEAP% %GC% -XX:MetaspaceSize=128m --module-path "%JAVAFX%" --add-modules ALL-MODULE-PATH --enable-native-access=javafx.graphics,ALL-UNNAMED -XX:-OmitStackTraceInFastThrow -XX:+CrashOnOutOfMemoryError -XX:-CreateCoredumpOnCrash "-Dgaveurs.launcher=%~f0" %JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:search
if not exist "%~1\" exit /b 0
pushd "%~1"
for /d %%H in (*) do call :try "%~1\%%H\bin\java.exe"
popd
exit /b 0

rem Sets JAVA to the given program if it is new enough. The file beside it answers without starting a JVM.
:try
if defined JAVA exit /b 0
if not exist "%~1" exit /b 0
set "VERSION="
set "MAJOR="
if exist "%~dp1..\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~dp1..\release") do if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
if not defined VERSION for /f tokens^=2^ delims^=^" %%V in ('call "%~1" -version 2^>^&1') do if not defined VERSION set "VERSION=%%V"
if not defined VERSION exit /b 0
for /f "delims=.-+_" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% geq %NEEDED% set "JAVA=%~1"
exit /b 0

:javafx
if defined JAVAFX set "JAVAFX=%JAVAFX%;%~1"
if not defined JAVAFX set "JAVAFX=%~1"
exit /b 0

rem JAVA_OPTS goes over ours; two collectors would stop the JVM, and -Xmx would win over a share of the memory.
:options
set "PLAIN=%JAVA_OPTS:"=%"
if not "%PLAIN:MaxRAM=%"=="%PLAIN%" set "HEAP="
if not "%PLAIN:+Use=%"=="%PLAIN%" set "GC="
exit /b 0

:nojava
echo The Gaveurs Console needs Java %NEEDED% or newer, and none was found. 1>&2
echo Install a JDK %NEEDED%, for example Eclipse Temurin from https://adoptium.net, and start again. 1>&2
echo If one is installed in an unusual place, say where: set "JAVA_HOME=C:\path\to\jdk" 1>&2
exit /b 1

:incomplete
echo The program is incomplete: "%LIB%" holds no gaveurs-console jar. Install it again, or build it: mvn package 1>&2
exit /b 1
