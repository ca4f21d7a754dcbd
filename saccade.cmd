@echo off
rem Saccade's one command on Windows; ./saccade is the same for Linux and macOS.
setlocal enableextensions
set "ROOT=%~dp0"
if "%ROOT:~-1%"=="\" set "ROOT=%ROOT:~0,-1%"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
set DOTNET_CLI_USE_MSBUILD_SERVER=0
set MSBUILDDISABLENODEREUSE=1
set UseSharedCompilation=false

set "VERB=%~1"
if "%VERB%"=="" goto help
if /i "%VERB%"=="help" goto help
if /i "%VERB%"=="-h" goto help
if /i "%VERB%"=="--help" goto help

where dotnet >nul 2>nul
if errorlevel 1 (
    echo saccade: dotnet is not on the PATH. Saccade needs the .NET 10 SDK: https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
    exit /b 1
)

rem %* keeps the verb; what follows it is the program's.
set "REST="
for /f "tokens=1,*" %%a in ("%*") do set "REST=%%b"

if /i "%VERB%"=="demo" call :run "Host~\Demo" Saccade.Host.Demo demo %REST%& goto end
if /i "%VERB%"=="capture" call :run "Host~\Demo" Saccade.Host.Demo capture %REST%& goto end
if /i "%VERB%"=="tutorial" call :run "Host~\Demo" Saccade.Host.Demo tutorial %REST%& goto end
set "RENDERS="
if /i "%VERB%"=="bench" for %%v in (realtime overlay) do if /i "%~2"=="%%v" set "RENDERS=1"
if defined RENDERS call :run "Benchmarks~\Runtime" Saccade.Benchmarks.Runtime --artifacts "%ROOT%\.artifacts\benchmarks" %REST%& goto end
if /i "%VERB%"=="bench" cd /d "%ROOT%"
if /i "%VERB%"=="bench" if not defined REST set "REST=--filter *"
if /i "%VERB%"=="bench" call :run "Benchmarks~" Saccade.Benchmarks --artifacts "%ROOT%\.artifacts\benchmarks" %REST%& goto end
for %%v in (train data evaluate pull export predict info preprocess verify) do if /i "%VERB%"=="%%v" call :run Training Saccade.Training %%v %REST%& goto end
if /i "%VERB%"=="editor" call :run "Host~\Editor\Server" Saccade.Host.Editor %REST%& goto end
if /i "%VERB%"=="metas" call :run .tools Saccade.Tools metas "%ROOT%" %REST%& goto end
if /i "%VERB%"=="shaders" call :run .tools Saccade.Tools shaders "%ROOT%" %REST%& goto end
if /i "%VERB%"=="pack" call :run .tools Saccade.Tools pack "%ROOT%" %REST%& goto end
if /i "%VERB%"=="test" call :test %REST%& goto end
echo saccade: there is no verb '%VERB%'. The verbs are demo, tutorial, test, capture, pull, data, train, evaluate, export, predict, info, preprocess, verify, editor, bench, metas, shaders, pack and help. 1>&2
exit /b 2

:end
exit /b %errorlevel%

rem :build PROJECT - global.json is found from the current folder, and the folder of the user is not ours.
:build
pushd "%ROOT%"
dotnet build %1 -c Release -v quiet 1>&2
set "STATUS=%errorlevel%"
popd
exit /b %STATUS%

rem :run PROJECT ASSEMBLY ARGUMENTS...
:run
call :build %1
if errorlevel 1 exit /b 1
set "PROGRAM=%ROOT%\.artifacts\bin\%2\release\%2.dll"
for /f "tokens=2,*" %%a in ("%*") do set "REST=%%b"
dotnet "%PROGRAM%" %REST%
exit /b %errorlevel%

:test
if "%~1"=="--help" goto test_help
if "%~1"=="-h" goto test_help
set "RESULTS=%ROOT%\.artifacts\tests"
set FAILED_CHECKS=0
if exist "%RESULTS%" rmdir /s /q "%RESULTS%"
call :run .tools Saccade.Tools metas "%ROOT%" --check
if errorlevel 1 set /a FAILED_CHECKS+=1
call :build Saccade.slnx
if errorlevel 1 (
    set /a FAILED_CHECKS+=1
    goto totals
)
pushd "%ROOT%"
set WHOLE=
if "%~1"=="" set WHOLE=1
if "%~1"=="--long" set WHOLE=1
if defined WHOLE (
    dotnet format Saccade.slnx --verify-no-changes --no-restore
    if errorlevel 1 set /a FAILED_CHECKS+=1
)
for /d %%d in (Tests\*) do for %%p in ("%%d\*.csproj") do call :test_project "%%p" "%%~np" %*
popd

:totals
dotnet "%ROOT%\.artifacts\bin\Saccade.Tools\release\Saccade.Tools.dll" totals "%RESULTS%" %FAILED_CHECKS%
exit /b %errorlevel%

:test_help
call "%~f0" help | findstr /c:"saccade test "
echo Other arguments go to 'dotnet test' as they are. Results lie in .artifacts\tests.
exit /b 0

rem :test_project PROJECT NAME ARGUMENTS...
:test_project
set "PROJECT=%~1"
set "NAME=%~2"
set "FILTER="
for /f "tokens=2,*" %%a in ("%*") do set "FILTER=%%b"
rem Soaks and kills only where they are asked for.
if not defined FILTER set "FILTER=--filter TestCategory!=Long"
if "%FILTER%"=="--long" set "FILTER="
dotnet test "%PROJECT%" -c Release --no-build --results-directory "%RESULTS%" --logger "trx;LogFileName=%NAME%.trx" --logger "console;verbosity=minimal" --blame-hang-timeout 10m --blame-hang-dump-type none %FILTER%
if not errorlevel 1 exit /b 0
findstr /c:"outcome=\"Failed\"" "%RESULTS%\%NAME%.trx" >nul 2>nul
if errorlevel 1 set /a FAILED_CHECKS+=1
exit /b 0

:help
echo Saccade puts a Vision Transformer behind a game camera: it names what the camera sees
echo and shows in the scene where the model looked.
echo.
echo   saccade test               builds everything, checks formatting and meta files, runs all tests but the long ones
echo   saccade test --long        the long ones too: soaks and kills
echo   saccade data ...           fetches Oxford-IIIT Pet, and shows what a data set holds
echo   saccade train ...          fine-tunes a model on a data set, and goes on with a run that was stopped
echo   saccade evaluate ...       judges a model on a data set
echo   saccade export ...         writes a model folder's ONNX file from its weights
echo   saccade metas              makes the .meta files that Unity needs
echo   saccade shaders            writes the GLSL of Runtime\OpenGL anew, after changing Encode.compute
echo   saccade pack               the package as one file, for Unity; --draft: before package.json names the repository
echo   saccade pull, predict, info, preprocess, verify: models and their files
echo   saccade demo, tutorial, capture, editor
echo                              render through EGL and OpenGL 4.5, which Windows lacks: run them on Linux or in WSL
echo.
echo Each verb takes --help. Needed: the .NET 10 SDK.
exit /b 0
