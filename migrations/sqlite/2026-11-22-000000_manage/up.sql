-- Which policy version is in force from which day; POL-1810 before the first row (Q-1).
CREATE TABLE policy_switches (
    id BLOB NOT NULL PRIMARY KEY,
    policy TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    reason TEXT NOT NULL,
    switched_by BLOB NOT NULL REFERENCES users (id),
    switched_at INTEGER NOT NULL,
    withdrawn_at INTEGER
) STRICT;

CREATE UNIQUE INDEX policy_switches_valid_from ON policy_switches (valid_from) WHERE withdrawn_at IS NULL;

-- Who may do what with a reservation (5.3). Without a reservation it holds for the whole reservation order.
CREATE TABLE reservation_access (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    reservation_order_id BLOB NOT NULL,
    reservation_id BLOB,
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    granted_by BLOB NOT NULL REFERENCES users (id),
    granted_at INTEGER NOT NULL,
    ends_at INTEGER,
    revoked_at INTEGER,
    CONSTRAINT reservation_access_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_order_id) REFERENCES reservation_orders (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT;

CREATE INDEX reservation_access_order ON reservation_access (reservation_order_id, user_id);
CREATE INDEX reservation_access_user ON reservation_access (user_id, customer_id);

-- What a reservation came from: the parts of a split, the whole of a merge, the rest of a partial return.
CREATE TABLE reservation_origins (
    reservation_id BLOB NOT NULL,
    source_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (reservation_id, source_id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, source_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reservation_origins_source ON reservation_origins (source_id);

-- Questions and requests to the desk (6.12). Both forms, drafts too; `step` is where a draft stands.
CREATE TABLE support_requests (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    number TEXT NOT NULL,
    form TEXT NOT NULL,
    state TEXT NOT NULL,
    step INTEGER NOT NULL,
    issue_type TEXT NOT NULL,
    problem_type TEXT NOT NULL,
    category TEXT NOT NULL,
    severity TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    contact_first_name TEXT NOT NULL,
    contact_last_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_method TEXT NOT NULL,
    contact_language TEXT NOT NULL,
    contact_country TEXT NOT NULL,
    reservation_id BLOB,
    order_id BLOB,
    created_by BLOB NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    answered_at INTEGER,
    closed_at INTEGER,
    updated_at INTEGER NOT NULL,
    assigned_to BLOB REFERENCES users (id),
    version INTEGER NOT NULL,
    CONSTRAINT support_requests_number_key UNIQUE (number),
    CONSTRAINT support_requests_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
) STRICT;

CREATE INDEX support_requests_partner ON support_requests (partner_id, updated_at, id);
CREATE INDEX support_requests_customer ON support_requests (customer_id, updated_at, id);
CREATE INDEX support_requests_queue ON support_requests (state, submitted_at, id);
CREATE INDEX support_requests_reservation ON support_requests (reservation_id);

-- What was said about a request; internal notes stay on the side that wrote them.
CREATE TABLE support_notes (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    request_id BLOB NOT NULL,
    author_id BLOB NOT NULL REFERENCES users (id),
    is_from_desk INTEGER NOT NULL CHECK (is_from_desk IN (0, 1)),
    is_internal INTEGER NOT NULL CHECK (is_internal IN (0, 1)),
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id)
) STRICT;

CREATE INDEX support_notes_request ON support_notes (request_id, created_at, id);

-- Files beside a request. Content is kept apart, so that lists never read it.
CREATE TABLE attachments (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    request_id BLOB NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    state TEXT NOT NULL,
    uploaded_by BLOB NOT NULL REFERENCES users (id),
    uploaded_at INTEGER NOT NULL,
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id)
) STRICT;

CREATE INDEX attachments_request ON attachments (request_id, uploaded_at, id);
CREATE INDEX attachments_uploader ON attachments (uploaded_by, uploaded_at);

CREATE TABLE attachment_contents (
    attachment_id BLOB NOT NULL PRIMARY KEY REFERENCES attachments (id),
    content BLOB NOT NULL
) STRICT;

-- A refund or an exchange from request to both money legs (6.12, C9). `quote` and `decided_quote` are the
-- working that was shown, with the policy rows it used.
CREATE TABLE refund_cases (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    request_id BLOB,
    reason TEXT NOT NULL,
    reason_text TEXT NOT NULL,
    policy TEXT NOT NULL,
    quote TEXT NOT NULL,
    quoted_at INTEGER NOT NULL,
    currency TEXT NOT NULL,
    credit_minor INTEGER NOT NULL,
    fee_minor INTEGER NOT NULL,
    net_minor INTEGER NOT NULL,
    usd_rate TEXT NOT NULL,
    cap_usd_minor INTEGER NOT NULL,
    requested_by BLOB NOT NULL REFERENCES users (id),
    requested_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES users (id),
    decided_at INTEGER,
    decision_note TEXT NOT NULL,
    decided_quote TEXT,
    order_id BLOB,
    vendor_reference TEXT NOT NULL,
    vendor_settled_at INTEGER,
    customer_reference TEXT NOT NULL,
    customer_settled_at INTEGER,
    closed_at INTEGER,
    closing_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT refund_cases_number_key UNIQUE (number),
    CONSTRAINT refund_cases_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
) STRICT;

CREATE UNIQUE INDEX refund_cases_request ON refund_cases (request_id);
CREATE INDEX refund_cases_partner ON refund_cases (partner_id, requested_at, id);
CREATE INDEX refund_cases_customer ON refund_cases (customer_id, requested_at, id);
CREATE INDEX refund_cases_queue ON refund_cases (state, requested_at, id);

-- What is returned. `rest_id` is the reservation that holds what was kept (6.7).
CREATE TABLE case_returns (
    case_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    reservation_id BLOB NOT NULL,
    quantity INTEGER NOT NULL,
    credit_minor INTEGER NOT NULL,
    fee_minor INTEGER NOT NULL,
    rest_id BLOB,
    PRIMARY KEY (case_id, position),
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, rest_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_returns_reservation ON case_returns (reservation_id);

-- What an exchange buys instead.
CREATE TABLE case_purchases (
    case_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    sku_id TEXT NOT NULL REFERENCES skus (id),
    quantity INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    price_list_id BLOB NOT NULL REFERENCES price_lists (id),
    subscription_id BLOB NOT NULL,
    scope TEXT NOT NULL,
    optimise TEXT NOT NULL,
    billing_plan TEXT NOT NULL,
    name TEXT NOT NULL,
    purchase_order TEXT NOT NULL,
    PRIMARY KEY (case_id, position),
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;

-- The refund limit of a customer as a ledger in US cents (R-RF-6 to R-RF-10, C1); append-only.
CREATE TABLE refund_ledger (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    usd_minor INTEGER NOT NULL,
    basis TEXT NOT NULL,
    policy TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    returns_at INTEGER,
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id)
) STRICT;

CREATE INDEX refund_ledger_customer ON refund_ledger (customer_id, recorded_at, id);
CREATE INDEX refund_ledger_case ON refund_ledger (case_id);

-- What the partner gets back: credit and fee as two lines (Q-11); `total_minor` is the net.
CREATE TABLE credit_notes (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    number TEXT NOT NULL,
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    CONSTRAINT credit_notes_number_key UNIQUE (number),
    CONSTRAINT credit_notes_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
) STRICT;

CREATE INDEX credit_notes_customer ON credit_notes (customer_id, issued_at, id);
CREATE INDEX credit_notes_case ON credit_notes (case_id);

CREATE TABLE credit_note_lines (
    credit_note_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    reservation_id BLOB NOT NULL,
    quantity INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (credit_note_id, position),
    FOREIGN KEY (partner_id, customer_id, credit_note_id) REFERENCES credit_notes (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;

-- News for one person. `facts` is what the sentence names, as JSON: the words are made in the reader's language.
CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES partners (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    customer_id BLOB,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    link TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX messages_user ON messages (user_id, created_at, id);
CREATE INDEX messages_unread ON messages (user_id, created_at, id) WHERE read_at IS NULL;

-- What a person does not want by mail; no row means that they want it.
CREATE TABLE mail_refusals (
    user_id BLOB NOT NULL REFERENCES users (id),
    topic TEXT NOT NULL,
    PRIMARY KEY (user_id, topic)
) STRICT, WITHOUT ROWID;

-- Mail to be sent, tried again until it is gone or given up.
CREATE TABLE mails (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL REFERENCES messages (id),
    address TEXT NOT NULL,
    lang TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    sent_at INTEGER,
    last_error TEXT NOT NULL
) STRICT;

CREATE INDEX mails_due ON mails (state, next_attempt_at, id);
