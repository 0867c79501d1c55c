help-moving-title = 구독 이전
help-moving-lead = 예약은 함께 이동하지 않습니다.

help-moving-stays = 고객이 직접 계약 또는 Enterprise Agreement의 Azure 구독을 클라우드 솔루션 공급자로 옮겨도 예약은 함께 이동하지 않습니다.
help-moving-do = 할 일
help-moving-do-cancel = 구독을 옮기기 전에 예약을 구입한 곳에서 취소합니다.
help-moving-do-move = 구독을 옮깁니다.
help-moving-do-buy = 옮겨 온 구독에 사용할 예약을 여기에서 다시 구입합니다.
help-moving-suspended = 일시 중단된 구독에는 새 예약을 구입할 수 없습니다. 이미 있는 예약은 그대로 유지됩니다.
