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
