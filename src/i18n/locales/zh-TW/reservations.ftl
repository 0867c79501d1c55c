# Azure 保留清單（單一客戶或所有客戶）與單一保留的概觀。

reservations-active = { NUMBER($count) } 個作用中
reservations-expire-within = { NUMBER($count) } 個將在 { $days } 天內到期
reservations-none-yet = 尚無保留。

reservations-views = 清單檢視
reservations-view-all = 全部
reservations-view-expiring = { $days } 天內到期
reservations-view-active = 作用中
reservations-view-ended = 已結束

reservations-region = 區域
reservations-find = 名稱、大小或識別碼
reservations-find-hint = 名稱、VM 大小、訂單號碼，或完整的保留識別碼、保留訂單識別碼
reservations-any-region = 所有區域
reservations-any-term = 所有期限

reservations-customer = 客戶
reservations-size = VM 大小
reservations-expires = 到期
reservations-days-left =
    { $count ->
        [0] 最後一天
       *[other] 剩餘 { $count } 天
    }

reservations-empty-title = 尚無保留
reservations-empty = { $customer } 尚未購買保留。請選擇訂用帳戶，再選擇其中整天執行的大小。
reservations-empty-own-title = 尚無與您共用的保留
reservations-empty-own = 您在保留或其訂單上有角色後，該保留才會顯示在這裡。只有訂用帳戶的存取權並不足夠。
reservations-empty-own-next = 請洽您的合作夥伴：對方的{ $global }或{ $agent }可以在保留頁面上授與角色。
reservations-empty-portfolio = 您的客戶都沒有保留。請先選擇客戶。
reservations-empty-view-title = 沒有可顯示的保留
reservations-empty-view = 沒有符合條件的保留。請變更篩選器，或檢視全部。
reservations-show-all = 全部顯示
reservations-choose-customer = 選擇客戶
reservations-how-to-size = 如何選擇大小

reservations-is-active-shared =
    { $days ->
        [0] 今天是最後一天；折扣套用至您提供給 { $customer } 的所有訂用帳戶中相符的虛擬機器。
       *[other] 尚有 { $days } 天有效；折扣套用至您提供給 { $customer } 的所有訂用帳戶中相符的虛擬機器。
    }
reservations-is-active-single =
    { $days ->
        [0] 今天是最後一天；折扣只套用至訂用帳戶 { $subscription } 中相符的虛擬機器。
       *[other] 尚有 { $days } 天有效；折扣只套用至訂用帳戶 { $subscription } 中相符的虛擬機器。
    }
reservations-is-not-started = 已購買。折扣將於購買後的下一個整點 { $starts } 開始。
reservations-is-pending = 正在設定。不需要任何動作，完成後會自動生效。
reservations-is-expired = 已於 { $date } 過期。使用量恢復以隨用隨付費率計費，執行中的資源並未停止。
reservations-is-cancelled = 已取消，不再提供折扣。
reservations-is-failed = 未能完成設定，不提供折扣；原因請見訂單。
reservations-is-warning = 作用中，但有需要查看的事項。

reservations-section-what = 保留內容
reservations-section-price = 價格與付款
reservations-section-ids = 識別碼與購買資訊
reservations-expiration-date = 到期日
reservations-expiration-why = 在當天 00:00 (UTC) 結束。
reservations-expiration-not-renewing = 不會自動更新。
reservations-expiration-renewing = 屆時會再次購買相同項目。
reservations-start = 開始
reservations-instances = 執行個體
reservations-group = 大小彈性群組
reservations-group-ratio = { $group }，比例 { $ratio }
reservations-group-none = 這個大小不屬於任何群組，折扣只套用至完全相同的大小。
reservations-size-facts = { NUMBER($vcpus) } 個 vCPU，{ $memory } GiB 記憶體
reservations-price-paid = 價格
reservations-price-working = 整個期限 { $unit } × { NUMBER($quantity) }
reservations-next-charge = 下一筆費用
reservations-no-charge-left = 已全部計費。
reservations-charges = { NUMBER($count) } 筆費用
reservations-charge-number = 期數
reservations-due = 計費日
reservations-amount = 金額
reservations-partner-of-record = 記錄可查夥伴
reservations-partner-of-record-locked = 購買時即已確定，無法變更。若要變更，須取消保留，再由新的夥伴重新購買。
reservations-order-number = 訂單號碼
reservations-id = 保留識別碼
reservations-order-id = 保留訂單識別碼
reservations-bought = 購買日期
reservations-bought-by = 購買者
reservations-subscription = 訂用帳戶
reservations-subscription-suspended = 訂用帳戶目前不是作用中，但保留仍會繼續。
reservations-copy-all = 支援要求所需的完整資料
reservations-copy-all-note = 選取文字，或使用按鈕。
reservations-covers-title = 適用範圍
reservations-covers = 此區域中此大小虛擬機器的計算時數。不含軟體：Windows Server、SQL Server 等授權，以及儲存體與網路，仍照常計費。
reservations-not-covers = 傳統與促銷虛擬機器一律不適用折扣。未使用的時數在每小時結束時即作廢。
reservations-read-scope = 範圍如何運作
reservations-read-sizing = 折扣如何套用至虛擬機器
reservations-read-billing = 保留如何計費
reservations-read-refunds = 退回時可取回的金額
