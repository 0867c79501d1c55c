help-sizing-title = 選擇大小
help-sizing-lead = 該保留哪個大小，以及折扣如何套用。

help-sizing-goal = 請保留實際執行的項目。折扣會自動套用至大小、區域與範圍相符的虛擬機器，不能手動指派。
help-sizing-find = 在哪裡查看大小
help-sizing-find-portal = Azure 入口網站：從「客戶」頁面的該列開啟客戶，再選取「虛擬機器」，即顯示大小與位置。
help-sizing-find-powershell = PowerShell：虛擬機器清單含有位置與大小。
help-sizing-find-arm = Azure Resource Manager API：讀取每部虛擬機器的 vmSize 與 location。
help-sizing-find-usage = 使用率記錄：讀取每筆記錄其他資訊中的 ServiceType。
help-sizing-not-reconciliation = 請勿從對帳檔案判讀大小，其中的虛擬機器系列並不正確。
help-sizing-never = 永遠不相符的項目
help-sizing-never-which = 傳統虛擬機器、促銷虛擬機器與現成虛擬機器。DS1 之類的進階儲存體大小與 D1 屬於不同群組的不同大小。
help-sizing-hour = 每小時如何比對
help-sizing-hour-partial = 每小時各自比對。多部只執行部分時間的虛擬機器可以共同填滿一個保留的小時。該小時結束時剩餘的部分即作廢，不會結轉。
help-sizing-hour-stopped = 已停止但仍配置的虛擬機器會用掉時數；解除配置後才會釋出。
help-sizing-hour-group = 使用執行個體大小彈性時，一個保留依比例服務群組中的所有大小：比例 2 的一個執行個體可涵蓋比例 1 的兩個，或比例 4 的一半。群組列於目錄的大小頁面。
help-sizing-check = 事後確認
help-sizing-check-lag = 使用率最多可能延遲 { NUMBER($hours) } 小時。100% 表示已省下所有可省的費用；0% 表示沒有相符的虛擬機器；介於其間表示有未使用的權益。只有使用量記錄會顯示哪部虛擬機器獲得折扣。
