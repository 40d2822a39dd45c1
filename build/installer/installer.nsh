; Texts of the installer that are our own, in both languages, and the notice that data stay after uninstalling.
!macro customHeader
  LangString statdeskWelcome 1066 "StatDesk - Bàn Thống kê. Chương trình làm việc ngoại tuyến; dữ liệu nằm trong các thư mục không gian làm việc do bạn chọn."
  LangString statdeskWelcome 1033 "StatDesk. The program works offline; data stay in the workspace folders you choose."
  LangString statdeskKeepData 1066 "Gỡ cài đặt không xóa không gian làm việc và thiết lập. Hãy tự xóa nếu không cần nữa."
  LangString statdeskKeepData 1033 "Uninstalling does not remove workspaces or settings. Delete them yourself when they are no longer needed."
!macroend

!macro customWelcomePage
  !define MUI_WELCOMEPAGE_TEXT "$(statdeskWelcome)"
  !insertmacro MUI_PAGE_WELCOME
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    IfSilent +2
    MessageBox MB_OK|MB_ICONINFORMATION "$(statdeskKeepData)"
  ${endIf}
!macroend
