-- What a client of the API was quoted for an exchange: it asks for it by the id alone. A day later it is gone.
CREATE TABLE exchange_sessions (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    asked text COLLATE "C" NOT NULL,
    answer text COLLATE "C" NOT NULL,
    refund_minor bigint NOT NULL,
    net_minor bigint NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX exchange_sessions_customer ON exchange_sessions (customer_id, created_at);
