@echo off
rem The command line of DOM on Windows, as ./dom is elsewhere. Written by the book: the project has no Windows to run it on.
rem It builds only when there is no build; after a change of the sources: mvn package
setlocal
set "ROOT=%~dp0."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
call "%JAVA%" -version >nul 2>&1 || goto no_java
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do set "VERSION=%%~v"
for /f "delims=.-+ tokens=1" %%m in ("%VERSION%") do set "MAJOR=%%m"
if %MAJOR% LSS 17 goto old_java

if exist "%ROOT%\target\dom.jar" goto run
where mvn >nul 2>&1 || goto no_maven
echo building DOM; the first time Maven downloads about 300 MB 1>&2
pushd "%ROOT%"
call mvn -B -Dmaven.test.skip=true package 1>&2 || goto no_build
popd

:run
set "LOADER=-Ddom.fleet=no"
if "%~1"=="demo" set "LOADER=-Dloader.path=%ROOT%\target\fleet"
"%JAVA%" "-Ddom.home=%ROOT%" "%LOADER%" -jar "%ROOT%\target\dom.jar" %*
exit /b %ERRORLEVEL%

:no_java
echo dom: no java was found; expected a JDK 17 or newer, in JAVA_HOME or on the PATH 1>&2
exit /b 2

:old_java
echo dom: %JAVA% is Java %VERSION%; expected a JDK 17 or newer, in JAVA_HOME or on the PATH 1>&2
exit /b 2

:no_maven
echo dom: no mvn was found; expected Maven 3.8 or newer on the PATH to build DOM with 1>&2
exit /b 2

:no_build
popd
echo dom: the build failed; Maven's lines above say why 1>&2
exit /b 2
