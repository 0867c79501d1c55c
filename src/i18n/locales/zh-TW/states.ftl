states-customer-invited = 已邀請
states-customer-active = 作用中
states-customer-under-review = 審查中
states-customer-rejected = 已拒絕
states-customer-removed = 已移除

states-subscription-none = 無
states-subscription-pending = 擱置中
states-subscription-active = 作用中
states-subscription-suspended = 已暫停
states-subscription-deleted = 已刪除

states-registration-not-registered = 未註冊
states-registration-registering = 註冊中
states-registration-registered = 已註冊

states-cart-active = 作用中
states-cart-ordered = 已下單
states-cart-expired = 已過期

states-order-unknown = 未知
states-order-pending = 擱置中
states-order-completed = 已完成
states-order-cancelled = 已取消

states-line-pending = 設定中
states-line-fulfilled = 已履行
states-line-unfulfilled = 已取消

states-reservation-creating = 建立中
states-reservation-pending = 擱置中
states-reservation-processing = 處理中
states-reservation-succeeded = 成功
states-reservation-expiring = 即將到期
states-reservation-expired = 已過期
states-reservation-cancelled = 已取消
states-reservation-failed = 失敗
states-reservation-billing-failed = 計費失敗
states-reservation-warning = 警告
states-reservation-no-benefit = 無權益
states-reservation-split = 已分割
states-reservation-merged = 已合併
states-reservation-exchanged = 已交換

states-renewal-on = 開啟
states-renewal-off = 關閉
states-renewal-renewed = 已更新
states-renewal-not-renewed = 未更新
states-renewal-not-applicable = 不適用

states-payment-scheduled = 已排程
states-payment-succeeded = 成功
states-payment-failed = 失敗
states-payment-cancelled = 已取消

states-software-active = 作用中
states-software-cancel-pending = 取消擱置中
states-software-cancelled = 已取消
states-software-expired = 已過期

states-link-none = 未要求
states-link-enabled = 已啟用
states-link-exhausted = 已無下載次數
states-link-expired = 已到期
states-link-revoked = 已撤銷

states-request-draft = 草稿
states-request-open = 已開啟
states-request-attention-needed = 需要注意
states-request-closed = 已關閉

states-refund-requested = 已要求
states-refund-quoted = 已報價
states-refund-approved = 已核准
states-refund-processed = 已處理
states-refund-rejected = 已拒絕

states-invoice-open = 未開立
states-invoice-issued = 已開立
states-invoice-partially-paid = 部分付款
states-invoice-paid = 已付款
states-invoice-overdue = 逾期
states-invoice-voided = 已作廢
