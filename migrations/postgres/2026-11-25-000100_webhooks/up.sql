-- A client of the API fills carts of its own, beside the one that the pages show; a repeated checkout is
-- known by what its request called itself.
ALTER TABLE carts ADD COLUMN face text COLLATE "C" NOT NULL DEFAULT 'page';
ALTER TABLE carts ADD COLUMN request_key text COLLATE "C";

DROP INDEX carts_one_active;

CREATE UNIQUE INDEX carts_one_active ON carts (customer_id) WHERE state = 'active' AND face = 'page';

-- Who is told about what: a partner's, or a reseller's about its own customers.
CREATE TABLE webhooks (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    organization_id uuid NOT NULL REFERENCES partners (id),
    url text COLLATE "C" NOT NULL,
    topics text COLLATE "C" NOT NULL,
    secret text COLLATE "C" NOT NULL,
    secret_since timestamptz NOT NULL,
    former_secret text COLLATE "C",
    former_until timestamptz,
    created_by uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    paused_at timestamptz,
    ended_at timestamptz,
    CONSTRAINT webhooks_partner_id_id_key UNIQUE (partner_id, id)
);

CREATE INDEX webhooks_live ON webhooks (partner_id) WHERE ended_at IS NULL;

-- What is to be told, written in the transaction of the act.
CREATE TABLE webhook_deliveries (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    event text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    tries integer NOT NULL,
    due_at timestamptz NOT NULL,
    last_status integer,
    last_error text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    delivered_at timestamptz,
    tried_at timestamptz,
    signature text COLLATE "C" NOT NULL,
    answer text COLLATE "C" NOT NULL,
    FOREIGN KEY (partner_id, webhook_id) REFERENCES webhooks (partner_id, id)
);

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE state = 'queued';
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (webhook_id, created_at);
