@echo off
rem Kefu's one command on Windows: sets up .venv beside itself when needed, then runs. Plain ASCII, so that any code page reads it;
rem Chinese is printed by Python, which knows the console.
setlocal
set "PYTHONUTF8=1"
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
set "PYTHON=%VENV%\Scripts\python.exe"
set "WANT=run"
if "%~1"=="test" set "WANT=dev"
if "%~1"=="lint" set "WANT=dev"

rem The stamp is a copy of the lock: set up again only where they differ.
fc /b "%HERE%requirements\dev.txt" "%VENV%\dev.stamp" >nul 2>nul && goto ready
fc /b "%HERE%requirements\%WANT%.txt" "%VENV%\%WANT%.stamp" >nul 2>nul && goto ready

if exist "%PYTHON%" goto libraries
echo kefu: 1/3 making .venv 1>&2
set "FOUND=py -3"
%FOUND% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul || set "FOUND=python"
%FOUND% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 (
    echo kefu: Python 3.11 or newer is needed; install it from the Microsoft Store or from python.org, then call again. 1>&2
    exit /b 2
)
%FOUND% -m venv "%VENV%"
if errorlevel 1 (
    echo kefu: .venv could not be made; copy this folder to a place where you may write, then call again. 1>&2
    %FOUND% -c "import sys; print('kefu: \u65e0\u6cd5\u521b\u5efa .venv\uff0c\u8bf7\u628a\u6587\u4ef6\u5939\u590d\u5236\u5230\u53ef\u5199\u7684\u4f4d\u7f6e\u540e\u91cd\u8bd5\u3002', file=sys.stderr)"
    exit /b 2
)

:libraries
echo kefu: 2/3 fetching libraries, about a minute 1>&2
"%PYTHON%" -m pip install -qq --disable-pip-version-check --require-hashes -r "%HERE%requirements\%WANT%.txt"
if errorlevel 1 (
    echo kefu: the libraries could not be fetched; look at the network, then call again. 1>&2
    "%PYTHON%" -c "import sys; print('kefu: \u4f9d\u8d56\u4e0b\u8f7d\u5931\u8d25\uff0c\u8bf7\u68c0\u67e5\u7f51\u7edc\u540e\u91cd\u65b0\u8fd0\u884c\u3002', file=sys.stderr)"
    exit /b 2
)
echo kefu: 3/3 installing Kefu and the charts of its report 1>&2
where npm >nul 2>nul || "%PYTHON%" -m pip install -qq --disable-pip-version-check --require-hashes -r "%HERE%requirements\node.txt"
"%PYTHON%" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e "%HERE%."
if errorlevel 1 (
    echo kefu: Kefu could not be installed; delete the folder .venv, then call again. 1>&2
    "%PYTHON%" -c "import sys; print('kefu: \u5b89\u88c5\u5931\u8d25\uff0c\u8bf7\u5220\u9664 .venv \u6587\u4ef6\u5939\u540e\u91cd\u65b0\u8fd0\u884c\u3002', file=sys.stderr)"
    exit /b 2
)
copy /y /b "%HERE%requirements\%WANT%.txt" "%VENV%\%WANT%.stamp" >nul

:ready
if "%~1"=="test" goto test
if "%~1"=="lint" goto lint
"%PYTHON%" -m kefu %*
exit /b %ERRORLEVEL%

:test
cd /d "%HERE%"
"%PYTHON%" -m pytest
exit /b %ERRORLEVEL%

:lint
cd /d "%HERE%"
"%VENV%\Scripts\ruff" check . && "%VENV%\Scripts\ruff" format --check . && "%VENV%\Scripts\mypy" && "%VENV%\Scripts\lint-imports"
exit /b %ERRORLEVEL%
