-- What a client of the API was quoted for an exchange: it asks for it by the id alone. A day later it is gone.
CREATE TABLE exchange_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    asked TEXT NOT NULL,
    answer TEXT NOT NULL,
    refund_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX exchange_sessions_customer ON exchange_sessions (customer_id, created_at);
