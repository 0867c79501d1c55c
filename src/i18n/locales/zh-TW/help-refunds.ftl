help-refunds-title = 退款與交換
help-refunds-lead = 可取回的金額、退款對象與上限。

help-refunds-any-time = 保留隨時可以退回。可取回的金額取決於訂購後經過的時間與是否已使用。政策 { $code } 自 { $from } 起生效。
help-refunds-fee = 按比例計算以天為單位：價格 × 剩餘天數 ÷ 期限天數，每個執行個體各自進位。提前終止費用以此退款計算，而不是以價格計算。
help-refunds-cap = 每位客戶在任何 { NUMBER($days) } 天內最多退款 { $cap }。每筆金額於退款 { NUMBER($days) } 天後恢復額度。超過上限的退回會遭拒絕，不會部分處理；減少數量則可能符合。
help-refunds-who = 退款給誰
help-refunds-who-how = 合作夥伴。退款存入合作夥伴的帳戶，再由合作夥伴與客戶結算。
help-refunds-exchange = 交換
help-refunds-exchange-how = 交換時，按比例計算的退款用於支付價格相同或更高的另一個保留。不收費用、不影響上限，新的期限於當日開始。
