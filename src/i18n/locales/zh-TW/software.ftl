software-title = 軟體
software-status = { $count ->
        [0] 沒有購買任何項目
       *[other] { $count } 筆明細項目
    } · { $customer }
software-empty-title = 尚未為此客戶購買軟體
software-empty-next = Windows Server 和 SQL Server 訂閱與保留一同銷售。
software-ordered = 訂購日期
software-order = 訂單
software-ends = 結束日期
software-bought-quantity = 購買數量
software-product-id = 產品識別碼
software-entitlement-id = 權利識別碼
software-cancelled-on = 取消日期
software-cancel-until = 可取消：{ $moment } 前，剩餘 { $days ->
        [0] 不到一天
       *[other] { $days } 天
    }
software-cancel-over = 可取消期限已於 { $moment } 結束
software-cancel-never = 此產品無法取消

software-shelf-title = 銷售中的軟體
software-shelf-status = { $count ->
        [0] 找不到項目
       *[other] { $count } 個產品
    } · { $customer }
software-not-sold-title = 不向此客戶銷售軟體
software-not-sold = Windows Server 和 SQL Server 訂閱僅銷售給雲端解決方案提供者計劃市場中的商業客戶。客戶的國家/地區和區隔請見帳戶頁面。
software-none-title = 沒有符合的軟體
software-each = 每個，整個期限
software-no-price = 價目表中沒有價格
software-no-price-why = 匯入包含其價格的價目表之前，無法新增。
software-terms = 隨訂單預付。可在現行原則的期限內取消整筆明細項目；剩餘天數顯示在軟體頁面。
software-line = 產品系列
software-licensing-subscription = 訂閱
software-licensing-perpetual = 永久
software-licensing-unstated = 未說明期限

software-cancel = 取消
software-pick = 選取以取消
software-cancel-many = 取消選取的明細項目
software-cancel-title = 取消軟體
software-cancel-none = 此處沒有可取消的項目。
software-cancel-status = { $count } 筆明細項目。服務台核准之前不會取消任何項目。
software-line-of = 數量 { $quantity }，訂單 { $number }
software-cancel-refused = 無法取消：{ $why }
software-refused-until = 可取消的最後時間：{ $moment }
software-next-role = 只有系統管理代理人可以取消軟體 (P-19)。請在該時間之前洽詢貴組織的系統管理代理人。
software-next-late = 此明細項目會使用到 { $day }。屆時請勿更新，下次減少購買數量；若購買有誤，請以支援要求詢問服務台。
software-next-pending = 服務台已在處理。案件會顯示目前狀態。
software-next-ended = 它已不在使用中，沒有可取消的項目。
software-next-other = 若購買有誤，請以支援要求詢問服務台。
software-follows = 服務台核准後會發生的事
software-follows-quantity = 數量從 { $quantity } 變為 0。明細項目仍留在清單中。
software-follows-keys = 您和客戶的產品金鑰和下載連結會立即撤銷。
software-follows-credit = { $amount } 會全額退回且不收費用，列在 { $day } 起始月份的發票上。
software-follows-whole = 整筆明細項目都會取消，無法只退回部分數量。
software-follows-until = 可在 { $moment } 前取消。
software-type-number = 輸入訂單號碼 { $number } 以繼續
software-number-wrong = 請照原樣輸入訂單號碼：{ $number }
software-go-on = 繼續填寫報告
software-keep = 保留軟體
software-back = 返回軟體
software-report-title = 報告合作夥伴中心的問題
software-report-about = 取消 { $product }
software-report-subject = 標題
software-impact = 影響
software-facts-note = 退款所需的四項資料。已為您填入；提交時會逐一檢查。
software-fact-tenant = 客戶租用戶 GUID 或網域名稱
software-fact-order = 訂單識別碼
software-fact-reason = 退款原因
software-fact-amount = 要求金額
software-tenant-hint = 客戶的租用戶 GUID 或主要網域名稱。
software-tenant-wrong = 這是另一位客戶。請輸入租用戶 GUID 或 { $domain }。
software-order-wrong = 這是另一筆訂單。請輸入 { $number }。
software-amount-hint = 今日會退回 { $amount }。
software-amount-wrong = 今日會退回的金額是 { $amount }。請輸入該金額。
software-name-missing = 請輸入連絡人姓名
software-contact = 連絡人
software-submit = 提交
software-result-title = 每筆明細項目的結果
software-result-status = { $count } 筆中已要求 { $requested } 筆
software-result = 結果
software-result-next = 由服務台決定。核准後會撤銷金鑰和連結、開立貸項通知單，並傳送訊息給您。可為每個要求新增檔案。
software-not-requested = 未要求
software-approve-what = 明細項目的數量變為 0，撤銷其金鑰和連結，並開立貸項通知單。
