help-refunds-title = 환불 및 교환
help-refunds-lead = 돌려받는 금액, 받는 주체, 한도.

help-refunds-any-time = 예약은 언제든지 반환할 수 있습니다. 돌려받는 금액은 주문 후 지난 기간과 사용 여부에 따라 달라집니다. 이 정책({ $code })은 { $from }부터 시행됩니다.
help-refunds-fee = 비례 배분은 일 단위로 계산합니다. 가격 × 남은 일수 ÷ 전체 일수를 인스턴스마다 반올림합니다. 조기 종료 수수료는 가격이 아니라 이 크레딧을 기준으로 계산합니다.
help-refunds-cap = 고객마다 { NUMBER($days) }일 동안 최대 { $cap }까지 환불됩니다. 환불한 금액은 { NUMBER($days) }일 후에 한도에 다시 더해집니다. 한도를 넘는 반환은 일부만 처리하지 않고 거부되며, 수량을 줄이면 가능할 수 있습니다.
help-refunds-who = 돈을 받는 주체
help-refunds-who-how = 파트너입니다. 크레딧은 파트너의 계정으로 들어가며, 고객과의 정산은 파트너가 합니다.
help-refunds-exchange = 교환
help-refunds-exchange-how = 교환하면 비례 배분된 크레딧으로 같거나 더 높은 가격의 다른 예약을 구입합니다. 수수료가 없고 한도에 영향을 주지 않으며, 새 기간은 그날 시작됩니다.
