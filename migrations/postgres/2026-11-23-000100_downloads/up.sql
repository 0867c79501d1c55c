-- Files of the media library: what "Select product" offers (S-88). The content is in the store of files,
-- under its SHA-256.
CREATE TABLE media (
    id uuid NOT NULL PRIMARY KEY,
    product_id text COLLATE "C" NOT NULL REFERENCES products (id),
    version text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    file_type text COLLATE "C" NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 bytea NOT NULL,
    imported_at timestamptz NOT NULL,
    CONSTRAINT media_choice_key UNIQUE (product_id, version, language, file_type)
);
