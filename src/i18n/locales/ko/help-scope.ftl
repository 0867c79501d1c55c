help-scope-title = 범위
help-scope-lead = 할인이 적용되는 구독.

help-scope-what = 범위는 할인이 적용되는 가상 머신의 대상을 정합니다. 검토 페이지에서 예약마다 선택합니다.
help-scope-context = 청구 컨텍스트
help-scope-context-what = 클라우드 솔루션 공급자 고객의 청구 컨텍스트는 이 고객에게 여러분이 제공하는 모든 구독입니다. 다른 파트너가 제공한 구독은 포함되지 않습니다. 제공 관계를 벗어난 구독에는 공유 할인이 더 이상 적용되지 않으며, 나머지 구독에는 계속 적용됩니다.
help-scope-optimize = 최적화 대상
help-scope-optimize-when = 용량 우선 순위는 단일 구독에만 선택할 수 있습니다.
help-scope-order = 여러 예약을 적용할 수 있을 때
help-scope-order-how = 좁은 범위가 먼저 적용됩니다. 단일 구독 다음에 공유 순이며, 남은 부분은 다음 범위로 넘어갑니다.
