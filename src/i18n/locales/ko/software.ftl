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
