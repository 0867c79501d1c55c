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

-- Product keys, sealed with a key of the ring; the fingerprint, made with the same one, tells that a key is
-- here already. A taken one is never given back.
CREATE TABLE product_keys (
    id BLOB NOT NULL PRIMARY KEY,
    product_id TEXT NOT NULL REFERENCES products (id),
    version TEXT NOT NULL,
    ring_key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    fingerprint BLOB NOT NULL,
    imported_at INTEGER NOT NULL,
    taken_at INTEGER,
    CONSTRAINT product_keys_fingerprint_key UNIQUE (fingerprint)
) STRICT;

CREATE INDEX product_keys_free ON product_keys (product_id, version, imported_at, id) WHERE taken_at IS NULL;

-- Keys of bought software, one a version (6.11). While it waits there is none.
CREATE TABLE software_keys (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    entitlement_id BLOB NOT NULL,
    version TEXT NOT NULL,
    product_key_id BLOB REFERENCES product_keys (id),
    state TEXT NOT NULL,
    wanted_at INTEGER NOT NULL,
    issued_at INTEGER,
    revealed_at INTEGER,
    revoked_at INTEGER,
    CONSTRAINT software_keys_product_key_id_key UNIQUE (product_key_id),
    CONSTRAINT software_keys_entitlement_id_version_key UNIQUE (entitlement_id, version),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
) STRICT;

CREATE INDEX software_keys_waiting ON software_keys (wanted_at, id) WHERE state = 'waiting';

-- Links to files (6.10). Of the address only the hash is here; one link that was not taken back for a file.
CREATE TABLE download_links (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    entitlement_id BLOB NOT NULL,
    media_id BLOB NOT NULL REFERENCES media (id),
    token_hash BLOB NOT NULL,
    enabled_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    downloads INTEGER NOT NULL,
    enabled_by BLOB NOT NULL REFERENCES users (id),
    revoked_at INTEGER,
    CONSTRAINT download_links_token_hash_key UNIQUE (token_hash),
    CONSTRAINT download_links_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
) STRICT;

CREATE UNIQUE INDEX download_links_one_open ON download_links (entitlement_id, media_id) WHERE revoked_at IS NULL;

-- Downloads that were begun and counted, so that one can be gone on with: by whom, as a hash, and how many
-- bytes were asked for in all.
CREATE TABLE downloads (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    link_id BLOB NOT NULL,
    client BLOB NOT NULL,
    started_at INTEGER NOT NULL,
    granted_bytes INTEGER NOT NULL,
    FOREIGN KEY (partner_id, customer_id, link_id) REFERENCES download_links (partner_id, customer_id, id)
) STRICT;

CREATE INDEX downloads_link ON downloads (link_id, client, started_at);
