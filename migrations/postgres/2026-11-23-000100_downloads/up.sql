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

-- Product keys, sealed with a key of the ring; the fingerprint, made with the same one, tells that a key is
-- here already. A taken one is never given back.
CREATE TABLE product_keys (
    id uuid NOT NULL PRIMARY KEY,
    product_id text COLLATE "C" NOT NULL REFERENCES products (id),
    version text COLLATE "C" NOT NULL,
    ring_key text COLLATE "C" NOT NULL,
    sealed bytea NOT NULL,
    fingerprint bytea NOT NULL,
    imported_at timestamptz NOT NULL,
    taken_at timestamptz,
    CONSTRAINT product_keys_fingerprint_key UNIQUE (fingerprint)
);

CREATE INDEX product_keys_free ON product_keys (product_id, version, imported_at, id) WHERE taken_at IS NULL;

-- Keys of bought software, one a version (6.11). While it waits there is none.
CREATE TABLE software_keys (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    entitlement_id uuid NOT NULL,
    version text COLLATE "C" NOT NULL,
    product_key_id uuid REFERENCES product_keys (id),
    state text COLLATE "C" NOT NULL,
    wanted_at timestamptz NOT NULL,
    issued_at timestamptz,
    revealed_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT software_keys_product_key_id_key UNIQUE (product_key_id),
    CONSTRAINT software_keys_entitlement_id_version_key UNIQUE (entitlement_id, version),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
);

CREATE INDEX software_keys_waiting ON software_keys (wanted_at, id) WHERE state = 'waiting';

-- Links to files (6.10). Of the address only the hash is here; one link that was not taken back for a file.
CREATE TABLE download_links (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    entitlement_id uuid NOT NULL,
    media_id uuid NOT NULL REFERENCES media (id),
    token_hash bytea NOT NULL,
    enabled_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    downloads integer NOT NULL,
    enabled_by uuid NOT NULL REFERENCES users (id),
    revoked_at timestamptz,
    CONSTRAINT download_links_token_hash_key UNIQUE (token_hash),
    CONSTRAINT download_links_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
);

CREATE UNIQUE INDEX download_links_one_open ON download_links (entitlement_id, media_id) WHERE revoked_at IS NULL;

-- Downloads that were begun and counted, so that one can be gone on with: by whom, as a hash, and how many
-- bytes were asked for in all.
CREATE TABLE downloads (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    link_id uuid NOT NULL,
    client bytea NOT NULL,
    started_at timestamptz NOT NULL,
    granted_bytes bigint NOT NULL,
    FOREIGN KEY (partner_id, customer_id, link_id) REFERENCES download_links (partner_id, customer_id, id)
);

CREATE INDEX downloads_link ON downloads (link_id, client, started_at);
