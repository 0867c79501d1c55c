help-ways-title = 使用方式
help-ways-lead = 此儀表板、Azure 入口網站與檔案。

help-ways-here = 在此儀表板
help-ways-here-how = 此處有客戶、訂用帳戶、目錄、購物車、訂單與保留的頁面。系統管理代理人與銷售代理人可購買，其他代理人可檢視。
help-ways-portal = 在 Azure 入口網站
help-ways-portal-how = 在「客戶」頁面展開該列，選取 Microsoft Azure 管理入口網站。銷售代理人與技術服務代理人需要客戶訂用帳戶的明確存取權。
help-ways-files = 以檔案
help-ways-files-how = 清單可依目前的篩選器匯出為 CSV。
help-ways-programs = 以您自己的程式
help-ways-programs-how = 使用 API：Partner Center v1 與 Azure Resource Manager，原廠用戶端程式庫與 az 可直接使用。管理使用者的人員在「使用者」頁面註冊 API 用戶端與 Webhook。Webhook 會將發生的事通知程式。
