help-scope-title = 範圍
help-scope-lead = 折扣套用至哪些訂用帳戶。

help-scope-what = 範圍決定折扣可套用至哪些虛擬機器。您在檢閱頁面為每個保留選擇範圍。
help-scope-context = 計費內容
help-scope-context-what = 對雲端解決方案提供者的客戶而言，計費內容是您提供給該客戶的所有訂用帳戶。其他合作夥伴提供的訂用帳戶不在其中。離開您供應範圍的訂用帳戶不再獲得共用折扣，其餘則維持不變。
help-scope-optimize = 最佳化對象
help-scope-optimize-when = 容量優先順序只能用於單一訂用帳戶。
help-scope-order = 有多個保留可套用時
help-scope-order-how = 較窄的範圍優先：先單一訂用帳戶，再共用。未涵蓋的部分移至下一個範圍。
