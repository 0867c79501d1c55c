help-software-title = 소프트웨어 구독
help-software-lead = 예약과 함께 쓰는 Windows Server 및 SQL Server.

help-software-what = 클라우드 솔루션 공급자 프로그램에는 예약 외에 Windows Server 및 SQL Server 서버 구독이 있습니다.
help-software-who = 상업용 부문 고객을 위한 것입니다. 파트너가 고객을 대신해 구입하고 제공하고 관리합니다.
help-software-together = 서버 구독과 예약을 함께 사용하면 Windows 가상 머신의 라이선스와 컴퓨팅 시간이 모두 해결됩니다.

help-software-buy = 구입
help-software-buy-how = 고객 페이지에서 제품 추가를 선택한 다음 소프트웨어를 선택합니다. 예약과 같은 카트에 담기며 선불로 결제합니다. 가격표에 가격이 없는 제품은 구입할 수 없습니다.
help-software-files = 다운로드
help-software-files-how = 고객의 소프트웨어 페이지에는 구입한 항목이 나열됩니다. 제품 선택에서 버전, 언어, 파일 유형 또는 운영 체제를 고르면 키 및 다운로드 받기에서 파일 링크를 받습니다. 링크와 키는 관리자 에이전트만 받을 수 있습니다.
help-software-link = 링크는 { NUMBER($days) }일 동안 또는 다운로드 { NUMBER($downloads) }회까지 사용할 수 있으며 둘 중 먼저 도달하는 조건에서 만료됩니다. 그 후에는 키 및 다운로드 받기를 통해 제한 없이 다시 활성화할 수 있습니다. 링크를 열면 고객에게 보낼 수 있는 페이지가 나옵니다.
help-software-keys = 제품 키
help-software-keys-how = 키는 소프트웨어를 구입할 때 발급됩니다. 남은 키가 없어도 주문은 이루어집니다. 소프트웨어는 키를 기다리며, 키가 도착하면 관리자 에이전트에게 알립니다. 키는 가려져 있으며, 표시하려면 받는 사람과 이유를 입력해야 하고 둘 다 기록에 남습니다.
help-software-cancel = 취소
help-software-cancel-how = 관리자 에이전트는 주문 후 { NUMBER($days) }일 안에 품목 전체를 취소할 수 있습니다. 수수료는 없으며 전체 금액이 다음 달 송장으로 돌아옵니다. 그 후에는 취소할 수 없습니다.
help-software-cancel-then = 취소를 선택하면 고객, 주문, 이유, 금액이 채워진 보고서가 열립니다. 데스크가 승인하면 수량이 0이 되고 키와 링크가 파트너와 고객 모두에게 즉시 해지됩니다.
