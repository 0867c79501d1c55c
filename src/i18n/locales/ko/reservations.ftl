# Azure 예약 목록(고객 한 곳 또는 전체)과 예약 하나의 개요.

reservations-active = 활성 { NUMBER($count) }개
reservations-expire-within = { $days }일 이내 만료 { NUMBER($count) }개
reservations-none-yet = 아직 예약이 없습니다.

reservations-views = 목록 보기
reservations-view-all = 모두
reservations-view-expiring = { $days }일 이내 만료
reservations-view-active = 활성
reservations-view-ended = 종료됨

reservations-region = 지역
reservations-find = 이름, 크기 또는 ID
reservations-find-hint = 이름, VM 크기, 주문 번호, 또는 예약 ID나 예약 주문 ID 전체
reservations-any-region = 모든 지역
reservations-any-term = 모든 기간

reservations-customer = 고객
reservations-size = VM 크기
reservations-expires = 만료
reservations-days-left =
    { $count ->
        [0] 마지막 날
       *[other] { $count }일 남음
    }

reservations-empty-title = 아직 예약이 없습니다
reservations-empty = { $customer }에서 구입한 예약이 없습니다. 구독을 선택하고 그 구독에서 하루 종일 실행되는 크기를 고르세요.
reservations-empty-own-title = 공유된 예약이 없습니다
reservations-empty-own = 예약 또는 예약 주문에 대한 역할을 받으면 해당 예약이 여기에 표시됩니다. 구독에 대한 액세스 권한만으로는 표시되지 않습니다.
reservations-empty-own-next = 파트너에게 문의하세요. 파트너의 { $global } 또는 { $agent }가 예약 페이지에서 역할을 부여합니다.
reservations-empty-portfolio = 예약이 있는 고객이 없습니다. 먼저 고객을 선택하세요.
reservations-empty-view-title = 표시할 예약이 없습니다
reservations-empty-view = 조건에 맞는 예약이 없습니다. 필터를 바꾸거나 모든 예약을 보세요.
reservations-show-all = 모두 표시
reservations-choose-customer = 고객 선택
reservations-how-to-size = 크기를 고르는 방법

reservations-is-active-shared =
    { $days ->
        [0] 오늘이 마지막 날이며, 이 파트너가 { $customer }에 제공하는 모든 구독의 일치하는 가상 머신에 할인이 적용됩니다.
       *[other] 앞으로 { $days }일 동안 활성 상태이며, 이 파트너가 { $customer }에 제공하는 모든 구독의 일치하는 가상 머신에 할인이 적용됩니다.
    }
reservations-is-active-single =
    { $days ->
        [0] 오늘이 마지막 날이며, 구독 { $subscription }의 일치하는 가상 머신에만 할인이 적용됩니다.
       *[other] 앞으로 { $days }일 동안 활성 상태이며, 구독 { $subscription }의 일치하는 가상 머신에만 할인이 적용됩니다.
    }
reservations-is-not-started = 구입했습니다. 할인은 구입 후 첫 정각인 { $starts }에 시작됩니다.
reservations-is-pending = 설정하는 중입니다. 따로 할 일은 없으며 자동으로 활성 상태가 됩니다.
reservations-is-expired = { $date }에 만료되었습니다. 사용량은 다시 종량제 요금으로 청구되며 실행 중인 리소스는 중지되지 않았습니다.
reservations-is-cancelled = 취소되었습니다. 더 이상 할인되지 않습니다.
reservations-is-failed = 설정하지 못했습니다. 할인이 없으며, 이유는 주문에서 확인할 수 있습니다.
reservations-is-warning = 활성 상태이지만 확인이 필요한 사항이 있습니다.

reservations-section-what = 예약 내용
reservations-section-price = 가격 및 지급
reservations-section-ids = ID 및 구입 정보
reservations-expiration-date = 만료 날짜
reservations-expiration-why = 이날 00:00 UTC에 종료됩니다.
reservations-expiration-not-renewing = 저절로 갱신되지 않습니다.
reservations-expiration-renewing = 이때 같은 예약을 다시 구입합니다.
reservations-start = 시작
reservations-instances = 인스턴스
reservations-group = 크기 유연성 그룹
reservations-group-ratio = { $group }, 비율 { $ratio }
reservations-group-none = 이 크기는 그룹에 속하지 않으므로 정확히 이 크기에만 할인이 적용됩니다.
reservations-size-facts = vCPU { NUMBER($vcpus) }개, 메모리 { $memory }GiB
reservations-price-paid = 가격
reservations-price-working = 전체 기간 { $unit } × { NUMBER($quantity) }
reservations-next-charge = 다음 청구
reservations-no-charge-left = 모두 청구되었습니다.
reservations-charges = 청구 { NUMBER($count) }건
reservations-charge-number = 회차
reservations-due = 청구일
reservations-amount = 금액
reservations-partner-of-record = 공식 파트너
reservations-partner-of-record-locked = 구입할 때 정해지며 바꿀 수 없습니다. 바꾸려면 예약을 취소하고 새 파트너로 다시 구입합니다.
reservations-order-number = 주문 번호
reservations-id = 예약 ID
reservations-order-id = 예약 주문 ID
reservations-bought = 구입 날짜
reservations-bought-by = 구입한 사람
reservations-subscription = 구독
reservations-subscription-suspended = 구독이 활성 상태가 아닙니다. 예약은 그대로 유지됩니다.
reservations-copy-all = 지원 요청에 필요한 모든 정보
reservations-copy-all-note = 텍스트를 선택하거나 단추를 사용하세요.
reservations-covers-title = 적용 대상
reservations-covers = 이 지역에 있는 이 크기 가상 머신의 컴퓨팅 시간입니다. 소프트웨어는 포함되지 않습니다. Windows Server, SQL Server 등의 라이선스와 스토리지, 네트워크는 이전과 같이 청구됩니다.
reservations-not-covers = 클래식 및 프로모션 가상 머신에는 할인이 적용되지 않습니다. 사용하지 않은 시간은 매시간이 끝날 때 소멸합니다.
reservations-read-scope = 범위가 작동하는 방식
reservations-read-sizing = 할인이 가상 머신에 적용되는 방식
reservations-read-billing = 예약 요금이 청구되는 방식
reservations-read-refunds = 반환 시 돌려받는 금액
