-- An account of a program instead of a person: it has no password and signs in to no page.
ALTER TABLE users ADD COLUMN is_client boolean NOT NULL DEFAULT FALSE;

-- API clients: the id is the client id and the account's. Of a secret only the hash is kept; after a
-- rotation the former one works until `former_until`.
CREATE TABLE api_clients (
    id uuid NOT NULL PRIMARY KEY REFERENCES users (id),
    secret_hash bytea NOT NULL,
    secret_since timestamptz NOT NULL,
    former_hash bytea,
    former_until timestamptz,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
