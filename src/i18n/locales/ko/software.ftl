software-title = 소프트웨어
software-status = { $count ->
        [0] 구입한 항목 없음
       *[other] 품목 { $count }개
    } · { $customer }
software-empty-title = 이 고객을 위해 구입한 소프트웨어가 없습니다
software-empty-next = Windows Server 및 SQL Server 구독은 예약과 함께 판매됩니다.
software-ordered = 주문 날짜
software-order = 주문
software-ends = 종료
software-bought-quantity = 구입 수량
software-product-id = 제품 ID
software-entitlement-id = 권리 ID
software-cancelled-on = 취소 날짜
software-cancel-until = 취소 가능: { $moment }까지, { $days ->
        [0] 하루 미만 남음
       *[other] { $days }일 남음
    }
software-cancel-over = 취소 가능 기간이 { $moment }에 끝났습니다
software-cancel-never = 이 제품은 취소할 수 없습니다

software-shelf-title = 판매 중인 소프트웨어
software-shelf-status = { $count ->
        [0] 결과 없음
       *[other] 제품 { $count }개
    } · { $customer }
software-not-sold-title = 이 고객에게는 소프트웨어가 판매되지 않습니다
software-not-sold = Windows Server 및 SQL Server 구독은 클라우드 솔루션 공급자 프로그램 시장의 상업용 고객에게 판매됩니다. 고객의 국가와 세그먼트는 계정 페이지에 있습니다.
software-none-title = 일치하는 소프트웨어가 없습니다
software-each = 개당, 전체 기간
software-no-price = 가격표에 가격 없음
software-no-price-why = 가격이 포함된 가격표를 가져오기 전에는 추가할 수 없습니다.
software-terms = 주문과 함께 선불로 결제합니다. 현재 정책의 기간 안에 품목 전체를 취소할 수 있으며, 남은 일수는 소프트웨어 페이지에 표시됩니다.
software-line = 제품군
software-licensing-subscription = 구독
software-licensing-perpetual = 영구
software-licensing-unstated = 기간 명시 없음

software-cancel = 취소
software-pick = 취소할 항목 선택
software-cancel-many = 선택한 품목 취소
software-cancel-title = 소프트웨어 취소
software-cancel-none = 여기에는 취소할 수 있는 품목이 없습니다.
software-cancel-status = 품목 { $count }개. 데스크가 승인할 때까지 아무것도 취소되지 않습니다.
software-line-of = 수량 { $quantity }, 주문 { $number }
software-cancel-refused = 취소할 수 없습니다: { $why }
software-refused-until = 취소할 수 있는 마지막 시점: { $moment }
software-next-role = 관리자 에이전트만 소프트웨어를 취소할 수 있습니다(P-19). 그 시점 전에 조직의 관리자 에이전트에게 요청하세요.
software-next-late = 품목은 { $day }까지 사용됩니다. 그때 갱신하지 않거나 다음에는 적게 구입하세요. 구입에 문제가 있었다면 지원 요청으로 데스크에 문의하세요.
software-next-pending = 데스크에서 이미 결정 중입니다. 케이스에서 상태를 확인하세요.
software-next-ended = 더 이상 사용 중이 아니므로 취소할 것이 없습니다.
software-next-other = 구입에 문제가 있었다면 지원 요청으로 데스크에 문의하세요.
software-follows = 데스크가 승인하면 일어나는 일
software-follows-quantity = 수량이 { $quantity }에서 0이 됩니다. 품목은 목록에 남습니다.
software-follows-keys = 제품 키와 다운로드 링크가 파트너와 고객 모두에게 즉시 해지됩니다.
software-follows-credit = { $amount } 금액이 수수료 없이 { $day }에 시작하는 달의 송장으로 돌아옵니다.
software-follows-whole = 품목 전체가 취소됩니다. 수량의 일부만 반품할 수 없습니다.
software-follows-until = { $moment }까지 취소할 수 있습니다.
software-type-number = 계속하려면 주문 번호 { $number } 입력
software-number-wrong = 주문 번호를 그대로 입력하세요: { $number }
software-go-on = 보고서로 계속
software-keep = 소프트웨어 유지
software-back = 소프트웨어로 돌아가기
software-report-title = 파트너 센터에 문제 보고
software-report-about = { $product } 취소
software-report-subject = 제목
software-impact = 영향
software-facts-note = 환불에 필요한 네 가지 정보입니다. 미리 채워져 있으며 제출할 때 각각 확인합니다.
software-fact-tenant = 고객 테넌트 GUID 또는 도메인 이름
software-fact-order = 주문 ID
software-fact-reason = 환불 이유
software-fact-amount = 요청 금액
software-tenant-hint = 고객의 테넌트 GUID 또는 주 도메인 이름입니다.
software-tenant-wrong = 다른 고객입니다. 테넌트 GUID 또는 { $domain }을(를) 입력하세요.
software-order-wrong = 다른 주문입니다. { $number }을(를) 입력하세요.
software-amount-hint = 오늘 돌아오는 금액은 { $amount }입니다.
software-amount-wrong = 오늘 돌아오는 금액은 { $amount }입니다. 이 금액을 입력하세요.
software-name-missing = 연락처 이름을 입력하세요
software-contact = 연락처
software-submit = 제출
software-result-title = 품목별 결과
software-result-status = { $count }개 중 { $requested }개 요청됨
software-result = 결과
software-result-next = 데스크가 결정합니다. 승인되면 키와 링크가 해지되고 크레딧 노트가 발행되며 메시지를 받습니다. 각 요청에 파일을 추가할 수 있습니다.
software-not-requested = 요청되지 않음
software-approve-what = 품목 수량이 0이 되고 키와 링크가 해지되며 크레딧 노트가 발행됩니다.
