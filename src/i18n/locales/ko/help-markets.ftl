help-markets-title = 예약을 판매하지 않는 시장
help-markets-lead = 고객이 예약을 구입할 수 없는 곳.

help-markets-which = 아래 시장의 고객에게는 예약을 판매하지 않습니다. 파트너가 아니라 고객의 국가가 기준입니다.
help-markets-dated = 목록에 날짜가 있는 이유
help-markets-dated-how = 공급업체는 서로 다른 목록을 여러 번 게시했습니다. 목록은 게시된 그대로 날짜 및 출처와 함께 보관됩니다. 여기에서는 { $list } 목록이 시행됩니다. 시장이 열리면 지우지 않고 그날로 목록에서 끝내므로 이전에 거부된 이유를 계속 설명할 수 있습니다.
help-markets-dated-software = 이 목록은 예약에만 해당하며 소프트웨어 구독에는 영향을 주지 않습니다.
