-product = 合作夥伴儀表板

common-product = { -product }
common-title = { $page } - { -product }
common-title-section = { $page } - { $section } - { -product }
common-error-title = 錯誤：{ $title }
common-problem = 發生問題

common-save = 儲存
common-cancel = 取消
common-back = 返回
common-edit = 編輯
common-change = 變更
common-change-of = 變更{ $what }
common-remove = 移除
common-remove-of = 移除{ $what }
common-add = 新增
common-search = 搜尋
common-filter = 篩選器
common-apply-filters = 套用篩選器
common-clear-filters = 清除篩選器
common-continue = 繼續
common-next = 下一步
common-done = 完成
common-view = 檢視
common-details = 詳細資料
common-show-details = 顯示詳細資料
common-hide-details = 隱藏詳細資料
common-export-csv = 匯出 CSV
common-download = 下載
common-copy = 複製
common-copied = 已複製
common-print = 列印
common-confirm = 確認
common-submit = 提交

common-yes = 是
common-no = 否
common-all = 全部
common-on-page = 本頁 { NUMBER($count) } 個
common-none = 無
common-not-provided = 未提供
common-not-applicable = 不適用
common-loading = 載入中…
common-optional = 選用
common-required = 必填
common-required-note = 除標示為選用的欄位外，其餘皆為必填。
common-new-tab = （在新索引標籤中開啟）

common-status = 狀態
common-actions = 動作
common-name = 名稱
common-date = 日期
common-time = 時間
common-from = 從
common-to = 到
common-quantity = 數量
common-unit-price = 單價
common-total = 總計
common-subtotal = 小計
common-currency = 貨幣
common-description = 描述
common-created = 建立日期
common-updated = 更新日期
common-sort-ascending = 遞增排序
common-sort-descending = 遞減排序
common-sorted-ascending = 已遞增排序
common-sorted-descending = 已遞減排序

common-pages = 頁面
common-next-page = 下一頁
common-previous-page = 上一頁
common-page-of = 第 { NUMBER($page) } 頁，共 { NUMBER($pages) } 頁
common-range = { NUMBER($from) }–{ NUMBER($to) }
common-range-of = 第 { NUMBER($from) }–{ NUMBER($to) } 筆，共 { NUMBER($total) } 筆
common-results =
    { $count ->
        [0] 沒有結果
       *[other] { $count } 筆結果
    }
common-days = { NUMBER($count) } 天
common-hours = { NUMBER($count) } 小時
common-minutes = { NUMBER($count) } 分鐘

common-language = 語言
common-skip = 跳至主要內容
common-breadcrumbs = 目前位置
common-main-menu = 主功能表
common-demo = 示範資料
common-utc-note = 日期與時間以 UTC 表示。
