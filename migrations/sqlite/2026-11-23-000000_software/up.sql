-- What a product of the family software is: more than its title says.
CREATE TABLE software_products (
    product_id TEXT NOT NULL PRIMARY KEY REFERENCES products (id),
    line TEXT NOT NULL,
    pack TEXT NOT NULL,
    licensing TEXT NOT NULL,
    kind TEXT NOT NULL
) STRICT;

-- What a bought line of software gives a customer the right to (6.9). Cancelled, it stays with quantity 0.
CREATE TABLE software_entitlements (
    id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    seller_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    order_line_id BLOB NOT NULL REFERENCES order_lines (id),
    product_id TEXT NOT NULL REFERENCES products (id),
    sku_id TEXT NOT NULL REFERENCES skus (id),
    title TEXT NOT NULL,
    bought_quantity INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    state TEXT NOT NULL,
    ordered_at INTEGER NOT NULL,
    expires_at INTEGER,
    cancelled_at INTEGER,
    version INTEGER NOT NULL,
    CONSTRAINT software_entitlements_order_line_id_key UNIQUE (order_line_id),
    CONSTRAINT software_entitlements_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, seller_id, customer_id)
        REFERENCES customers (partner_id, seller_id, id) ON UPDATE CASCADE,
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
) STRICT;

CREATE INDEX software_entitlements_customer ON software_entitlements (customer_id, ordered_at, id);
CREATE INDEX software_entitlements_order ON software_entitlements (order_id);

-- The line of software that a case cancels; lines are cancelled whole, each by a case of its own.
CREATE TABLE case_software (
    case_id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    entitlement_id BLOB NOT NULL,
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
) STRICT;

CREATE INDEX case_software_entitlement ON case_software (entitlement_id);

-- What a credit note gives back for software; there is never a fee (R-SW-1).
CREATE TABLE credit_note_software (
    credit_note_id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    entitlement_id BLOB NOT NULL,
    quantity INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL,
    FOREIGN KEY (partner_id, customer_id, credit_note_id) REFERENCES credit_notes (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
) STRICT;
