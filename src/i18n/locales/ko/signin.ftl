signin-title = 로그인
signin-email = 이메일 주소
signin-password = 암호
signin-submit = 로그인
signin-signed-out = 로그아웃되었습니다.
signin-wrong = 이메일 주소 또는 암호가 올바르지 않습니다
signin-enter-email = 이메일 주소를 입력하세요
signin-enter-password = 암호를 입력하세요
signin-locked-until = 시도 횟수가 너무 많습니다. { $until }부터 다시 로그인할 수 있습니다.
signin-forgot = 암호를 잊었나요? 조직의 사용자 관리 관리자가 임시 암호를 발급할 수 있습니다.

# Demo mode.
signin-demo-title = 데모 계정
signin-demo-notice = 가상 데이터를 사용하는 데모입니다. 여기에서 수행하는 작업에는 요금이 청구되지 않습니다.
signin-demo-pick = 암호 없이 로그인할 계정을 선택하세요.
signin-demo-as = { $name } 계정으로 로그인

# Second factor.

# Change the password.
signin-change-title = 암호 변경
signin-change-required = 현재 암호는 임시 암호입니다. 계속하기 전에 새 암호를 설정하세요.
signin-change-current = 현재 암호
signin-change-new = 새 암호
signin-change-repeat = 새 암호 다시 입력
signin-change-rules = 12자에서 128자까지 입력하세요. 공백을 포함한 모든 문자를 사용할 수 있습니다. 흔히 쓰는 암호나 제품 또는 조직의 이름이 들어간 암호는 사용할 수 없습니다.
signin-change-submit = 암호 변경
signin-change-done = 암호가 변경되었습니다. 다른 세션은 모두 종료되었습니다.
signin-change-enter-current = 현재 암호를 입력하세요
signin-change-enter-new = 새 암호를 입력하세요
signin-change-wrong-current = 현재 암호가 올바르지 않습니다
signin-change-too-short = 새 암호는 12자 이상이어야 합니다
signin-change-too-long = 새 암호는 128자 이하여야 합니다
signin-change-common = 흔히 쓰는 암호입니다. 다른 암호를 입력하세요.
signin-change-has-name = 새 암호에 제품, 조직 또는 계정의 이름이 들어 있습니다. 다른 암호를 입력하세요.
signin-change-not-repeated = 새 암호 두 개가 서로 다릅니다
signin-change-same = 새 암호가 현재 암호와 같습니다. 다른 암호를 입력하세요.

# Sessions.
signin-sessions-title = 세션
signin-sessions-intro = 로그인되어 있는 위치입니다. 알 수 없는 세션이 있으면 종료하고 암호를 변경하세요.
signin-sessions-this = 현재 브라우저
signin-sessions-browser = 브라우저
signin-sessions-address = 주소
signin-sessions-started = 로그인한 시간
signin-sessions-last-seen = 마지막 활동
signin-sessions-end = 세션 종료
signin-sessions-end-others = 다른 세션 모두 종료
signin-sessions-only-this = 다른 곳에서는 로그인되어 있지 않습니다.
