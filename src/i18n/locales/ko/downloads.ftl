downloads-version = 버전
downloads-file-type = 파일 유형/OS
downloads-file = 파일
downloads-size = 크기
downloads-checksum = SHA-256 체크섬
