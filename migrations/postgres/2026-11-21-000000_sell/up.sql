-- Settings of the installation: revision counters and marks.
CREATE TABLE settings (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);

-- Organisations that sell: direct-bill partner, indirect provider, indirect reseller.
CREATE TABLE partners (
    id uuid NOT NULL PRIMARY KEY,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    mpn_id text COLLATE "C" NOT NULL,
    provider_id uuid REFERENCES partners (id),
    created_at timestamptz NOT NULL
);

-- `partner_id` is who bills; `reseller_id` the partner of record of new purchases.
-- `seller_id` is whose people look after the customer: the reseller, or who bills. What lists of many
-- customers' things are narrowed by is copied from here by the foreign key itself (ON UPDATE CASCADE).
CREATE TABLE customers (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL REFERENCES partners (id),
    reseller_id uuid REFERENCES partners (id),
    seller_id uuid NOT NULL CHECK (seller_id = COALESCE(reseller_id, partner_id)),
    company_name text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    domain text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    segment text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    is_delegated boolean NOT NULL,
    is_purchase_order_required boolean NOT NULL,
    created_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT customers_partner_id_id_key UNIQUE (partner_id, id),
    CONSTRAINT customers_partner_id_seller_id_id_key UNIQUE (partner_id, seller_id, id),
    CONSTRAINT customers_partner_id_domain_key UNIQUE (partner_id, domain)
);

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
    partner_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    customer_id uuid NOT NULL,
    PRIMARY KEY (partner_id, term, customer_id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX customer_terms_customer ON customer_terms (customer_id);

-- People who sign in: of a partner, or of a customer when `customer_id` is set.
CREATE TABLE users (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL REFERENCES partners (id),
    customer_id uuid,
    email text COLLATE "C" NOT NULL,
    email_key text COLLATE "C" NOT NULL,
    display_name text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    is_password_temporary boolean NOT NULL,
    lang text COLLATE "C",
    created_at timestamptz NOT NULL,
    disabled_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT users_email_key_key UNIQUE (email_key),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX users_partner ON users (partner_id, customer_id, display_name, id);
CREATE INDEX users_customer ON users (customer_id, display_name, id);

CREATE TABLE user_roles (
    user_id uuid NOT NULL REFERENCES users (id),
    role text COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, role)
);

-- Signed-in sessions; the cookie holds the secret, the row only its hash.
CREATE TABLE sessions (
    id uuid NOT NULL PRIMARY KEY,
    key_hash bytea NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ended_at timestamptz,
    user_agent text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    CONSTRAINT sessions_key_hash_key UNIQUE (key_hash)
);

CREATE INDEX sessions_user ON sessions (user_id, ended_at, seen_at);

-- Filters of a list that a person named; the filters are the list's own query, as in its address.
CREATE TABLE saved_views (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    list text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    filters text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT saved_views_user_id_list_name_key UNIQUE (user_id, list, name)
);

-- Failed sign-ins, for throttling (quality 24).
CREATE TABLE sign_in_failures (
    id uuid NOT NULL PRIMARY KEY,
    email_key text COLLATE "C" NOT NULL,
    network text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    failed_at timestamptz NOT NULL
);

CREATE INDEX sign_in_failures_email ON sign_in_failures (email_key, failed_at);
CREATE INDEX sign_in_failures_address ON sign_in_failures (address, failed_at);
CREATE INDEX sign_in_failures_age ON sign_in_failures (failed_at);

CREATE TABLE subscriptions (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    registration text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    suspended_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT subscriptions_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE INDEX subscriptions_customer ON subscriptions (partner_id, customer_id, created_at, id);

-- Explicit access of a person to a subscription (S-8).
CREATE TABLE subscription_access (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    subscription_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    role text COLLATE "C" NOT NULL,
    granted_by uuid NOT NULL REFERENCES users (id),
    granted_at timestamptz NOT NULL,
    ends_at timestamptz,
    revoked_at timestamptz,
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
);

CREATE INDEX subscription_access_user ON subscription_access (user_id, customer_id);
CREATE INDEX subscription_access_subscription ON subscription_access (subscription_id, granted_at);

-- Reference data, loaded from the binary.
CREATE TABLE sizes (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    display_name text COLLATE "C" NOT NULL,
    series text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    vcpus integer NOT NULL,
    memory_mib integer NOT NULL,
    flexibility_group text COLLATE "C",
    flexibility_ratio text COLLATE "C"
);

CREATE TABLE regions (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    display_name text COLLATE "C" NOT NULL,
    geography text COLLATE "C" NOT NULL
);

CREATE TABLE markets (
    code text COLLATE "C" NOT NULL PRIMARY KEY,
    name_en text COLLATE "C" NOT NULL,
    name_ko text COLLATE "C" NOT NULL,
    name_zh_tw text COLLATE "C" NOT NULL,
    currency text COLLATE "C",
    is_sold boolean NOT NULL
);

CREATE TABLE market_list_rows (
    list text COLLATE "C" NOT NULL,
    market text COLLATE "C" NOT NULL REFERENCES markets (code),
    valid_from date NOT NULL,
    valid_to date,
    source text COLLATE "C" NOT NULL,
    PRIMARY KEY (list, market, valid_from)
);

-- Which list of closed markets is in force from a day on.
CREATE TABLE market_rules (
    valid_from date NOT NULL PRIMARY KEY,
    list text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL
);

CREATE TABLE currencies (
    code text COLLATE "C" NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    exponent integer NOT NULL,
    usd_rate text COLLATE "C",
    rate_on date
);

CREATE TABLE payg_prices (
    region text COLLATE "C" NOT NULL,
    size text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    rate text COLLATE "C" NOT NULL,
    quality text COLLATE "C" NOT NULL,
    snapshot_on date NOT NULL,
    PRIMARY KEY (region, size, currency)
);

-- What is for sale: families are data.
CREATE TABLE products (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    family text COLLATE "C" NOT NULL,
    size text COLLATE "C",
    title text COLLATE "C" NOT NULL
);

CREATE INDEX products_size ON products (family, size);

CREATE TABLE skus (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    product_id text COLLATE "C" NOT NULL REFERENCES products (id),
    region text COLLATE "C" NOT NULL,
    term text COLLATE "C" NOT NULL,
    min_quantity integer NOT NULL,
    max_quantity integer NOT NULL,
    prerequisites text COLLATE "C" NOT NULL
);

CREATE INDEX skus_product ON skus (product_id, region, term);

-- Dated versions of price lists; the hash makes a second import change nothing.
CREATE TABLE price_lists (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    content_hash bytea NOT NULL,
    effective_on date NOT NULL,
    imported_at timestamptz NOT NULL,
    row_count integer NOT NULL,
    CONSTRAINT price_lists_content_hash_key UNIQUE (content_hash)
);

-- A price is valid from a day until the next list replaces it; segment '' is every segment.
CREATE TABLE prices (
    sku_id text COLLATE "C" NOT NULL REFERENCES skus (id),
    currency text COLLATE "C" NOT NULL,
    segment text COLLATE "C" NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    total_minor bigint NOT NULL,
    meter_id text COLLATE "C",
    price_list_id uuid NOT NULL REFERENCES price_lists (id),
    PRIMARY KEY (sku_id, currency, segment, valid_from)
);

CREATE TABLE carts (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    created_by uuid NOT NULL REFERENCES users (id),
    state text COLLATE "C" NOT NULL,
    reseller_id uuid REFERENCES partners (id),
    purchase_order text COLLATE "C" NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT carts_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id) REFERENCES customers (partner_id, id)
);

CREATE UNIQUE INDEX carts_one_active ON carts (customer_id) WHERE state = 'active';

-- A line of software is tied to no subscription and has no scope.
CREATE TABLE cart_lines (
    id uuid NOT NULL PRIMARY KEY,
    cart_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    position integer NOT NULL,
    sku_id text COLLATE "C" NOT NULL REFERENCES skus (id),
    quantity integer NOT NULL,
    unit_minor bigint NOT NULL,
    currency text COLLATE "C" NOT NULL,
    price_list_id uuid NOT NULL REFERENCES price_lists (id),
    subscription_id uuid,
    scope text COLLATE "C",
    optimise text COLLATE "C",
    billing_plan text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    added_at timestamptz NOT NULL,
    FOREIGN KEY (partner_id, customer_id, cart_id) REFERENCES carts (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
);

CREATE INDEX cart_lines_cart ON cart_lines (cart_id, position);

-- One order per cart and order group (currency and billing plan, 6.5): a cart is bought once.
CREATE TABLE orders (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    number text COLLATE "C" NOT NULL,
    cart_id uuid NOT NULL,
    order_group integer NOT NULL,
    status text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    billing_plan text COLLATE "C" NOT NULL,
    total_minor bigint NOT NULL,
    usd_rate text COLLATE "C" NOT NULL,
    purchase_order text COLLATE "C" NOT NULL,
    reseller_id uuid REFERENCES partners (id),
    placed_by uuid NOT NULL REFERENCES users (id),
    placed_at timestamptz NOT NULL,
    review_hash bytea NOT NULL,
    version integer NOT NULL,
    CONSTRAINT orders_number_key UNIQUE (number),
    CONSTRAINT orders_cart_id_order_group_key UNIQUE (cart_id, order_group),
    CONSTRAINT orders_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, seller_id, customer_id)
        REFERENCES customers (partner_id, seller_id, id) ON UPDATE CASCADE,
    FOREIGN KEY (partner_id, customer_id, cart_id) REFERENCES carts (partner_id, customer_id, id)
);

CREATE INDEX orders_placed ON orders (partner_id, placed_at, id);
CREATE INDEX orders_seller ON orders (partner_id, seller_id, placed_at, id);
CREATE INDEX orders_status ON orders (partner_id, status, placed_at, id);
CREATE INDEX orders_customer ON orders (customer_id, placed_at, id);

CREATE TABLE order_lines (
    id uuid NOT NULL PRIMARY KEY,
    order_id uuid NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    line_number integer NOT NULL,
    sku_id text COLLATE "C" NOT NULL REFERENCES skus (id),
    title text COLLATE "C" NOT NULL,
    size text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    term text COLLATE "C" NOT NULL,
    quantity integer NOT NULL,
    unit_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    price_list_id uuid NOT NULL REFERENCES price_lists (id),
    subscription_id uuid,
    scope text COLLATE "C",
    optimise text COLLATE "C",
    name text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    CONSTRAINT order_lines_order_id_line_number_key UNIQUE (order_id, line_number),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
);

CREATE INDEX order_lines_sku ON order_lines (partner_id, sku_id, order_id);

-- What one purchased line made (6.6).
CREATE TABLE reservation_orders (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    order_id uuid NOT NULL,
    order_line_id uuid NOT NULL REFERENCES order_lines (id),
    name text COLLATE "C" NOT NULL,
    term text COLLATE "C" NOT NULL,
    billing_plan text COLLATE "C" NOT NULL,
    original_quantity integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    requested_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    starts_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    currency text COLLATE "C" NOT NULL,
    total_minor bigint NOT NULL,
    CONSTRAINT reservation_orders_order_line_id_key UNIQUE (order_line_id),
    CONSTRAINT reservation_orders_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
);

CREATE INDEX reservation_orders_order ON reservation_orders (order_id);

-- What is charged and when: one row up front, 12 or 36 monthly (R-BL-2).
CREATE TABLE charges (
    reservation_order_id uuid NOT NULL,
    sequence integer NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    due_on date NOT NULL,
    amount_minor bigint NOT NULL,
    currency text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    PRIMARY KEY (reservation_order_id, sequence),
    FOREIGN KEY (partner_id, customer_id, reservation_order_id) REFERENCES reservation_orders (partner_id, customer_id, id)
);

CREATE TABLE reservations (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    reservation_order_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    size text COLLATE "C" NOT NULL,
    region text COLLATE "C" NOT NULL,
    quantity integer NOT NULL,
    term text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    subscription_id uuid NOT NULL,
    optimise text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    status_code text COLLATE "C" NOT NULL,
    is_renewing boolean NOT NULL,
    archived_at timestamptz,
    starts_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    version integer NOT NULL,
    CONSTRAINT reservations_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, seller_id, customer_id)
        REFERENCES customers (partner_id, seller_id, id) ON UPDATE CASCADE,
    FOREIGN KEY (partner_id, customer_id, reservation_order_id) REFERENCES reservation_orders (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, subscription_id) REFERENCES subscriptions (partner_id, customer_id, id)
);

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
    partner_id uuid NOT NULL,
    sequence bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    kind text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    user_id uuid,
    session_id uuid,
    address text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    customer_id uuid,
    resource_type text COLLATE "C" NOT NULL,
    resource_id text COLLATE "C" NOT NULL,
    before text COLLATE "C",
    after text COLLATE "C",
    outcome text COLLATE "C" NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (partner_id, sequence)
);

CREATE INDEX audit_events_customer ON audit_events (customer_id, recorded_at);
CREATE INDEX audit_events_resource ON audit_events (resource_id);

-- Append-only (quality 51): what happened is never changed afterwards.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END;
$$;

CREATE TRIGGER audit_events_no_change BEFORE UPDATE OR DELETE ON audit_events
FOR EACH ROW EXECUTE FUNCTION refuse_change('audit events are append-only');

-- S-10: the partner of record never changes after purchase.
CREATE TRIGGER orders_partner_of_record_is_fixed BEFORE UPDATE OF reseller_id ON orders
FOR EACH ROW EXECUTE FUNCTION refuse_change('the partner of record is fixed at purchase');
