help-sizing-title = 크기 선택
help-sizing-lead = 예약할 크기와 할인이 적용되는 방식.

help-sizing-goal = 실제로 실행되는 것을 예약하세요. 할인은 크기, 지역, 범위가 일치하는 가상 머신에 자동으로 적용되며 가상 머신에 직접 지정하지 않습니다.
help-sizing-find = 크기를 확인하는 곳
help-sizing-find-portal = Azure Portal: 고객 페이지의 행에서 고객을 열고 가상 머신으로 이동하면 크기와 위치가 표시됩니다.
help-sizing-find-powershell = PowerShell: 가상 머신 목록에 위치와 크기가 있습니다.
help-sizing-find-arm = Azure Resource Manager API: 각 가상 머신의 vmSize와 location을 읽습니다.
help-sizing-find-usage = 사용률 레코드: 각 레코드의 추가 정보에 있는 ServiceType을 읽습니다.
help-sizing-not-reconciliation = 조정 파일에서 크기를 확인하지 마세요. 가상 머신의 시리즈가 올바르게 표시되지 않습니다.
help-sizing-never = 일치하지 않는 것
help-sizing-never-which = 클래식 가상 머신, 프로모션 가상 머신, 스폿 가상 머신입니다. DS1과 같은 프리미엄 스토리지 크기와 D1은 서로 다른 그룹의 다른 크기입니다.
help-sizing-hour = 한 시간이 적용되는 방식
help-sizing-hour-partial = 매시간 따로 적용됩니다. 한 시간 중 일부만 실행되는 여러 가상 머신이 예약된 한 시간을 함께 채울 수 있습니다. 시간이 끝날 때 남은 부분은 소멸하며 이월되지 않습니다.
help-sizing-hour-stopped = 중지되었지만 할당된 가상 머신은 예약 시간을 사용합니다. 할당을 해제하면 사용하지 않습니다.
help-sizing-hour-group = 인스턴스 크기 유연성을 사용하면 예약 하나가 그룹의 모든 크기에 비율대로 적용됩니다. 비율 2인 인스턴스 하나는 비율 1인 인스턴스 두 개 또는 비율 4인 인스턴스의 절반에 적용됩니다. 그룹은 카탈로그의 크기 페이지에서 볼 수 있습니다.
help-sizing-check = 구입 후 확인
help-sizing-check-lag = 사용률은 최대 { NUMBER($hours) }시간 늦게 표시될 수 있습니다. 100%이면 절감할 수 있는 만큼 모두 절감되고, 0%이면 일치하는 가상 머신이 없으며, 그 사이면 사용되지 않은 혜택이 있습니다. 어느 가상 머신에 할인이 적용되었는지는 사용량 레코드에서만 알 수 있습니다.
