help-software-title = 소프트웨어 구독
help-software-lead = 예약과 함께 쓰는 Windows Server 및 SQL Server.

help-software-what = 클라우드 솔루션 공급자 프로그램에는 예약 외에 Windows Server 및 SQL Server 서버 구독이 있습니다.
help-software-who = 상업용 부문 고객을 위한 것입니다. 파트너가 고객을 대신해 구입하고 제공하고 관리합니다.
help-software-together = 서버 구독과 예약을 함께 사용하면 Windows 가상 머신의 라이선스와 컴퓨팅 시간이 모두 해결됩니다.
