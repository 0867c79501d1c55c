help-hybrid-benefit-title = Azure 하이브리드 혜택
help-hybrid-benefit-lead = 고객이 이미 보유한 라이선스.

help-hybrid-benefit-what = Software Assurance가 적용되는 Windows Server 라이선스를 보유한 고객은 이를 Azure에서 사용할 수 있습니다. 그러면 가상 머신은 Linux와 같은 기본 컴퓨팅 요금으로 실행되고 소프트웨어 요금이 없어집니다.
help-hybrid-benefit-alone = 단독으로 가상 머신 비용을 최대 { $alone } 절감합니다.
help-hybrid-benefit-together = 예약과 함께 사용하면 최대 { $together } 절감합니다.
help-hybrid-benefit-editions = 해당 라이선스
help-hybrid-benefit-editions-which = Software Assurance가 적용되는 Windows Server Datacenter 및 Standard입니다. Datacenter 라이선스는 양쪽에서 함께 사용할 수 있고, Standard 라이선스는 전환하여 한쪽에서만 사용합니다.
help-hybrid-benefit-without = 혜택이 없으면 예약이 적용된 가상 머신의 Windows Server 요금이 코어 수에 따라 별도로 청구됩니다.
