-- An account of a program instead of a person: it has no password and signs in to no page.
ALTER TABLE users ADD COLUMN is_client INTEGER NOT NULL DEFAULT 0 CHECK (is_client IN (0, 1));

-- API clients: the id is the client id and the account's. Of a secret only the hash is kept; after a
-- rotation the former one works until `former_until`.
CREATE TABLE api_clients (
    id BLOB NOT NULL PRIMARY KEY REFERENCES users (id),
    secret_hash BLOB NOT NULL,
    secret_since INTEGER NOT NULL,
    former_hash BLOB,
    former_until INTEGER,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
