help-overview-title = 예약이란
help-overview-lead = 혜택, 포함되는 것과 포함되지 않는 것.

help-overview-what = 예약은 한 지역에서 한 가지 크기의 가상 머신 요금을 1년 또는 3년 동안 지급하겠다는 약정입니다. 그 대신 시간당 요금이 종량제보다 낮아집니다. 설치하거나 할당할 것은 없으며, 할인은 일치하는 가상 머신에 자동으로 적용됩니다.
help-overview-benefits = 고객이 얻는 것
help-overview-fast = 빠른 시작: 가상 머신은 몇 초 만에 실행되고, 할인은 구입 후 첫 정각부터 적용됩니다.
help-overview-flexible = 유연성: 예약은 언제든지 교환하거나 반환할 수 있으며, 남은 일수를 계산해 환불됩니다.
help-overview-savings = 절감: 일치하는 가상 머신이 실행되는 모든 시간에 종량제보다 비용이 낮습니다.
help-overview-budget = 예측할 수 있는 예산: 구입할 때 전체 기간의 가격이 정해집니다.
help-overview-capacity = 고객과 가까운 지역의 용량: 단일 범위에 용량 우선 순위를 선택한 예약에만 우선권이 있습니다.
help-overview-together = 고객이 보유한 Windows Server 및 SQL Server 라이선스와 함께 사용할 수 있습니다.
help-overview-departments = 조직 전체 또는 부서별로 보기
help-overview-departments-how = 공유 예약은 조직 전체에 적용됩니다. 단일 구독 예약은 그 구독의 비용을 내는 부서에만 할인이 적용되도록 합니다.
help-overview-included = 가격에 포함되지 않는 것
help-overview-software = 예약은 컴퓨팅 시간에만 적용됩니다. Windows Server, SQL Server, SUSE 등의 소프트웨어는 주문과 송장에 별도 줄로 표시됩니다. 스토리지와 네트워크는 이전과 같이 청구됩니다.
help-overview-families = 이 카탈로그에서는 가상 머신 예약을 판매합니다. SQL Database 예약은 예고되었으며 아직 판매하지 않습니다.
