# 교환 만들기: 반환할 항목, 구매할 항목, 통과 여부.

exchange-comes-back = 돌려받는 금액
exchange-new-total = 새 구매
exchange-least = 새 구매의 최소 금액
exchange-net = 지불할 금액
exchange-due-now = 그중 바로 지불할 금액
exchange-ends = 새 예약 종료일
exchange-repairs = 다음 중 하나만 바꾸면 됩니다:
exchange-net-with = 지불할 금액 { $net }
