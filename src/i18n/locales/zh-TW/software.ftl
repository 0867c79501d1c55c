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
