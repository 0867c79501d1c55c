help-partner-of-record-title = 記錄可查夥伴
help-partner-of-record-lead = 記載於保留且不再變更的夥伴。

help-partner-of-record-what = 記錄可查夥伴是訂單上記載的經銷商，在購買保留時即已確定。
help-partner-of-record-choose = 如何決定
help-partner-of-record-choose-direct = 直接計費合作夥伴即為自身客戶的記錄可查夥伴。
help-partner-of-record-choose-provider = 間接提供者在檢閱頁面選擇間接經銷商；提供者本身不能成為記錄可查夥伴。
help-partner-of-record-choose-portal = 在 Azure 入口網站購買時無法選擇，會沿用該 Azure 訂用帳戶的記錄可查夥伴。
help-partner-of-record-change = 變更
help-partner-of-record-change-how = 事後無法變更。唯一的方式是取消保留，再由新的夥伴重新購買。
