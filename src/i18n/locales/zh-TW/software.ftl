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
