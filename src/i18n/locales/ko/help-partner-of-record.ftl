help-partner-of-record-title = 공식 파트너
help-partner-of-record-lead = 예약에 기록되어 바뀌지 않는 파트너.

help-partner-of-record-what = 공식 파트너는 주문에 기록된 재판매인입니다. 예약을 구입할 때 정해집니다.
help-partner-of-record-choose = 정하는 방법
help-partner-of-record-choose-direct = 직접 청구 파트너는 자사 고객의 공식 파트너입니다.
help-partner-of-record-choose-provider = 간접 공급자는 검토 페이지에서 간접 재판매인을 선택합니다. 공급자 자신은 공식 파트너가 될 수 없습니다.
help-partner-of-record-choose-portal = Azure Portal에서 구입하면 선택할 수 없으며, Azure 구독의 공식 파트너를 그대로 따릅니다.
help-partner-of-record-change = 변경
help-partner-of-record-change-how = 나중에 바꿀 수 없습니다. 예약을 취소하고 새 파트너로 다시 구입하는 방법뿐입니다.
