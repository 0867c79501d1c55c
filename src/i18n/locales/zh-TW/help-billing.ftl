help-billing-title = 計費
help-billing-lead = 方案、貨幣、稅金、付款與進位。

help-billing-plan = 預付或每月
help-billing-plan-same = 兩種方案的總額相同。每月方案將 1 年期限分為 { NUMBER($one) } 期，3 年期限分為 { NUMBER($three) } 期；除不盡的餘額併入最後一期。
help-billing-currency = 貨幣
help-billing-currency-how = 貨幣由客戶的市場決定，而不是合作夥伴的所在地。客戶分布在多個市場時，每種貨幣各開一張發票。
help-billing-tax = 稅金
help-billing-tax-how = 價格不含稅。巴西例外，當地的保留價格含稅。
help-billing-due = 付款時間
help-billing-due-how = 一次性費用的發票須於開立日起 { NUMBER($days) } 天內付款。逾期未付可能影響合作夥伴的註冊資格。
help-billing-rounding = 進位
help-billing-rounding-how = 先將單一執行個體的價格四捨五入至貨幣的最小單位，再乘以數量。
help-billing-who = 由誰向客戶收費
help-billing-who-how = 由您收費。Microsoft 向合作夥伴計費，不會就計費、取消或退款與客戶聯繫。
