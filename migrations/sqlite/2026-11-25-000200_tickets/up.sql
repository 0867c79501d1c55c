-- The name that a client of the API gave a support request, and what it said that a request has no
-- column for. A request without one was written on a page and goes by its number.
CREATE TABLE support_tickets (
    request_id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    said TEXT NOT NULL,
    CONSTRAINT support_tickets_name_key UNIQUE (partner_id, customer_id, name_key),
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id)
) STRICT;

-- The same for what was said about it. `body` is what the client sent, letter by letter.
CREATE TABLE support_communications (
    note_id BLOB NOT NULL PRIMARY KEY REFERENCES support_notes (id),
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    request_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    sender TEXT NOT NULL,
    body TEXT NOT NULL,
    CONSTRAINT support_communications_name_key UNIQUE (request_id, name_key),
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id)
) STRICT;
