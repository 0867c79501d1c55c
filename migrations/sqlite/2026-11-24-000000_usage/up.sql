-- Imports of usage, from a page or the command line, with how far each has come.
CREATE TABLE usage_imports (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES partners (id),
    file_names TEXT NOT NULL,
    format TEXT NOT NULL,
    state TEXT NOT NULL,
    bytes_total INTEGER NOT NULL,
    bytes_read INTEGER NOT NULL,
    rows_read INTEGER NOT NULL,
    rows_kept INTEGER NOT NULL,
    rows_skipped INTEGER NOT NULL,
    rows_bad INTEGER NOT NULL,
    days_new INTEGER NOT NULL,
    days_changed INTEGER NOT NULL,
    days_same INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT,
    unknown_sizes TEXT NOT NULL,
    failure TEXT NOT NULL,
    created_by BLOB REFERENCES users (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;

CREATE INDEX usage_imports_partner ON usage_imports (partner_id, created_at, id);

-- The rows of an import that could not be kept, and why.
CREATE TABLE usage_bad_rows (
    import_id BLOB NOT NULL REFERENCES usage_imports (id),
    position INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- Pieces of days while an import reads: a file may be larger than memory and in any order.
CREATE TABLE usage_staged (
    import_id BLOB NOT NULL REFERENCES usage_imports (id),
    subscription_id BLOB NOT NULL,
    day TEXT NOT NULL,
    piece INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (import_id, subscription_id, day, piece)
) STRICT;

-- What ran on a day in a subscription, hour by hour and resource by resource, packed.
CREATE TABLE usage_days (
    subscription_id BLOB NOT NULL,
    day TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    content BLOB NOT NULL,
    resources INTEGER NOT NULL,
    running_nanos INTEGER NOT NULL,
    import_id BLOB,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (subscription_id, day),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
) STRICT;

CREATE INDEX usage_days_customer ON usage_days (partner_id, customer_id, day);
CREATE INDEX usage_days_day ON usage_days (day);

-- How a reservation was set until a moment; the reservation's own row says how it is set now.
CREATE TABLE reservation_periods (
    reservation_id BLOB NOT NULL,
    until INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    scope TEXT NOT NULL,
    subscription_id BLOB NOT NULL,
    optimise TEXT NOT NULL,
    PRIMARY KEY (reservation_id, until),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT;

-- What a reservation covered on a day. Hours are in thousand-millionths, money in millionths of the smallest unit; `content` has the hours, who used them and
-- why the rest was unused.
CREATE TABLE utilization_days (
    reservation_id BLOB NOT NULL,
    day TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    currency TEXT NOT NULL,
    reserved_nanos INTEGER NOT NULL,
    used_nanos INTEGER NOT NULL,
    cost_micros INTEGER NOT NULL,
    lost_micros INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (reservation_id, day),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT;

CREATE INDEX utilization_days_customer ON utilization_days (customer_id, day);
CREATE INDEX utilization_days_partner ON utilization_days (partner_id, day);

-- What of a customer's usage was covered on a day.
CREATE TABLE coverage_days (
    customer_id BLOB NOT NULL,
    day TEXT NOT NULL,
    partner_id BLOB NOT NULL,
    running_nanos INTEGER NOT NULL,
    covered_nanos INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (customer_id, day),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX coverage_days_partner ON coverage_days (partner_id, day);

-- Who wants to hear when utilization falls below a threshold. Percent in hundredths.
CREATE TABLE utilization_alerts (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    customer_id BLOB,
    region TEXT,
    size TEXT,
    term TEXT,
    scope TEXT,
    threshold INTEGER NOT NULL,
    window_days INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX utilization_alerts_partner ON utilization_alerts (partner_id, user_id);

-- What an alert found: one open notice for a reservation, until it is above the threshold again.
CREATE TABLE utilization_notices (
    id BLOB NOT NULL PRIMARY KEY,
    alert_id BLOB NOT NULL REFERENCES utilization_alerts (id),
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    reservation_id BLOB NOT NULL,
    percent INTEGER NOT NULL,
    raised_at INTEGER NOT NULL,
    resolved_percent INTEGER,
    resolved_at INTEGER,
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT;

CREATE UNIQUE INDEX utilization_notices_open ON utilization_notices (alert_id, reservation_id) WHERE resolved_at IS NULL;
CREATE INDEX utilization_notices_alert ON utilization_notices (alert_id, raised_at);

-- Advice that somebody put aside, for good or until a day.
CREATE TABLE advice_answers (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    size TEXT NOT NULL,
    region TEXT NOT NULL,
    reason TEXT NOT NULL,
    until TEXT,
    answered_by BLOB NOT NULL REFERENCES users (id),
    answered_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX advice_answers_customer ON advice_answers (customer_id);
