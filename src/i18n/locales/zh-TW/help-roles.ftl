help-roles-title = 角色與權限
help-roles-lead = 誰可以做什麼，以及明確的存取權。

help-roles-what = 可執行的動作取決於使用者管理系統管理員或全域系統管理員指派的角色。每個類別最多一個角色，且至少要有一個。
help-roles-access = 明確的存取權
help-roles-access-how = 系統管理代理人經由委派存取客戶的 Azure 訂用帳戶；銷售代理人與技術服務代理人則否。若要在 Azure 入口網站代表客戶操作或提交支援要求，他們需要該客戶某個 Azure 訂用帳戶的存取權。系統管理代理人可在訂用帳戶頁面授予，可設期限或不設期限。
help-roles-matrix = 角色與權限
help-roles-matrix-how = 此表由程式實際檢查的規則產生。
