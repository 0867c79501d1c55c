-- Settings of the installation: revision counters and marks.
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Organisations that sell: direct-bill partner, indirect provider, indirect reseller.
CREATE TABLE partners (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    mpn_id TEXT NOT NULL,
    provider_id BLOB REFERENCES partners (id),
    created_at INTEGER NOT NULL
) STRICT;

-- `partner_id` is who bills; `reseller_id` the partner of record of new purchases.
-- `seller_id` is whose people look after the customer: the reseller, or who bills. What lists of many
-- customers' things are narrowed by is copied from here by the foreign key itself (ON UPDATE CASCADE).
CREATE TABLE customers (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES partners (id),
    reseller_id BLOB REFERENCES partners (id),
    seller_id BLOB NOT NULL CHECK (seller_id = COALESCE(reseller_id, partner_id)),
    company_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    domain TEXT NOT NULL,
    country TEXT NOT NULL,
    segment TEXT NOT NULL,
    state TEXT NOT NULL,
    is_delegated INTEGER NOT NULL CHECK (is_delegated IN (0, 1)),
    is_purchase_order_required INTEGER NOT NULL CHECK (is_purchase_order_required IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT customers_partner_id_id_key UNIQUE (partner_id, id),
    CONSTRAINT customers_partner_id_seller_id_id_key UNIQUE (partner_id, seller_id, id),
    CONSTRAINT customers_partner_id_domain_key UNIQUE (partner_id, domain)
) STRICT;

CREATE INDEX customers_name ON customers (partner_id, name_key, id);
CREATE INDEX customers_country ON customers (partner_id, country, name_key, id);
CREATE INDEX customers_created ON customers (partner_id, created_at, id);
CREATE INDEX customers_segment ON customers (partner_id, segment, name_key, id);
CREATE INDEX customers_seller ON customers (partner_id, seller_id, name_key, id);
CREATE INDEX customers_seller_country ON customers (partner_id, seller_id, country, name_key, id);
CREATE INDEX customers_country_created ON customers (partner_id, country, created_at, id);
CREATE INDEX customers_segment_created ON customers (partner_id, segment, created_at, id);
CREATE INDEX customers_seller_created ON customers (partner_id, seller_id, created_at, id);

-- Word starts of names and domains, so that one range scan finds a customer by any word (L-7).
CREATE TABLE customer_terms (
    partner_id BLOB NOT NULL,
    term TEXT NOT NULL,
    customer_id BLOB NOT NULL,
    PRIMARY KEY (partner_id, term, customer_id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_terms_customer ON customer_terms (customer_id);

-- People who sign in: of a partner, or of a customer when `customer_id` is set.
CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL REFERENCES partners (id),
    customer_id BLOB,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    is_password_temporary INTEGER NOT NULL CHECK (is_password_temporary IN (0, 1)),
    lang TEXT,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT users_email_key_key UNIQUE (email_key),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX users_partner ON users (partner_id, customer_id, display_name, id);
CREATE INDEX users_customer ON users (customer_id, display_name, id);

CREATE TABLE user_roles (
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;

-- Signed-in sessions; the cookie holds the secret, the row only its hash.
CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    key_hash BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT sessions_key_hash_key UNIQUE (key_hash)
) STRICT;

CREATE INDEX sessions_user ON sessions (user_id, ended_at, seen_at);

-- Filters of a list that a person named; the filters are the list's own query, as in its address.
CREATE TABLE saved_views (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    filters TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT saved_views_user_id_list_name_key UNIQUE (user_id, list, name)
) STRICT;

-- Failed sign-ins, for throttling (quality 24).
CREATE TABLE sign_in_failures (
    id BLOB NOT NULL PRIMARY KEY,
    email_key TEXT NOT NULL,
    network TEXT NOT NULL,
    address TEXT NOT NULL,
    failed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_failures_email ON sign_in_failures (email_key, failed_at);
CREATE INDEX sign_in_failures_address ON sign_in_failures (address, failed_at);
CREATE INDEX sign_in_failures_age ON sign_in_failures (failed_at);

CREATE TABLE subscriptions (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    registration TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    suspended_at INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT subscriptions_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE INDEX subscriptions_customer ON subscriptions (partner_id, customer_id, created_at, id);

-- Explicit access of a person to a subscription (S-8).
CREATE TABLE subscription_access (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    subscription_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    granted_by BLOB NOT NULL REFERENCES users (id),
    granted_at INTEGER NOT NULL,
    ends_at INTEGER,
    revoked_at INTEGER,
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
) STRICT;

CREATE INDEX subscription_access_user ON subscription_access (user_id, customer_id);
CREATE INDEX subscription_access_subscription ON subscription_access (subscription_id, granted_at);

-- Reference data, loaded from the binary.
CREATE TABLE sizes (
    name TEXT NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    series TEXT NOT NULL,
    category TEXT NOT NULL,
    vcpus INTEGER NOT NULL,
    memory_mib INTEGER NOT NULL,
    flexibility_group TEXT,
    flexibility_ratio TEXT
) STRICT;

CREATE TABLE regions (
    name TEXT NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    geography TEXT NOT NULL
) STRICT;

CREATE TABLE markets (
    code TEXT NOT NULL PRIMARY KEY,
    name_en TEXT NOT NULL,
    name_ko TEXT NOT NULL,
    name_zh_tw TEXT NOT NULL,
    currency TEXT,
    is_sold INTEGER NOT NULL CHECK (is_sold IN (0, 1))
) STRICT;

CREATE TABLE market_list_rows (
    list TEXT NOT NULL,
    market TEXT NOT NULL REFERENCES markets (code),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (list, market, valid_from)
) STRICT, WITHOUT ROWID;

-- Which list of closed markets is in force from a day on.
CREATE TABLE market_rules (
    valid_from TEXT NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE currencies (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    exponent INTEGER NOT NULL,
    usd_rate TEXT,
    rate_on TEXT
) STRICT;

CREATE TABLE payg_prices (
    region TEXT NOT NULL,
    size TEXT NOT NULL,
    currency TEXT NOT NULL,
    rate TEXT NOT NULL,
    quality TEXT NOT NULL,
    snapshot_on TEXT NOT NULL,
    PRIMARY KEY (region, size, currency)
) STRICT, WITHOUT ROWID;

-- What is for sale: families are data.
CREATE TABLE products (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL,
    size TEXT,
    title TEXT NOT NULL
) STRICT;

CREATE INDEX products_size ON products (family, size);

CREATE TABLE skus (
    id TEXT NOT NULL PRIMARY KEY,
    product_id TEXT NOT NULL REFERENCES products (id),
    region TEXT NOT NULL,
    term TEXT NOT NULL,
    min_quantity INTEGER NOT NULL,
    max_quantity INTEGER NOT NULL,
    prerequisites TEXT NOT NULL
) STRICT;

CREATE INDEX skus_product ON skus (product_id, region, term);

-- Dated versions of price lists; the hash makes a second import change nothing.
CREATE TABLE price_lists (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    content_hash BLOB NOT NULL,
    effective_on TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    CONSTRAINT price_lists_content_hash_key UNIQUE (content_hash)
) STRICT;

-- A price is valid from a day until the next list replaces it; segment '' is every segment.
CREATE TABLE prices (
    sku_id TEXT NOT NULL REFERENCES skus (id),
    currency TEXT NOT NULL,
    segment TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    total_minor INTEGER NOT NULL,
    meter_id TEXT,
    price_list_id BLOB NOT NULL REFERENCES price_lists (id),
    PRIMARY KEY (sku_id, currency, segment, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE carts (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    state TEXT NOT NULL,
    reseller_id BLOB REFERENCES partners (id),
    purchase_order TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT carts_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
) STRICT;

CREATE UNIQUE INDEX carts_one_active ON carts (customer_id) WHERE state = 'active';

-- A line of software is tied to no subscription and has no scope.
CREATE TABLE cart_lines (
    id BLOB NOT NULL PRIMARY KEY,
    cart_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    sku_id TEXT NOT NULL REFERENCES skus (id),
    quantity INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    price_list_id BLOB NOT NULL REFERENCES price_lists (id),
    subscription_id BLOB,
    scope TEXT,
    optimise TEXT,
    billing_plan TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    FOREIGN KEY (partner_id, customer_id, cart_id) REFERENCES carts (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
) STRICT;

CREATE INDEX cart_lines_cart ON cart_lines (cart_id, position);

-- One order per cart and order group (currency and billing plan, 6.5): a cart is bought once.
CREATE TABLE orders (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    seller_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    number TEXT NOT NULL,
    cart_id BLOB NOT NULL,
    order_group INTEGER NOT NULL,
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    billing_plan TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    usd_rate TEXT NOT NULL,
    purchase_order TEXT NOT NULL,
    reseller_id BLOB REFERENCES partners (id),
    placed_by BLOB NOT NULL REFERENCES users (id),
    placed_at INTEGER NOT NULL,
    review_hash BLOB NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT orders_number_key UNIQUE (number),
    CONSTRAINT orders_cart_id_order_group_key UNIQUE (cart_id, order_group),
    CONSTRAINT orders_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, seller_id, customer_id)
        REFERENCES customers (partner_id, seller_id, id) ON UPDATE CASCADE,
    FOREIGN KEY (partner_id, customer_id, cart_id) REFERENCES carts (partner_id, customer_id, id)
) STRICT;

CREATE INDEX orders_placed ON orders (partner_id, placed_at, id);
CREATE INDEX orders_seller ON orders (partner_id, seller_id, placed_at, id);
CREATE INDEX orders_status ON orders (partner_id, status, placed_at, id);
CREATE INDEX orders_customer ON orders (customer_id, placed_at, id);

CREATE TABLE order_lines (
    id BLOB NOT NULL PRIMARY KEY,
    order_id BLOB NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    line_number INTEGER NOT NULL,
    sku_id TEXT NOT NULL REFERENCES skus (id),
    title TEXT NOT NULL,
    size TEXT NOT NULL,
    region TEXT NOT NULL,
    term TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    price_list_id BLOB NOT NULL REFERENCES price_lists (id),
    subscription_id BLOB,
    scope TEXT,
    optimise TEXT,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT order_lines_order_id_line_number_key UNIQUE (order_id, line_number),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
) STRICT;

CREATE INDEX order_lines_sku ON order_lines (partner_id, sku_id, order_id);

-- What one purchased line made (6.6).
CREATE TABLE reservation_orders (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    order_line_id BLOB NOT NULL REFERENCES order_lines (id),
    name TEXT NOT NULL,
    term TEXT NOT NULL,
    billing_plan TEXT NOT NULL,
    original_quantity INTEGER NOT NULL,
    state TEXT NOT NULL,
    requested_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    currency TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    CONSTRAINT reservation_orders_order_line_id_key UNIQUE (order_line_id),
    CONSTRAINT reservation_orders_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
) STRICT;

CREATE INDEX reservation_orders_order ON reservation_orders (order_id);

-- What is charged and when: one row up front, 12 or 36 monthly (R-BL-2).
CREATE TABLE charges (
    reservation_order_id BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    due_on TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (reservation_order_id, sequence),
    FOREIGN KEY (partner_id, customer_id, reservation_order_id) REFERENCES reservation_orders (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reservations (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    seller_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    reservation_order_id BLOB NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    size TEXT NOT NULL,
    region TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    term TEXT NOT NULL,
    scope TEXT NOT NULL,
    subscription_id BLOB NOT NULL,
    optimise TEXT NOT NULL,
    state TEXT NOT NULL,
    status_code TEXT NOT NULL,
    is_renewing INTEGER NOT NULL CHECK (is_renewing IN (0, 1)),
    archived_at INTEGER,
    starts_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT reservations_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, seller_id, customer_id)
        REFERENCES customers (partner_id, seller_id, id) ON UPDATE CASCADE,
    FOREIGN KEY (partner_id, customer_id, reservation_order_id) REFERENCES reservation_orders (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
) STRICT;

-- The state stands in the indexes so that counting reads nothing else.
CREATE INDEX reservations_expiry ON reservations (partner_id, expires_at, id, state);
CREATE INDEX reservations_seller ON reservations (partner_id, seller_id, expires_at, id, state);
CREATE INDEX reservations_customer ON reservations (customer_id, expires_at, id, state);
CREATE INDEX reservations_state ON reservations (partner_id, state, expires_at, id);
CREATE INDEX reservations_region ON reservations (partner_id, region, expires_at, id);
CREATE INDEX reservations_seller_region ON reservations (partner_id, seller_id, region, expires_at, id);
CREATE INDEX reservations_order ON reservations (reservation_order_id);
CREATE INDEX reservations_archived ON reservations (partner_id, seller_id, customer_id) WHERE archived_at IS NOT NULL;

-- One event per act, in the act's transaction; each row's hash covers the row before it.
CREATE TABLE audit_events (
    partner_id BLOB NOT NULL,
    sequence INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    user_id BLOB,
    session_id BLOB,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    customer_id BLOB,
    resource_type TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    outcome TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (partner_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_events_customer ON audit_events (customer_id, recorded_at);
CREATE INDEX audit_events_resource ON audit_events (resource_id);

-- Append-only (quality 51): what happened is never changed afterwards.
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;

CREATE TRIGGER audit_events_no_delete BEFORE DELETE ON audit_events
BEGIN
    SELECT RAISE(ABORT, 'audit events are append-only');
END;

-- S-10: the partner of record never changes after purchase.
CREATE TRIGGER orders_partner_of_record_is_fixed BEFORE UPDATE OF reseller_id ON orders
BEGIN
    SELECT RAISE(ABORT, 'the partner of record is fixed at purchase');
END;
