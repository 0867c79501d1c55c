help-moving-title = 移轉訂用帳戶
help-moving-lead = 保留不會隨之移轉。

help-moving-stays = 客戶將 Azure 訂用帳戶由直接方案或 Enterprise Agreement 移至雲端解決方案提供者時，保留不會隨之移轉。
help-moving-do = 該怎麼做
help-moving-do-cancel = 在移轉訂用帳戶之前，先在原購買處取消保留。
help-moving-do-move = 移轉訂用帳戶。
help-moving-do-buy = 在此為移入的訂用帳戶重新購買保留。
help-moving-suspended = 已暫停的訂用帳戶無法購買新的保留；既有的保留則繼續有效。
