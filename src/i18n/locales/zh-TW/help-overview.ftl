help-overview-title = 什麼是保留
help-overview-lead = 好處、包含與不包含的項目。

help-overview-what = 保留是承諾在一個區域為單一大小的虛擬機器付費 1 年或 3 年，換取每小時低於隨用隨付的費率。不需要安裝，也不需要指派，折扣會自動套用至相符的虛擬機器。
help-overview-benefits = 客戶獲得的好處
help-overview-fast = 快速開始：虛擬機器數秒內即可執行，折扣自購買後的第一個整點起套用。
help-overview-flexible = 彈性：保留隨時可以交換或退回，退款依剩餘天數計算。
help-overview-savings = 節省：相符的虛擬機器每執行一小時，費用都低於隨用隨付。
help-overview-budget = 可預期的預算：購買時即確定整個期限的價格。
help-overview-capacity = 鄰近區域的容量：只有單一範圍且選擇容量優先順序的保留才有優先權。
help-overview-together = 可與客戶擁有的 Windows Server 和 SQL Server 授權搭配使用。
help-overview-departments = 整體或依部門檢視
help-overview-departments-how = 共用的保留服務整個組織；單一訂用帳戶的保留則讓折扣留在支付該訂用帳戶的部門。
help-overview-included = 價格不包含的項目
help-overview-software = 保留只涵蓋計算時數。Windows Server、SQL Server、SUSE 等軟體在訂單與發票上另列項目；儲存體與網路仍照常計費。
help-overview-families = 此目錄銷售虛擬機器的保留。SQL Database 的保留已預告，目前尚未銷售。
