terms-term = 기간
terms-one-year = 1년
terms-three-years = 3년

terms-scope = 범위
terms-single = 단일 구독
terms-about-single = 선택한 구독의 가상 머신에만 할인이 적용됩니다.
terms-shared = 공유
terms-about-shared = 청구 컨텍스트에 있는 고객의 모든 구독에서 일치하는 가상 머신에 할인이 적용됩니다.
terms-resource-group = 리소스 그룹
terms-management-group = 관리 그룹

terms-optimize-for = 다음에 맞게 최적화
terms-flexibility = 인스턴스 크기 유연성
terms-about-flexibility = 같은 크기 그룹의 모든 크기에 비율에 따라 할인이 적용됩니다.
terms-capacity = 용량 우선 순위
terms-about-capacity = 선택한 크기에만 할인이 적용되며 해당 지역의 용량을 우선적으로 사용합니다.

terms-billing-plan = 청구 계획
terms-upfront = 선불
terms-about-upfront = 구입할 때 전체 가격이 한 번 청구됩니다.
terms-monthly = 월별
terms-about-monthly = 기간 동안 매월 같은 금액으로 나누어 청구됩니다.
terms-one-time = 일회성
terms-recurring = 되풀이

terms-segment = 고객 부문
terms-commercial = 상업용
terms-education = 교육용
terms-government = 정부 기관용
terms-non-profit = 비영리용

terms-relationship = 관계
terms-relationship-none = 없음
terms-relationship-reseller = 재판매인
terms-relationship-advisor = 조언자
terms-relationship-syndication = 신디케이션
terms-relationship-microsoft-support = Microsoft 지원
terms-delegated-admin = 위임된 관리자 권한
