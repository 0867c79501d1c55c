help-hybrid-benefit-title = Azure Hybrid Benefit 權益
help-hybrid-benefit-lead = 客戶已擁有的授權。

help-hybrid-benefit-what = 擁有含軟體保證之 Windows Server 授權的客戶可將授權用於 Azure。虛擬機器即以基本計算費率（與 Linux 相同）執行，不再收取軟體費用。
help-hybrid-benefit-alone = 單獨使用最多可節省虛擬機器費用的 { $alone }。
help-hybrid-benefit-together = 與保留搭配使用最多可節省 { $together }。
help-hybrid-benefit-editions = 適用的授權
help-hybrid-benefit-editions-which = 涵蓋於軟體保證的 Windows Server Datacenter 與 Standard。Datacenter 授權可同時用於兩處；Standard 授權須轉換，僅能用於其中一處。
help-hybrid-benefit-without = 若無此權益，套用保留的虛擬機器上的 Windows Server 依核心數另行計費。
