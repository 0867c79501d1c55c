help-ways-title = 작업하는 방법
help-ways-lead = 이 대시보드, Azure Portal, 파일.

help-ways-here = 이 대시보드에서
help-ways-here-how = 고객, 구독, 카탈로그, 카트, 주문, 예약 페이지가 있습니다. 관리자 에이전트와 영업 에이전트가 구입하고 다른 에이전트는 볼 수 있습니다.
help-ways-portal = Azure Portal에서
help-ways-portal-how = 고객 페이지에서 행을 펼치고 Microsoft Azure 관리 포털을 선택합니다. 영업 에이전트와 기술 지원팀 에이전트는 고객 구독에 대한 명시적 액세스가 필요합니다.
help-ways-files = 파일로
help-ways-files-how = 목록은 설정한 필터대로 CSV로 내보낼 수 있습니다.
help-ways-programs = 직접 만든 프로그램에서
help-ways-programs-how = API로 작업합니다. 공급업체의 클라이언트와 az가 사용하는 Partner Center v1과 Azure Resource Manager를 그대로 지원합니다. 사용자를 관리하는 사람이 사용자 페이지에서 API 클라이언트와 웹후크를 등록합니다. 웹후크는 일어난 일을 프로그램에 알립니다.
