help-markets-title = 不銷售保留的市場
help-markets-lead = 客戶無法購買保留的地方。

help-markets-which = 下列市場的客戶無法購買保留。以客戶的國家/地區為準，而不是合作夥伴的國家/地區。
help-markets-dated = 清單為何註明日期
help-markets-dated-how = 供應商曾發布數份互相矛盾的清單。各清單依發布內容連同日期與來源保存。此處採用 { $list } 清單。市場開放時，會在清單中註明結束日而不刪除，以便日後說明先前拒絕的原因。
help-markets-dated-software = 此清單僅適用於保留，不影響軟體訂閱。
