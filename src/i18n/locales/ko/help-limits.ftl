help-limits-title = 시간 및 한도
help-limits-lead = 소요 시간과 허용 한도.

help-limits-what = 소요 시간과 허용 한도입니다.

help-limits-order-visible = 새 주문이 목록에 표시됨
help-limits-order-elsewhere = 공급업체의 목록에 표시됨
help-limits-utilization = 사용률 데이터 지연
help-limits-role = 다른 곳에서 부여한 역할이 적용됨
help-limits-payment = 일회성 요금의 지급 기한
help-limits-suspended = 일시 중단된 구독의 데이터 보관(최소)
help-limits-cart = 카트 보관
help-limits-expiring = 만료 전 곧 만료로 표시됨
help-limits-ahead = 목록의 만료 예정에 표시됨
help-limits-download = 다운로드 링크 유효 기간
help-limits-downloads = 다운로드 링크의 허용 횟수
help-limits-invoice = 송장 링크 유효 기간
help-limits-at-once = 바로
help-limits-times = { NUMBER($count) }회
