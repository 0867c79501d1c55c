downloads-version = Version
downloads-file-type = File type/OS
downloads-file = File
downloads-size = Size
downloads-checksum = SHA-256 checksum
