-- Which policy version is in force from which day; POL-1810 before the first row (Q-1).
CREATE TABLE policy_switches (
    id uuid NOT NULL PRIMARY KEY,
    policy text COLLATE "C" NOT NULL,
    valid_from date NOT NULL,
    reason text COLLATE "C" NOT NULL,
    switched_by uuid NOT NULL REFERENCES users (id),
    switched_at timestamptz NOT NULL,
    withdrawn_at timestamptz
);

CREATE UNIQUE INDEX policy_switches_valid_from ON policy_switches (valid_from) WHERE withdrawn_at IS NULL;

-- Who may do what with a reservation (5.3). Without a reservation it holds for the whole reservation order.
CREATE TABLE reservation_access (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    reservation_order_id uuid NOT NULL,
    reservation_id uuid,
    user_id uuid NOT NULL REFERENCES users (id),
    role text COLLATE "C" NOT NULL,
    granted_by uuid NOT NULL REFERENCES users (id),
    granted_at timestamptz NOT NULL,
    ends_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT reservation_access_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_order_id) REFERENCES reservation_orders (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);

CREATE INDEX reservation_access_order ON reservation_access (reservation_order_id, user_id);
CREATE INDEX reservation_access_user ON reservation_access (user_id, customer_id);

-- What a reservation came from: the parts of a split, the whole of a merge, the rest of a partial return.
CREATE TABLE reservation_origins (
    reservation_id uuid NOT NULL,
    source_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    PRIMARY KEY (reservation_id, source_id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, source_id) REFERENCES reservations (partner_id, customer_id, id)
);

CREATE INDEX reservation_origins_source ON reservation_origins (source_id);

-- Questions and requests to the desk (6.12). Both forms, drafts too; `step` is where a draft stands.
CREATE TABLE support_requests (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    form text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    step integer NOT NULL,
    issue_type text COLLATE "C" NOT NULL,
    problem_type text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    severity text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL,
    contact_first_name text COLLATE "C" NOT NULL,
    contact_last_name text COLLATE "C" NOT NULL,
    contact_email text COLLATE "C" NOT NULL,
    contact_phone text COLLATE "C" NOT NULL,
    contact_method text COLLATE "C" NOT NULL,
    contact_language text COLLATE "C" NOT NULL,
    contact_country text COLLATE "C" NOT NULL,
    reservation_id uuid,
    order_id uuid,
    created_by uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    submitted_at timestamptz,
    answered_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz NOT NULL,
    assigned_to uuid REFERENCES users (id),
    version integer NOT NULL,
    CONSTRAINT support_requests_number_key UNIQUE (number),
    CONSTRAINT support_requests_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
);

CREATE INDEX support_requests_partner ON support_requests (partner_id, updated_at, id);
CREATE INDEX support_requests_customer ON support_requests (customer_id, updated_at, id);
CREATE INDEX support_requests_queue ON support_requests (state, submitted_at, id);
CREATE INDEX support_requests_reservation ON support_requests (reservation_id);

-- What was said about a request; internal notes stay on the side that wrote them.
CREATE TABLE support_notes (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    request_id uuid NOT NULL,
    author_id uuid NOT NULL REFERENCES users (id),
    is_from_desk boolean NOT NULL,
    is_internal boolean NOT NULL,
    body text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id)
);

CREATE INDEX support_notes_request ON support_notes (request_id, created_at, id);

-- Files beside a request. Content is kept apart, so that lists never read it.
CREATE TABLE attachments (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    request_id uuid NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    media_type text COLLATE "C" NOT NULL,
    size_bytes integer NOT NULL,
    sha256 bytea NOT NULL,
    state text COLLATE "C" NOT NULL,
    uploaded_by uuid NOT NULL REFERENCES users (id),
    uploaded_at timestamptz NOT NULL,
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id)
);

CREATE INDEX attachments_request ON attachments (request_id, uploaded_at, id);
CREATE INDEX attachments_uploader ON attachments (uploaded_by, uploaded_at);

CREATE TABLE attachment_contents (
    attachment_id uuid NOT NULL PRIMARY KEY REFERENCES attachments (id),
    content bytea NOT NULL
);

