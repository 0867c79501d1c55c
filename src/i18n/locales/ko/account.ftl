account-organization = 조직
account-roles = 역할

# What a customer's person sees.
account-own-title = 소속 조직
account-own-domain = 도메인
account-own-id = Microsoft 식별자(ID)
account-seller-title = 파트너
account-seller-what = { $name }에서 조직에 Azure 제품을 판매하고 문의에 답변합니다.
account-seller-people = 연락처
account-seller-nobody = 등록된 연락처가 없습니다.
account-access-title = 액세스할 수 있는 Azure 구독
account-access-empty = 액세스할 수 있는 Azure 구독이 없습니다. 구독의 소유자 또는 파트너가 액세스 권한을 부여할 수 있습니다.
account-see-title = 여기에서 볼 수 있는 내용
account-see-own = 본인의 계정과 세션, 파트너의 연락처.
account-see-reservations = 조직의 예약과 위에 나열된 구독.
account-see-not = 가격, 주문, 송장 및 다른 고객은 표시되지 않습니다. 파트너에게 문의하세요.
