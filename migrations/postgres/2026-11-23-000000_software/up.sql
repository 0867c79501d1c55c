-- What a product of the family software is: more than its title says.
CREATE TABLE software_products (
    product_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES products (id),
    line text COLLATE "C" NOT NULL,
    pack text COLLATE "C" NOT NULL,
    licensing text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL
);

-- What a bought line of software gives a customer the right to (6.9). Cancelled, it stays with quantity 0.
CREATE TABLE software_entitlements (
    id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    seller_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    order_id uuid NOT NULL,
    order_line_id uuid NOT NULL REFERENCES order_lines (id),
    product_id text COLLATE "C" NOT NULL REFERENCES products (id),
    sku_id text COLLATE "C" NOT NULL REFERENCES skus (id),
    title text COLLATE "C" NOT NULL,
    bought_quantity integer NOT NULL,
    quantity integer NOT NULL,
    state text COLLATE "C" NOT NULL,
    ordered_at timestamptz NOT NULL,
    expires_at timestamptz,
    cancelled_at timestamptz,
    version integer NOT NULL,
    CONSTRAINT software_entitlements_order_line_id_key UNIQUE (order_line_id),
    CONSTRAINT software_entitlements_partner_id_customer_id_id_key UNIQUE (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, seller_id, customer_id)
        REFERENCES customers (partner_id, seller_id, id) ON UPDATE CASCADE,
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
);

CREATE INDEX software_entitlements_customer ON software_entitlements (customer_id, ordered_at, id);
CREATE INDEX software_entitlements_order ON software_entitlements (order_id);

-- The line of software that a case cancels; lines are cancelled whole, each by a case of its own.
CREATE TABLE case_software (
    case_id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    entitlement_id uuid NOT NULL,
    FOREIGN KEY (partner_id, customer_id, case_id) REFERENCES refund_cases (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
);

CREATE INDEX case_software_entitlement ON case_software (entitlement_id);

-- What a credit note gives back for software; there is never a fee (R-SW-1).
CREATE TABLE credit_note_software (
    credit_note_id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    entitlement_id uuid NOT NULL,
    quantity integer NOT NULL,
    amount_minor bigint NOT NULL,
    FOREIGN KEY (partner_id, customer_id, credit_note_id) REFERENCES credit_notes (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, entitlement_id)
        REFERENCES software_entitlements (partner_id, customer_id, id)
);
