users-count = 사용자 { NUMBER($count) }명
users-add = 사용자 추가
users-organization = 조직
users-active = 활성
users-disabled = 사용 중지됨
users-status-disabled = 사용 중지됨: { NUMBER($count) }명
users-temporary = 임시 암호
users-temporary-note = 처음 로그인할 때 변경해야 합니다.
users-last-column = 추가한 날짜
users-you = 본인
users-empty = 이 조직에는 사용자가 없습니다

users-new-title = 사용자 추가
users-new-what = 사용자에게 임시 암호가 발급됩니다. 다음 페이지에서 한 번만 표시됩니다.
users-name = 이름
users-email = 이메일 주소
users-email-hint = 사용자가 이 주소로 로그인합니다.
users-email-taken = 이 이메일 주소는 이미 다른 계정에서 사용 중입니다. 다른 주소를 입력하세요.
users-no-role = 이 범주의 역할 없음
users-roles-missing = 역할을 하나 이상 선택하세요
users-roles-save = 역할 저장
users-roles-follow = 저장하면 이 사용자의 세션이 종료되며, 다시 로그인하면 새 역할이 적용됩니다.
users-own-right = 사용자를 관리하는 본인의 권한은 제거할 수 없습니다. 다른 사용자 관리자가 제거할 수 있습니다.

users-password-title = 임시 암호
users-password-once = 이 암호는 지금만 표시됩니다
users-password-for = 신뢰할 수 있는 방법으로 { $name }에게 전달하세요. 처음 로그인할 때 변경해야 합니다. 다시 볼 수 없으며, 잃어버리면 새 암호를 발급하세요.
users-password-label = 임시 암호
users-password-done = 완료

users-access = 로그인
users-sessions-open = 열린 세션 { NUMBER($count) }개
users-sessions-end = 모든 세션 종료
users-password-new = 새 임시 암호 발급
users-password-new-what = 현재 암호는 더 이상 사용할 수 없으며 모든 세션이 종료됩니다.
users-password-own = 본인의 암호는 계정 페이지에서 변경하세요.
users-disable = 계정 사용 중지
users-disable-what = 사용자가 로그아웃되고 로그인할 수 없습니다. 사용자의 작업은 활동 로그에 남습니다.
users-enable = 계정 사용
users-enable-what = 사용자가 같은 암호와 역할로 다시 로그인할 수 있습니다.
users-disabled-since = { $date }부터 사용 중지됨

# A customer's people.
users-of-customer = 고객의 사용자
users-of-customer-note = 고객의 사용자는 여기에 로그인하여 소속 조직의 정보를 봅니다.
users-of-customer-empty = 이 고객에게는 사용자가 없습니다.
users-of-customer-new = { $name }의 사용자 추가
users-matrix = 이 고객에 액세스할 수 있는 사람
users-matrix-note = 각 Azure 구독에 대한 명시적 액세스입니다.
users-matrix-delegated = 모든 관리자 에이전트는 위임을 통해 모든 구독의 소유자입니다.
users-matrix-undelegated = 고객이 위임된 관리자 권한을 해지했으므로 관리자 에이전트는 위임된 소유자가 아닙니다.
users-matrix-empty = 이 고객의 구독에 대한 명시적 액세스 권한이 있는 사람이 없습니다.
users-matrix-until = { $day }까지
users-matrix-none = 액세스 없음