-- A refund or an exchange from request to both money legs (6.12, C9). `quote` and `decided_quote` are the
-- working that was shown, with the policy rows it used.
CREATE TABLE refund_cases (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    request_id uuid,
    reason text COLLATE "C" NOT NULL,
    reason_text text COLLATE "C" NOT NULL,
    policy text COLLATE "C" NOT NULL,
    quote text COLLATE "C" NOT NULL,
    quoted_at timestamptz NOT NULL,
    currency text COLLATE "C" NOT NULL,
    credit_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    net_minor bigint NOT NULL,
    usd_rate text COLLATE "C" NOT NULL,
    cap_usd_minor bigint NOT NULL,
    requested_by uuid NOT NULL REFERENCES users (id),
    requested_at timestamptz NOT NULL,
    decided_by uuid REFERENCES users (id),
    decided_at timestamptz,
    decision_note text COLLATE "C" NOT NULL,
    decided_quote text COLLATE "C",
    order_id uuid,
    vendor_reference text COLLATE "C" NOT NULL,
    vendor_settled_at timestamptz,
    customer_reference text COLLATE "C" NOT NULL,
    customer_settled_at timestamptz,
    closed_at timestamptz,
    closing_reason text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT refund_cases_number_key UNIQUE (number),
    CONSTRAINT refund_cases_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, request_id) REFERENCES support_requests (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
);

CREATE UNIQUE INDEX refund_cases_request ON refund_cases (request_id);
CREATE INDEX refund_cases_partner ON refund_cases (partner_id, requested_at, id);
CREATE INDEX refund_cases_customer ON refund_cases (customer_id, requested_at, id);
CREATE INDEX refund_cases_queue ON refund_cases (state, requested_at, id);

-- What is returned. `rest_id` is the reservation that holds what was kept (6.7).
CREATE TABLE case_returns (
    case_id uuid NOT NULL,
    position integer NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    quantity integer NOT NULL,
    credit_minor bigint NOT NULL,
    fee_minor bigint NOT NULL,
    rest_id uuid,
    PRIMARY KEY (case_id, position),
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, rest_id) REFERENCES reservations (partner_id, customer_id, id)
);

CREATE INDEX case_returns_reservation ON case_returns (reservation_id);

-- What an exchange buys instead.
CREATE TABLE case_purchases (
    case_id uuid NOT NULL,
    position integer NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    sku_id text COLLATE "C" NOT NULL REFERENCES skus (id),
    quantity integer NOT NULL,
    unit_minor bigint NOT NULL,
    currency text COLLATE "C" NOT NULL,
    price_list_id uuid NOT NULL REFERENCES price_lists (id),
    subscription_id uuid NOT NULL,
    scope text COLLATE "C" NOT NULL,
    optimise text COLLATE "C" NOT NULL,
    billing_plan text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    purchase_order text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, position),
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
);

-- The refund limit of a customer as a ledger in US cents (R-RF-6 to R-RF-10, C1); append-only.
CREATE TABLE refund_ledger (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    case_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    usd_minor bigint NOT NULL,
    basis text COLLATE "C" NOT NULL,
    policy text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    returns_at timestamptz,
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id)
);

CREATE INDEX refund_ledger_customer ON refund_ledger (customer_id, recorded_at, id);
CREATE INDEX refund_ledger_case ON refund_ledger (case_id);

-- What the partner gets back: credit and fee as two lines (Q-11); `total_minor` is the net.
CREATE TABLE credit_notes (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    case_id uuid NOT NULL,
    order_id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    total_minor bigint NOT NULL,
    issued_at timestamptz NOT NULL,
    CONSTRAINT credit_notes_number_key UNIQUE (number),
    CONSTRAINT credit_notes_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
);

CREATE INDEX credit_notes_customer ON credit_notes (customer_id, issued_at, id);
CREATE INDEX credit_notes_case ON credit_notes (case_id);

CREATE TABLE credit_note_lines (
    credit_note_id uuid NOT NULL,
    position integer NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    reservation_id uuid NOT NULL,
    quantity integer NOT NULL,
    amount_minor bigint NOT NULL,
    PRIMARY KEY (credit_note_id, position),
    FOREIGN KEY (partner_id, customer_id, credit_note_id) REFERENCES credit_notes (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);

-- News for one person. `facts` is what the sentence names, as JSON: the words are made in the reader's language.
CREATE TABLE messages (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL REFERENCES partners (id),
    user_id uuid NOT NULL REFERENCES users (id),
    customer_id uuid,
    kind text COLLATE "C" NOT NULL,
    facts text COLLATE "C" NOT NULL,
    link text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    read_at timestamptz,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX messages_user ON messages (user_id, created_at, id);
CREATE INDEX messages_unread ON messages (user_id, created_at, id) WHERE read_at IS NULL;

-- What a person does not want by mail; no row means that they want it.
CREATE TABLE mail_refusals (
    user_id uuid NOT NULL REFERENCES users (id),
    topic text COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, topic)
);

-- Mail to be sent, tried again until it is gone or given up.
CREATE TABLE mails (
    id uuid NOT NULL PRIMARY KEY,
    message_id uuid NOT NULL REFERENCES messages (id),
    address text COLLATE "C" NOT NULL,
    lang text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    sent_at timestamptz,
    last_error text COLLATE "C" NOT NULL
);

CREATE INDEX mails_due ON mails (state, next_attempt_at, id);
