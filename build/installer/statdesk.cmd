@echo off
rem The command line of StatDesk: statdesk help
start "" /b /wait "%~dp0StatDesk.exe" --statdesk %*
exit /b %ERRORLEVEL%
