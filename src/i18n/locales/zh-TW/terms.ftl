terms-term = 期限
terms-one-year = 1 年
terms-three-years = 3 年

terms-scope = 範圍
terms-single = 單一訂用帳戶
terms-about-single = 折扣只會套用至所選訂用帳戶中的虛擬機器。
terms-shared = 共用
terms-about-shared = 折扣會套用至計費內容中客戶任何訂用帳戶的相符虛擬機器。
terms-resource-group = 資源群組
terms-management-group = 管理群組

terms-optimize-for = 最佳化對象
terms-flexibility = 執行個體大小彈性
terms-about-flexibility = 折扣會依比例套用至同一大小群組的所有大小。
terms-capacity = 容量優先順序
terms-about-capacity = 折扣只會套用至所選大小，並優先取得該區域的容量。

terms-billing-plan = 計費方案
terms-upfront = 預付
terms-about-upfront = 購買時一次計費全額。
terms-monthly = 每月
terms-about-monthly = 費用在期限內每月平均計費。
terms-one-time = 一次性
terms-recurring = 週期性

terms-segment = 客戶類別
terms-commercial = 商業
terms-education = 教育
terms-government = 政府
terms-non-profit = 非營利

terms-relationship = 關係
terms-relationship-none = 無
terms-relationship-reseller = 經銷商
terms-relationship-advisor = 顧問
terms-relationship-syndication = 聯合發行
terms-relationship-microsoft-support = Microsoft 支援
terms-delegated-admin = 委派的系統管理員權限
