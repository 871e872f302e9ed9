@echo off
rem Double-click this file on Windows to start the writing page. It only finds a Python;
rem scripts\start.py does the rest. No setting of the system is changed. This file has the line
rem ends of Windows and no letters outside ASCII: cmd.exe needs both.
setlocal DisableDelayedExpansion
chcp 65001 >nul
title Bloggen
set PYTHONUTF8=1
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHONSAFEPATH="
rem pushd, unlike cd, also goes to a folder on a server.
pushd "%~dp0"
set "PATH=%PATH%;%USERPROFILE%\.local\bin"
if not exist scripts\start.py goto outside

set "FOUND="
rem uv, if it is here, fetches a Python of its own.
for %%P in ("py -3" "python3" "python" "uv run --quiet --no-project --python 3.13 python") do if not defined FOUND call :try %%~P
if defined FOUND goto run
type scripts\python_missing.txt
set STATUS=3
goto end

:run
%FOUND% scripts\start.py
set STATUS=%ERRORLEVEL%
goto end

:outside
echo Packa upp hela mappen (Extrahera alla) och dubbelklicka igen.
set STATUS=1
goto end

:try
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "FOUND=%*"
exit /b 0

:end
popd
if not "%STATUS%"=="0" pause
exit /b %STATUS%
