users-count = { NUMBER($count) } 位使用者
users-add = 新增使用者
users-organization = 組織
users-active = 作用中
users-disabled = 已停用
users-status-disabled = 已停用：{ NUMBER($count) } 位
users-temporary = 臨時密碼
users-temporary-note = 第一次登入時必須變更。
users-last-column = 新增日期
users-you = 您
users-empty = 此組織沒有使用者

users-new-title = 新增使用者
users-new-what = 使用者會得到臨時密碼，只會在下一頁顯示一次。
users-name = 姓名
users-email = 電子郵件地址
users-email-hint = 使用者以此地址登入。
users-email-taken = 此電子郵件地址已屬於其他帳戶。請輸入其他地址。
users-no-role = 沒有此類別的角色
users-roles-missing = 至少選取一個角色
users-roles-save = 儲存角色
users-roles-follow = 儲存後會結束此使用者的工作階段，重新登入後即套用新角色。
users-own-right = 您無法移除自己管理使用者的權限，其他使用者管理人員可以移除。

users-password-title = 臨時密碼
users-password-once = 此密碼只會在現在顯示
users-password-for = 請透過可信任的方式交給 { $name }。第一次登入時必須變更。之後無法再次檢視；如果遺失，請提供新的密碼。
users-password-label = 臨時密碼
users-password-done = 完成

users-access = 登入
users-sessions-open = 進行中的工作階段：{ NUMBER($count) } 個
users-sessions-end = 結束所有工作階段
users-password-new = 提供新的臨時密碼
users-password-new-what = 目前的密碼會失效，所有工作階段也會結束。
users-password-own = 請在您的帳戶頁面變更自己的密碼。
users-disable = 停用帳戶
users-disable-what = 使用者會登出且無法登入。使用者的動作仍會保留在活動記錄中。
users-enable = 啟用帳戶
users-enable-what = 使用者可以使用相同的密碼和角色再次登入。
users-disabled-since = 自 { $date } 起停用

# A customer's people.
users-of-customer = 客戶的使用者
users-of-customer-note = 他們在此登入以檢視自己的組織。
users-of-customer-empty = 此客戶在這裡沒有使用者。
users-of-customer-new = 新增 { $name } 的使用者
users-matrix = 誰可以存取此客戶
users-matrix-note = 每個 Azure 訂用帳戶的明確存取權。
users-matrix-delegated = 每位系統管理代理人都透過委派成為所有訂用帳戶的擁有者。
users-matrix-undelegated = 客戶已撤銷委派的系統管理員權限：系統管理代理人不會透過委派成為擁有者。
users-matrix-empty = 沒有人擁有此客戶訂用帳戶的明確存取權。
users-matrix-until = 到 { $day } 為止
users-matrix-none = 沒有存取權
