-product = 파트너 대시보드

common-product = { -product }
common-title = { $page } - { -product }
common-title-section = { $page } - { $section } - { -product }
common-error-title = 오류: { $title }
common-problem = 문제가 있습니다

common-save = 저장
common-cancel = 취소
common-back = 뒤로
common-edit = 편집
common-change = 변경
common-change-of = { $what } 변경
common-remove = 제거
common-remove-of = { $what } 제거
common-add = 추가
common-search = 검색
common-filter = 필터
common-apply-filters = 필터 적용
common-clear-filters = 필터 지우기
common-continue = 계속
common-next = 다음
common-done = 완료
common-view = 보기
common-details = 세부 정보
common-show-details = 세부 정보 표시
common-hide-details = 세부 정보 숨기기
common-export-csv = CSV 내보내기
common-download = 다운로드
common-copy = 복사
common-copied = 복사됨
common-print = 인쇄
common-confirm = 확인
common-submit = 제출

common-yes = 예
common-no = 아니요
common-all = 모두
common-on-page = 이 페이지에 { NUMBER($count) }개
common-none = 없음
common-not-provided = 제공되지 않음
common-not-applicable = 해당 없음
common-loading = 로드 중…
common-optional = 선택 사항
common-required = 필수
common-required-note = 선택 사항으로 표시된 항목을 제외하고 모두 입력해야 합니다.
common-new-tab = (새 탭에서 열림)

common-status = 상태
common-actions = 작업
common-name = 이름
common-date = 날짜
common-time = 시간
common-from = 시작
common-to = 끝
common-quantity = 수량
common-unit-price = 단가
common-total = 총액
common-subtotal = 소계
common-currency = 통화
common-description = 설명
common-created = 만든 날짜
common-updated = 업데이트한 날짜
common-sort-ascending = 오름차순 정렬
common-sort-descending = 내림차순 정렬
common-sorted-ascending = 오름차순으로 정렬됨
common-sorted-descending = 내림차순으로 정렬됨

common-pages = 페이지
common-next-page = 다음 페이지
common-previous-page = 이전 페이지
common-page-of = { NUMBER($pages) }페이지 중 { NUMBER($page) }페이지
common-range = { NUMBER($from) }–{ NUMBER($to) }
common-range-of = { NUMBER($total) }개 중 { NUMBER($from) }–{ NUMBER($to) }
common-results =
    { $count ->
        [0] 결과 없음
       *[other] 결과 { $count }개
    }
common-days = { NUMBER($count) }일
common-hours = { NUMBER($count) }시간
common-minutes = { NUMBER($count) }분

common-language = 언어
common-skip = 본문으로 건너뛰기
common-breadcrumbs = 현재 위치
common-main-menu = 주 메뉴
common-demo = 데모 데이터
common-utc-note = 날짜와 시간은 UTC 기준입니다.
