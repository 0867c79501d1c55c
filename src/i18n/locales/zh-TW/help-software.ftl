help-software-title = 軟體訂閱
help-software-lead = 搭配保留的 Windows Server 與 SQL Server。

help-software-what = 除了保留之外，雲端解決方案提供者方案還提供 Windows Server 與 SQL Server 伺服器訂閱。
help-software-who = 適用於商業類別的客戶。由合作夥伴代表客戶取得、佈建與管理。
help-software-together = 伺服器訂閱搭配保留，可涵蓋 Windows 虛擬機器的授權與計算時數兩部分。
