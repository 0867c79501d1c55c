-- Imports of usage, from a page or the command line, with how far each has come.
CREATE TABLE usage_imports (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL REFERENCES partners (id),
    file_names text COLLATE "C" NOT NULL,
    format text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    bytes_total bigint NOT NULL,
    bytes_read bigint NOT NULL,
    rows_read bigint NOT NULL,
    rows_kept bigint NOT NULL,
    rows_skipped bigint NOT NULL,
    rows_bad bigint NOT NULL,
    days_new bigint NOT NULL,
    days_changed bigint NOT NULL,
    days_same bigint NOT NULL,
    first_day date,
    last_day date,
    unknown_sizes text COLLATE "C" NOT NULL,
    failure text COLLATE "C" NOT NULL,
    created_by uuid REFERENCES users (id),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    finished_at timestamptz
);

CREATE INDEX usage_imports_partner ON usage_imports (partner_id, created_at, id);

-- The rows of an import that could not be kept, and why.
CREATE TABLE usage_bad_rows (
    import_id uuid NOT NULL REFERENCES usage_imports (id),
    position integer NOT NULL,
    partner_id uuid NOT NULL,
    file text COLLATE "C" NOT NULL,
    line bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    PRIMARY KEY (import_id, position)
);

-- Pieces of days while an import reads: a file may be larger than memory and in any order.
CREATE TABLE usage_staged (
    import_id uuid NOT NULL REFERENCES usage_imports (id),
    subscription_id uuid NOT NULL,
    day date NOT NULL,
    piece integer NOT NULL,
    partner_id uuid NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (import_id, subscription_id, day, piece)
);

-- What ran on a day in a subscription, hour by hour and resource by resource, packed.
CREATE TABLE usage_days (
    subscription_id uuid NOT NULL,
    day date NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    content bytea NOT NULL,
    resources integer NOT NULL,
    running_nanos bigint NOT NULL,
    import_id uuid,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (subscription_id, day),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
);

CREATE INDEX usage_days_customer ON usage_days (partner_id, customer_id, day);
CREATE INDEX usage_days_day ON usage_days (day);

-- How a reservation was set until a moment; the reservation's own row says how it is set now.
CREATE TABLE reservation_periods (
    reservation_id uuid NOT NULL,
    until timestamptz NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    scope text COLLATE "C" NOT NULL,
    subscription_id uuid NOT NULL,
    optimise text COLLATE "C" NOT NULL,
    PRIMARY KEY (reservation_id, until),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);

-- What a reservation covered on a day. Hours are in thousand-millionths, money in millionths of the smallest unit; `content` has the hours, who used them and
-- why the rest was unused.
CREATE TABLE utilization_days (
    reservation_id uuid NOT NULL,
    day date NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    currency text COLLATE "C" NOT NULL,
    reserved_nanos bigint NOT NULL,
    used_nanos bigint NOT NULL,
    cost_micros bigint NOT NULL,
    lost_micros bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (reservation_id, day),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);

CREATE INDEX utilization_days_customer ON utilization_days (customer_id, day);
CREATE INDEX utilization_days_partner ON utilization_days (partner_id, day);

-- What of a customer's usage was covered on a day.
CREATE TABLE coverage_days (
    customer_id uuid NOT NULL,
    day date NOT NULL,
    partner_id uuid NOT NULL,
    running_nanos bigint NOT NULL,
    covered_nanos bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (customer_id, day),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX coverage_days_partner ON coverage_days (partner_id, day);

-- Who wants to hear when utilization falls below a threshold. Percent in hundredths.
CREATE TABLE utilization_alerts (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    name text COLLATE "C" NOT NULL,
    customer_id uuid,
    region text COLLATE "C",
    size text COLLATE "C",
    term text COLLATE "C",
    scope text COLLATE "C",
    threshold integer NOT NULL,
    window_days integer NOT NULL,
    created_at timestamptz NOT NULL,
    removed_at timestamptz,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX utilization_alerts_partner ON utilization_alerts (partner_id, user_id);

-- What an alert found: one open notice for a reservation, until it is above the threshold again.
CREATE TABLE utilization_notices (
    id uuid NOT NULL PRIMARY KEY,
    alert_id uuid NOT NULL REFERENCES utilization_alerts (id),
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    percent integer NOT NULL,
    raised_at timestamptz NOT NULL,
    resolved_percent integer,
    resolved_at timestamptz,
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);

CREATE UNIQUE INDEX utilization_notices_open ON utilization_notices (alert_id, reservation_id) WHERE resolved_at IS NULL;
CREATE INDEX utilization_notices_alert ON utilization_notices (alert_id, raised_at);

-- Advice that somebody put aside, for good or until a day.
CREATE TABLE advice_answers (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    size text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    until date,
    answered_by uuid NOT NULL REFERENCES users (id),
    answered_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX advice_answers_customer ON advice_answers (customer_id);
