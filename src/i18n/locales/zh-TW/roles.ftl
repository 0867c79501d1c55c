roles-roles = 角色
roles-category-administrator = 系統管理員角色
roles-category-agent = 代理人角色
roles-category-customer = 客戶角色
roles-one-of-a-category = 使用者在每個類別中可以有一個角色。

roles-global-admin = 全域系統管理員
roles-billing-admin = 帳單系統管理員
roles-user-management-admin = 使用者管理系統管理員
roles-admin-agent = 系統管理代理人
roles-sales-agent = 銷售代理人
roles-helpdesk-agent = 技術服務代理人
roles-customer-user = 客戶使用者
roles-desk-agent = 服務台代理人
roles-installation-admin = 安裝系統管理員

roles-about-global-admin = 擁有所有帳戶與服務的完整權限，但軟體金鑰與取消軟體除外。
roles-about-billing-admin = 檢視發票、價目表與計費。
roles-about-user-management-admin = 建立及管理合作夥伴的使用者。
roles-about-admin-agent = 代表客戶管理客戶、訂用帳戶、保留與軟體。
roles-about-sales-agent = 管理客戶、新增訂用帳戶及購買產品。
roles-about-helpdesk-agent = 搜尋客戶、編輯其詳細資料並追蹤其要求。
roles-about-customer-user = 檢視所屬組織的保留。
roles-about-desk-agent = 回覆支援要求，並決定退款與交換。
roles-about-installation-admin = 管理此安裝的人員與生效中的原則。

# Pages that refuse: what was asked for, and who may.
roles-needs-subscription-access = 您需要客戶 Azure 訂用帳戶的明確存取權。系統管理代理人可以授予此權限。
roles-needs-customer-permission = 您的合作夥伴尚未允許貴組織購買保留。
roles-view-only = 您可以檢視，但無法變更。
roles-own-only = 您只能對所屬組織或自己的要求執行此動作。

# What each permission lets you do.
roles-can-list-customers = 檢視及搜尋客戶清單
roles-can-export-customers = 匯出客戶清單
roles-can-create-customers = 新增客戶
roles-can-edit-customers = 編輯客戶的詳細資料
roles-can-request-relationship = 向客戶要求經銷商關係
roles-can-remove-relationship = 移除與客戶的關係
roles-can-open-portal-view = 開啟客戶的 Azure 入口網站檢視
roles-can-see-catalog = 檢視目錄與價格
roles-can-add-subscriptions = 為客戶新增 Azure 訂用帳戶
roles-can-place-orders = 將產品新增至購物車、檢閱並購買
roles-can-buy-in-portal-view = 在 Azure 入口網站檢視中購買保留
roles-can-view-reservations = 檢視保留及其使用率
roles-can-configure-reservations = 變更保留的範圍、名稱與彈性
roles-can-manage-reservation-access = 管理保留的存取權
roles-can-file-refunds = 要求保留的退款或交換
roles-can-confirm-refunds = 確認退款或交換
roles-can-buy-software = 為客戶購買軟體
roles-can-see-software = 檢視客戶的軟體
roles-can-see-software-keys = 取得軟體金鑰和下載項目
roles-can-cancel-software = 取消軟體
roles-can-create-support-requests = 為客戶建立支援要求
roles-can-view-support-requests = 檢視支援要求
roles-can-see-invoices = 檢視發票、對帳檔案與貸項通知單
roles-can-view-orders = 檢視客戶的訂購記錄
roles-can-toggle-customer-purchase = 允許或停止客戶購買保留
roles-can-see-activity = 檢視及匯出活動記錄
roles-can-manage-users = 管理使用者及其角色
roles-can-assign-subscription-roles = 將 Azure 角色指派給客戶的使用者
roles-can-manage-subscription-access = 授予代理人客戶 Azure 訂用帳戶的存取權
roles-can-edit-subscriptions = 暫停、重新啟用及註冊訂用帳戶
roles-can-own-account = 檢視及變更您自己的帳戶
roles-can-import-prices = 匯入價目表
roles-can-decide-requests = 回覆支援要求，並決定退款與交換
roles-can-switch-policies = 讓原則版本生效
roles-can-see-policies = 檢視生效中的原則並計算報價
roles-can-settle-refunds = 輸入退款的付款參考編號
roles-can-read-messages = 閱讀您自己的訊息
roles-can-see-mails = 查看安裝的郵件
roles-can-manage-usage = 匯入使用量並接收使用率通知
roles-can-see-savings = 查看保留的成本與節省金額

roles-partner-direct-bill = 直接計費合作夥伴
roles-partner-indirect-provider = 間接提供者
roles-partner-indirect-reseller = 間接經銷商
roles-partner-operator = 營運者
