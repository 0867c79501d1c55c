help-roles-title = 역할 및 권한
help-roles-lead = 역할별 권한과 명시적 액세스.

help-roles-what = 사용자 관리 관리자 또는 전역 관리자가 부여한 역할에 따라 할 수 있는 작업이 정해집니다. 범주마다 역할을 하나까지 가질 수 있으며, 하나 이상의 역할이 있어야 합니다.
help-roles-access = 명시적 액세스
help-roles-access-how = 관리자 에이전트는 위임으로 고객의 Azure 구독에 액세스합니다. 영업 에이전트와 기술 지원팀 에이전트는 그렇지 않습니다. Azure Portal에서 고객을 대신해 작업하거나 지원 요청을 제출하려면 고객의 Azure 구독에 대한 액세스가 필요합니다. 관리자 에이전트가 구독 페이지에서 기간을 정하거나 기간 없이 부여합니다.
help-roles-matrix = 역할별 권한
help-roles-matrix-how = 이 표는 프로그램이 실제로 확인하는 규칙에서 만들어집니다.
