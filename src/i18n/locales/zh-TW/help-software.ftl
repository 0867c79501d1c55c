help-software-title = 軟體訂閱
help-software-lead = 搭配保留的 Windows Server 與 SQL Server。

help-software-what = 除了保留之外，雲端解決方案提供者方案還提供 Windows Server 與 SQL Server 伺服器訂閱。
help-software-who = 適用於商業類別的客戶。由合作夥伴代表客戶取得、佈建與管理。
help-software-together = 伺服器訂閱搭配保留，可涵蓋 Windows 虛擬機器的授權與計算時數兩部分。

help-software-buy = 購買
help-software-buy-how = 在客戶頁面選取「新增產品」，再選取「軟體」。軟體與保留放在同一個購物車，並預先付款。價目表中沒有價格的產品無法購買。
help-software-files = 下載
help-software-files-how = 客戶的軟體頁面列出已購買的項目。在選取產品中選擇版本、語言和檔案類型或作業系統，「取得金鑰和下載項目」便會提供檔案的連結。只有系統管理代理人可取得連結和金鑰。
help-software-link = 連結可使用 { NUMBER($days) } 天或下載 { NUMBER($downloads) } 次，視何者先發生而定。到期後可透過「取得金鑰和下載項目」再啟用，次數不限。連結會開啟一個可傳送給客戶的頁面。
help-software-keys = 產品金鑰
help-software-keys-how = 購買軟體時會發放金鑰。即使已無可用的金鑰，訂單仍會成立：軟體會等候，金鑰到達時會通知系統管理代理人。金鑰會遮蔽；顯示金鑰時須填寫提供對象和原因，兩者都會留在記錄中。
help-software-cancel = 取消
help-software-cancel-how = 系統管理代理人可在訂購後 { NUMBER($days) } 天內取消整筆明細項目。不收費用，全額會列在下個月的發票上退回。之後無法取消。
help-software-cancel-then = 取消會開啟一份報告，其中已填入客戶、訂單、原因和金額。服務台核准後，數量變為 0，您和客戶的金鑰和連結會立即撤銷。
