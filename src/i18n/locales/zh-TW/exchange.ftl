# 建立交換：要退回的項目、要購買的項目、是否通過。

exchange-comes-back = 退回金額
exchange-new-total = 新購買
exchange-least = 新購買的最低金額
exchange-net = 應付金額
exchange-due-now = 其中須立即支付
exchange-ends = 新保留結束日期
exchange-repairs = 只要做其中一項變更即可：
exchange-net-with = 應付 { $net }
