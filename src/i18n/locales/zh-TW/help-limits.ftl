help-limits-title = 時間與限制
help-limits-lead = 所需時間與允許的上限。

help-limits-what = 所需時間與允許的上限。

help-limits-order-visible = 新訂單顯示於清單
help-limits-order-elsewhere = 顯示於供應商的清單
help-limits-utilization = 使用率資料延遲
help-limits-role = 在他處指派的角色生效
help-limits-payment = 一次性費用的付款期限
help-limits-suspended = 已暫停訂用帳戶的資料保留（至少）
help-limits-cart = 購物車保留
help-limits-expiring = 到期前顯示為即將到期
help-limits-ahead = 列入清單的即將到期
help-limits-download = 下載連結有效期
help-limits-downloads = 下載連結允許次數
help-limits-invoice = 發票連結有效期
help-limits-at-once = 立即
help-limits-times = { NUMBER($count) } 次
