roles-roles = 역할
roles-category-administrator = 관리자 역할
roles-category-agent = 에이전트 역할
roles-category-customer = 고객 역할
roles-one-of-a-category = 사용자는 범주마다 역할을 하나씩 가질 수 있습니다.

roles-global-admin = 전역 관리자
roles-billing-admin = 청구 관리자
roles-user-management-admin = 사용자 관리 관리자
roles-admin-agent = 관리자 에이전트
roles-sales-agent = 영업 에이전트
roles-helpdesk-agent = 기술 지원팀 에이전트
roles-customer-user = 고객 사용자
roles-desk-agent = 데스크 에이전트
roles-installation-admin = 설치 관리자

roles-about-global-admin = 소프트웨어 키와 소프트웨어 취소를 제외한 모든 계정과 서비스에 대한 전체 권한이 있습니다.
roles-about-billing-admin = 송장, 가격표 및 청구를 봅니다.
roles-about-user-management-admin = 파트너의 사용자를 만들고 관리합니다.
roles-about-admin-agent = 고객을 대신하여 고객, 구독, 예약 및 소프트웨어를 관리합니다.
roles-about-sales-agent = 고객을 관리하고 구독을 추가하며 제품을 구입합니다.
roles-about-helpdesk-agent = 고객을 검색하고 세부 정보를 편집하며 요청을 확인합니다.
roles-about-customer-user = 소속 조직의 예약을 봅니다.
roles-about-desk-agent = 지원 요청에 답하고 환불 및 교환을 결정합니다.
roles-about-installation-admin = 설치의 사용자와 적용 중인 정책을 관리합니다.

# Pages that refuse: what was asked for, and who may.
roles-needs-subscription-access = 고객의 Azure 구독에 대한 명시적 액세스 권한이 필요합니다. 관리자 에이전트가 권한을 부여할 수 있습니다.
roles-needs-customer-permission = 파트너가 조직의 예약 구입을 허용하지 않았습니다.
roles-view-only = 보기만 가능하며 변경할 수 없습니다.
roles-own-only = 소속 조직 또는 본인의 요청에 대해서만 할 수 있습니다.

# What each permission lets you do.
roles-can-list-customers = 고객 목록 보기 및 검색
roles-can-export-customers = 고객 목록 내보내기
roles-can-create-customers = 고객 추가
roles-can-edit-customers = 고객의 세부 정보 편집
roles-can-request-relationship = 고객에게 재판매인 관계 요청
roles-can-remove-relationship = 고객과의 관계 제거
roles-can-open-portal-view = 고객의 Azure Portal 보기 열기
roles-can-see-catalog = 카탈로그 및 가격 보기
roles-can-add-subscriptions = 고객의 Azure 구독 추가
roles-can-place-orders = 카트에 제품을 추가하고 검토한 후 구입
roles-can-buy-in-portal-view = Azure Portal 보기에서 예약 구입
roles-can-view-reservations = 예약 및 사용률 보기
roles-can-configure-reservations = 예약의 범위, 이름 및 유연성 변경
roles-can-manage-reservation-access = 예약에 대한 액세스 관리
roles-can-file-refunds = 예약의 환불 또는 교환 요청
roles-can-confirm-refunds = 환불 또는 교환 확인
roles-can-buy-software = 고객의 소프트웨어 구입
roles-can-see-software = 고객의 소프트웨어 보기
roles-can-see-software-keys = 소프트웨어 키 및 다운로드 받기
roles-can-cancel-software = 소프트웨어 취소
roles-can-create-support-requests = 고객의 지원 요청 만들기
roles-can-view-support-requests = 지원 요청 보기
roles-can-see-invoices = 송장, 조정 파일 및 크레딧 노트 보기
roles-can-view-orders = 고객의 주문 내역 보기
roles-can-toggle-customer-purchase = 고객의 예약 구입 허용 또는 중지
roles-can-see-activity = 활동 로그 보기 및 내보내기
roles-can-manage-users = 사용자 및 역할 관리
roles-can-assign-subscription-roles = 고객의 사용자에게 Azure 역할 할당
roles-can-manage-subscription-access = 에이전트에게 고객의 Azure 구독에 대한 액세스 권한 부여
roles-can-edit-subscriptions = 구독 일시 중단, 다시 활성화 및 등록
roles-can-own-account = 본인의 계정 보기 및 변경
roles-can-import-prices = 가격표 가져오기
roles-can-decide-requests = 지원 요청에 답하고 환불 및 교환 결정
roles-can-switch-policies = 정책 버전 적용
roles-can-see-policies = 적용 중인 정책 보기 및 견적 계산
roles-can-settle-refunds = 환불의 지급 참조 번호 입력
roles-can-read-messages = 본인의 메시지 읽기
roles-can-see-mails = 설치의 메일 보기
roles-can-manage-usage = 사용량 가져오기 및 사용률 알림 받기
roles-can-see-savings = 예약의 비용과 절감액 보기

roles-partner-direct-bill = 직접 청구 파트너
roles-partner-indirect-provider = 간접 공급자
roles-partner-indirect-reseller = 간접 재판매인
roles-partner-operator = 운영자
