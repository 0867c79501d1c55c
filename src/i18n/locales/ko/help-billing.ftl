help-billing-title = 청구
help-billing-lead = 청구 계획, 통화, 세금, 지급, 반올림.

help-billing-plan = 선불 또는 월별
help-billing-plan-same = 두 계획의 총액은 같습니다. 월별 계획에서는 1년 기간을 { NUMBER($one) }회, 3년 기간을 { NUMBER($three) }회로 나누어 청구하며, 나누고 남은 금액은 마지막 회차에 더합니다.
help-billing-currency = 통화
help-billing-currency-how = 통화는 파트너의 위치가 아니라 고객의 시장에 따라 정해집니다. 여러 시장에 고객이 있으면 통화마다 송장이 발행됩니다.
help-billing-tax = 세금
help-billing-tax-how = 가격에는 세금이 포함되지 않습니다. 단, 브라질에서는 예약 가격에 세금이 포함됩니다.
help-billing-due = 지급 시기
help-billing-due-how = 일회성 요금의 송장은 발행일부터 { NUMBER($days) }일 이내에 지급해야 합니다. 기한이 지난 송장은 파트너의 등록에 영향을 줄 수 있습니다.
help-billing-rounding = 반올림
help-billing-rounding-how = 인스턴스 하나의 가격을 먼저 통화의 최소 단위로 반올림한 다음 수량을 곱합니다.
help-billing-who = 고객에게 청구하는 주체
help-billing-who-how = 파트너가 청구합니다. Microsoft는 파트너에게 청구하며 청구, 취소, 환불에 대해 고객에게 연락하지 않습니다.
