account-organization = 組織
account-roles = 角色

# What a customer's person sees.
account-own-title = 您的組織
account-own-domain = 網域
account-own-id = Microsoft 識別碼
account-seller-title = 您的合作夥伴
account-seller-what = { $name } 銷售 Azure 產品給貴組織，並回答您的問題。
account-seller-people = 連絡人
account-seller-nobody = 沒有列出連絡人。
account-access-title = 您可以存取的 Azure 訂用帳戶
account-access-empty = 您沒有任何 Azure 訂用帳戶的存取權。訂用帳戶的擁有者或您的合作夥伴可以授予。
account-see-title = 您在這裡可以看到的內容
account-see-own = 您自己的帳戶、工作階段和合作夥伴的連絡人。
account-see-reservations = 貴組織的保留，以及上面列出的訂用帳戶。
account-see-not = 不會顯示價格、訂單、發票和其他客戶。請洽詢您的合作夥伴。
