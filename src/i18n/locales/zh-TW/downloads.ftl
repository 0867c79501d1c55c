downloads-version = 版本
downloads-file-type = 檔案類型/OS
downloads-file = 檔案
downloads-size = 大小
downloads-checksum = SHA-256 總和檢查碼
