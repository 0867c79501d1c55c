signin-title = 登入
signin-email = 電子郵件地址
signin-password = 密碼
signin-submit = 登入
signin-signed-out = 您已登出。
signin-wrong = 電子郵件地址或密碼不正確
signin-enter-email = 輸入您的電子郵件地址
signin-enter-password = 輸入您的密碼
signin-locked-until = 嘗試次數過多。您可以在 { $until } 之後再次登入。
signin-forgot = 忘記密碼嗎？貴組織的使用者管理系統管理員可以提供臨時密碼。

# Demo mode.
signin-demo-title = 示範帳戶
signin-demo-notice = 這是使用虛構資料的示範。您在此執行的任何動作都不會計費。
signin-demo-pick = 選取帳戶即可登入，無須密碼。
signin-demo-as = 以 { $name } 登入

# Second factor.

# Change the password.
signin-change-title = 變更密碼
signin-change-required = 您的密碼是臨時密碼。請先設定自己的密碼再繼續。
signin-change-current = 目前的密碼
signin-change-new = 新密碼
signin-change-repeat = 再次輸入新密碼
signin-change-rules = 12 到 128 個字元。可使用任何字元，包括空格。不可使用常見密碼，也不可包含產品或貴組織的名稱。
signin-change-submit = 變更密碼
signin-change-done = 密碼已變更。所有其他工作階段已結束。
signin-change-enter-current = 輸入目前的密碼
signin-change-enter-new = 輸入新密碼
signin-change-wrong-current = 目前的密碼不正確
signin-change-too-short = 新密碼至少須有 12 個字元
signin-change-too-long = 新密碼不可超過 128 個字元
signin-change-common = 新密碼是常見密碼。請選擇其他密碼。
signin-change-has-name = 新密碼包含產品、貴組織或您的帳戶名稱。請選擇其他密碼。
signin-change-not-repeated = 兩次輸入的新密碼不同
signin-change-same = 新密碼與目前的密碼相同。請選擇其他密碼。

# Sessions.
signin-sessions-title = 工作階段
signin-sessions-intro = 您已登入的位置。結束您不認得的工作階段，並變更密碼。
signin-sessions-this = 此瀏覽器
signin-sessions-browser = 瀏覽器
signin-sessions-address = 位址
signin-sessions-started = 登入時間
signin-sessions-last-seen = 上次活動
signin-sessions-end = 結束工作階段
signin-sessions-end-others = 結束所有其他工作階段
signin-sessions-only-this = 您未在其他地方登入。
