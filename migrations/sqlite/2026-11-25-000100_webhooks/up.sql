-- A client of the API fills carts of its own, beside the one that the pages show; a repeated checkout is
-- known by what its request called itself.
ALTER TABLE carts ADD COLUMN face TEXT NOT NULL DEFAULT 'page';
ALTER TABLE carts ADD COLUMN request_key TEXT;

DROP INDEX carts_one_active;

CREATE UNIQUE INDEX carts_one_active ON carts (customer_id) WHERE state = 'active' AND face = 'page';

-- Who is told about what: a partner's, or a reseller's about its own customers.
CREATE TABLE webhooks (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    organization_id BLOB NOT NULL REFERENCES partners (id),
    url TEXT NOT NULL,
    topics TEXT NOT NULL,
    secret TEXT NOT NULL,
    secret_since INTEGER NOT NULL,
    former_secret TEXT,
    former_until INTEGER,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    paused_at INTEGER,
    ended_at INTEGER,
    CONSTRAINT webhooks_partner_id_id_key UNIQUE (partner_id, id)
) STRICT;

CREATE INDEX webhooks_live ON webhooks (partner_id) WHERE ended_at IS NULL;

-- What is to be told, written in the transaction of the act.
CREATE TABLE webhook_deliveries (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    webhook_id BLOB NOT NULL,
    event TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    last_status INTEGER,
    last_error TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    tried_at INTEGER,
    signature TEXT NOT NULL,
    answer TEXT NOT NULL,
    FOREIGN KEY (partner_id, webhook_id) REFERENCES webhooks (partner_id, id)
) STRICT;

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE state = 'queued';
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (webhook_id, created_at);
