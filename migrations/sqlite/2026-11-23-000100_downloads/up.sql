-- Files of the media library: what "Select product" offers (S-88). The content is in the store of files,
-- under its SHA-256.
CREATE TABLE media (
    id BLOB NOT NULL PRIMARY KEY,
    product_id TEXT NOT NULL REFERENCES products (id),
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    file_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    imported_at INTEGER NOT NULL,
    CONSTRAINT media_choice_key UNIQUE (product_id, version, language, file_type)
) STRICT;
