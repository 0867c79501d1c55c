states-customer-invited = 초대됨
states-customer-active = 활성
states-customer-under-review = 검토 중
states-customer-rejected = 거부됨
states-customer-removed = 제거됨

states-subscription-none = 없음
states-subscription-pending = 보류 중
states-subscription-active = 활성
states-subscription-suspended = 일시 중단됨
states-subscription-deleted = 삭제됨

states-registration-not-registered = 등록되지 않음
states-registration-registering = 등록 중
states-registration-registered = 등록됨

states-cart-active = 활성
states-cart-ordered = 주문됨
states-cart-expired = 만료됨

states-order-unknown = 알 수 없음
states-order-pending = 보류 중
states-order-completed = 완료됨
states-order-cancelled = 취소됨

states-line-pending = 설정 중
states-line-fulfilled = 처리됨
states-line-unfulfilled = 취소됨

states-reservation-creating = 만드는 중
states-reservation-pending = 보류 중
states-reservation-processing = 처리 중
states-reservation-succeeded = 성공
states-reservation-expiring = 곧 만료
states-reservation-expired = 만료됨
states-reservation-cancelled = 취소됨
states-reservation-failed = 실패
states-reservation-billing-failed = 청구 실패
states-reservation-warning = 경고
states-reservation-no-benefit = 혜택 없음
states-reservation-split = 분할됨
states-reservation-merged = 병합됨
states-reservation-exchanged = 교환됨

states-renewal-on = 켜짐
states-renewal-off = 꺼짐
states-renewal-renewed = 갱신됨
states-renewal-not-renewed = 갱신되지 않음
states-renewal-not-applicable = 해당 없음

states-payment-scheduled = 예정됨
states-payment-succeeded = 성공
states-payment-failed = 실패
states-payment-cancelled = 취소됨

states-software-active = 활성
states-software-cancel-pending = 취소 보류 중
states-software-cancelled = 취소됨
states-software-expired = 만료됨

states-link-none = 요청되지 않음
states-link-enabled = 사용 가능
states-link-exhausted = 남은 다운로드 없음
states-link-expired = 만료됨
states-link-revoked = 해지됨

states-request-draft = 초안
states-request-open = 열림
states-request-attention-needed = 주의 필요
states-request-closed = 닫힘

states-refund-requested = 요청됨
states-refund-quoted = 견적 제공됨
states-refund-approved = 승인됨
states-refund-processed = 처리됨
states-refund-rejected = 거부됨

states-invoice-open = 미발행
states-invoice-issued = 발행됨
states-invoice-partially-paid = 일부 결제됨
states-invoice-paid = 결제됨
states-invoice-overdue = 연체됨
states-invoice-voided = 무효
