//! Invariants that one statement finds broken rows of, the same text for both databases.

/// An invariant: its name, what it promises, and the rows for which it does not hold.
pub(super) struct Statement {
    pub(super) name: &'static str,
    pub(super) promise: &'static str,
    /// What follows `SELECT count(*) FROM`.
    pub(super) broken: &'static str,
}

macro_rules! statements {
    ($($name:literal, $promise:literal, $broken:literal;)+) => {
        pub(super) const STATEMENTS: &[Statement] =
            &[$(Statement { name: $name, promise: $promise, broken: $broken }),+];
    };
}

statements! {
    "orders.total", "an order costs what its lines cost",
        "orders o WHERE o.total_minor <> \
         (SELECT coalesce(sum(l.total_minor), 0) FROM order_lines l WHERE l.order_id = o.id)";
    "orders.lines", "an order has lines",
        "orders o WHERE NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id)";
    "orders.cart", "what an order was made of is an ordered cart",
        "orders o JOIN carts c ON c.id = o.cart_id WHERE c.state <> 'ordered'";
    "carts.ordered", "an ordered cart has an order",
        "carts c WHERE c.state = 'ordered' AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.cart_id = c.id)";
    "carts.one_active", "a customer has one active cart at most",
        "(SELECT customer_id FROM carts WHERE state = 'active' GROUP BY customer_id HAVING count(*) > 1) twice";
    "carts.life", "a cart ends after it was made",
        "carts c WHERE c.expires_at <= c.created_at";
    "cart_lines.quantity", "a cart line asks for one or more, and has a price",
        "cart_lines l WHERE l.quantity < 1 OR l.unit_minor < 1";
    "order_lines.total", "a line costs its unit price times its quantity",
        "order_lines l WHERE l.total_minor <> l.unit_minor * l.quantity OR l.quantity < 1";
    "order_lines.reservation_order", "a fulfilled line of a reservation made a reservation order, another none",
        "order_lines l LEFT JOIN reservation_orders r ON r.order_line_id = l.id \
         WHERE (l.scope IS NOT NULL AND l.state = 'fulfilled') <> (r.id IS NOT NULL)";
    "order_lines.sku", "a line names the region and term of its SKU",
        "order_lines l JOIN skus s ON s.id = l.sku_id WHERE l.region <> s.region OR l.term <> s.term";
    "reservation_orders.line", "a reservation order is of its line's order, customer, quantity, term and price",
        "reservation_orders r JOIN order_lines l ON l.id = r.order_line_id \
         WHERE r.order_id <> l.order_id OR r.customer_id <> l.customer_id OR r.original_quantity <> l.quantity \
         OR r.term <> l.term OR r.total_minor <> l.total_minor";
    "reservation_orders.order", "a reservation order has the currency and billing plan of its order",
        "reservation_orders r JOIN orders o ON o.id = r.order_id \
         WHERE r.currency <> o.currency OR r.billing_plan <> o.billing_plan";
    "charges.sum", "the charges of a reservation order are what it costs",
        "reservation_orders r WHERE r.total_minor <> \
         (SELECT coalesce(sum(c.amount_minor), 0) FROM charges c WHERE c.reservation_order_id = r.id) \
         AND NOT EXISTS (SELECT 1 FROM charges x WHERE x.reservation_order_id = r.id AND x.state = 'cancelled')";
    "charges.cancelled", "what is charged after payments were cancelled is no more than the price",
        "reservation_orders r WHERE r.total_minor < (SELECT coalesce(sum(c.amount_minor), 0) FROM charges c \
         WHERE c.reservation_order_id = r.id AND c.state <> 'cancelled')";
    "charges.count", "one charge up front, or one for each month of the term",
        "reservation_orders r WHERE (SELECT count(DISTINCT c.due_on) FROM charges c \
         WHERE c.reservation_order_id = r.id) <> \
         CASE WHEN r.billing_plan = 'upfront' THEN 1 WHEN r.term = 'P1Y' THEN 12 ELSE 36 END";
    "charges.currency", "a charge has the currency of its reservation order, and is not negative",
        "charges c JOIN reservation_orders r ON r.id = c.reservation_order_id \
         WHERE c.currency <> r.currency OR c.customer_id <> r.customer_id OR c.amount_minor < 0";
    "reservations.quantity", "the reservations of a reservation order are as many as were bought and not returned",
        "reservation_orders r WHERE r.original_quantity <> (SELECT coalesce(sum(v.quantity), 0) \
         FROM reservations v WHERE v.reservation_order_id = r.id AND v.state <> 'Cancelled') \
         + (SELECT coalesce(sum(b.quantity), 0) FROM case_returns b \
         JOIN refund_cases c ON c.id = b.case_id JOIN reservations v ON v.id = b.reservation_id \
         WHERE c.state = 'processed' AND v.reservation_order_id = r.id)";
    "reservations.replaced", "what was split or merged has others of its order in its place, and they came to be so",
        "reservations v WHERE v.state = 'Cancelled' AND v.status_code IN ('Split', 'Merged') \
         AND NOT EXISTS (SELECT 1 FROM reservation_origins o JOIN reservations m ON m.id = o.reservation_id \
         WHERE o.source_id = v.id AND m.reservation_order_id = v.reservation_order_id)";
    "reservation_origins.kind", "what others took the place of is cancelled for the reason that is written down",
        "reservation_origins o JOIN reservations v ON v.id = o.source_id \
         WHERE v.state <> 'Cancelled' OR (o.kind = 'split') <> (v.status_code = 'Split') \
         OR (o.kind = 'merge') <> (v.status_code = 'Merged')";
    "reservation_access.order", "a role on a reservation is on its own reservation order",
        "reservation_access a JOIN reservations v ON v.id = a.reservation_id \
         WHERE v.reservation_order_id <> a.reservation_order_id";
    "reservation_access.person", "a role is given to people of who bills, of its resellers or of the customer",
        "reservation_access a JOIN users u ON u.id = a.user_id JOIN partners p ON p.id = u.partner_id \
         WHERE coalesce(p.provider_id, p.id) <> a.partner_id \
         OR (u.customer_id IS NOT NULL AND u.customer_id <> a.customer_id)";
    "reservations.archived", "only what has ended is put away",
        "reservations v WHERE v.archived_at IS NOT NULL AND v.state IN ('Created', 'Succeeded') \
         AND v.archived_at < v.expires_at";
    "reservation_revisions.all", "what a reservation was before each of its changes is kept, once",
        "reservations v WHERE v.version <> 1 + (SELECT count(*) FROM reservation_revisions f \
         WHERE f.reservation_id = v.id AND f.version < v.version)";
    "case_returns.state", "what a processed case returned is cancelled, and its rest is what was kept",
        "case_returns b JOIN refund_cases k ON k.id = b.case_id JOIN reservations v ON v.id = b.reservation_id \
         LEFT JOIN reservations o ON o.id = b.rest_id WHERE k.state = 'processed' \
         AND (v.state <> 'Cancelled' OR (b.quantity < v.quantity) <> (o.id IS NOT NULL) \
         OR (o.id IS NOT NULL AND o.quantity <> v.quantity - b.quantity))";
    "case_returns.one", "a reservation is returned by one open or processed case at most",
        "(SELECT b.reservation_id FROM case_returns b JOIN refund_cases k ON k.id = b.case_id \
         WHERE k.state IN ('requested', 'attention_needed', 'processed') \
         GROUP BY b.reservation_id HAVING count(*) > 1) twice";
    "refund_cases.net", "a refund is its credit less its fee, and neither is negative",
        "refund_cases k WHERE k.net_minor <> k.credit_minor - k.fee_minor OR k.fee_minor < 0 OR k.net_minor < 0";
    "refund_cases.lines", "a case comes to what its lines come to",
        "refund_cases k WHERE k.kind <> 'software' AND (k.credit_minor <> \
         (SELECT coalesce(sum(b.credit_minor), 0) FROM case_returns b WHERE b.case_id = k.id) OR k.fee_minor <> \
         (SELECT coalesce(sum(b.fee_minor), 0) FROM case_returns b WHERE b.case_id = k.id))";
    "refund_cases.software", "a cancellation of software names one line, without a fee, and no other case names one",
        "refund_cases k WHERE (SELECT count(*) FROM case_software s WHERE s.case_id = k.id) <> \
         CASE WHEN k.kind = 'software' THEN 1 ELSE 0 END OR (k.kind = 'software' AND k.fee_minor <> 0)";
    "software_entitlements.cancelled", "software is cancelled with quantity 0, by a processed case, or in use as bought",
        "software_entitlements e WHERE (e.state = 'Cancelled') <> (e.quantity = 0) \
         OR (e.state <> 'Cancelled' AND e.quantity <> e.bought_quantity) \
         OR (e.state = 'Cancelled') <> EXISTS (SELECT 1 FROM case_software s JOIN refund_cases k ON k.id = s.case_id \
         WHERE s.entitlement_id = e.id AND k.state = 'processed')";
    "refund_cases.decided", "who asked for a case does not decide it, and a decision has somebody",
        "refund_cases k WHERE k.decided_by = k.requested_by \
         OR (k.state IN ('processed', 'rejected')) <> (k.decided_by IS NOT NULL)";
    "refund_ledger.case", "a processed refund counts once what it counts, and holds nothing any more",
        "refund_cases k WHERE k.kind = 'refund' AND ((SELECT coalesce(sum(l.usd_minor), 0) FROM refund_ledger l \
         WHERE l.case_id = k.id AND l.kind = 'commit') <> CASE WHEN k.state = 'processed' THEN k.cap_usd_minor ELSE 0 END \
         OR (SELECT coalesce(sum(CASE WHEN l.kind = 'hold' THEN l.usd_minor WHEN l.kind = 'release' THEN -l.usd_minor \
         ELSE 0 END), 0) FROM refund_ledger l WHERE l.case_id = k.id) <> 0)";
    "credit_notes.total", "a credit note comes to its lines",
        "credit_notes n WHERE n.total_minor <> (SELECT coalesce(sum(l.amount_minor), 0) FROM credit_note_lines l \
         WHERE l.credit_note_id = n.id) + (SELECT coalesce(sum(s.amount_minor), 0) FROM credit_note_software s \
         WHERE s.credit_note_id = n.id)";
    "credit_notes.case", "the credit notes of a processed case come to its net, and no other has one",
        "refund_cases k WHERE (SELECT coalesce(sum(n.total_minor), 0) FROM credit_notes n WHERE n.case_id = k.id) <> \
         CASE WHEN k.state = 'processed' THEN k.net_minor ELSE 0 END";
    "reservations.order", "a reservation has the customer, term, start and end of its reservation order",
        "reservations v JOIN reservation_orders r ON r.id = v.reservation_order_id \
         WHERE v.customer_id <> r.customer_id OR v.term <> r.term OR v.starts_at <> r.starts_at \
         OR v.expires_at <> r.expires_at";
    "orders.placed_by", "an order was placed by a person of the partner or of one of its resellers",
        "orders o JOIN users u ON u.id = o.placed_by JOIN partners p ON p.id = u.partner_id \
         WHERE u.customer_id IS NOT NULL OR coalesce(p.provider_id, p.id) <> o.partner_id";
    "orders.partner_of_record", "the partner of record is a reseller of who bills",
        "orders o JOIN partners p ON p.id = o.reseller_id \
         WHERE p.provider_id IS NULL OR p.provider_id <> o.partner_id";
    "partners.provider", "an indirect reseller has a provider, and nobody else",
        "partners p LEFT JOIN partners v ON v.id = p.provider_id \
         WHERE (p.kind = 'indirect_reseller') <> (p.provider_id IS NOT NULL) \
         OR (v.id IS NOT NULL AND v.kind <> 'indirect_provider')";
    "customers.reseller", "a customer's reseller is one of who bills",
        "customers c JOIN partners p ON p.id = c.reseller_id \
         WHERE p.provider_id IS NULL OR p.provider_id <> c.partner_id";
    "customers.seller", "a customer is looked after by its reseller, or by who bills",
        "customers c WHERE c.seller_id <> coalesce(c.reseller_id, c.partner_id)";
    "orders.seller", "an order is seen by whose people look after its customer",
        "orders o JOIN customers c ON c.id = o.customer_id WHERE o.seller_id <> c.seller_id";
    "reservations.seller", "a reservation is seen by whose people look after its customer",
        "reservations v JOIN customers c ON c.id = v.customer_id WHERE v.seller_id <> c.seller_id";
    "customers.partner", "who bills a customer is no reseller",
        "customers c JOIN partners p ON p.id = c.partner_id WHERE p.kind = 'indirect_reseller'";
    "customers.terms", "a customer is found by its name and domain",
        "customers c WHERE NOT EXISTS (SELECT 1 FROM customer_terms t WHERE t.customer_id = c.id)";
    "users.role", "everybody has a role",
        "users u WHERE NOT EXISTS (SELECT 1 FROM user_roles r WHERE r.user_id = u.id)";
    "users.customer_role", "customer user is the one role of a customer's people, and of nobody else",
        "user_roles r JOIN users u ON u.id = r.user_id \
         WHERE (r.role = 'customer_user') <> (u.customer_id IS NOT NULL)";
    "users.category", "nobody has two roles of one category (R-RO-1)",
        "(SELECT user_id FROM user_roles GROUP BY user_id, CASE \
         WHEN role IN ('global_admin', 'billing_admin', 'user_management_admin') THEN 1 \
         WHEN role IN ('admin_agent', 'sales_agent', 'helpdesk_agent') THEN 2 ELSE 3 END \
         HAVING count(*) > 1) twice";
    "subscriptions.suspended", "a suspended subscription says since when, and no other",
        "subscriptions s WHERE (s.state = 'suspended') <> (s.suspended_at IS NOT NULL)";
    "subscription_access.person", "access is given to people of who bills, of its resellers or of the customer",
        "subscription_access a JOIN users u ON u.id = a.user_id JOIN partners p ON p.id = u.partner_id \
         WHERE coalesce(p.provider_id, p.id) <> a.partner_id \
         OR (u.customer_id IS NOT NULL AND u.customer_id <> a.customer_id)";
    "prices.overlap", "one price of a SKU counts on a day",
        "prices a JOIN prices b ON b.sku_id = a.sku_id AND b.currency = a.currency AND b.segment = a.segment \
         AND b.valid_from > a.valid_from WHERE a.valid_to IS NULL OR a.valid_to > b.valid_from";
    "prices.positive", "a price is positive and counts for a day or more",
        "prices p WHERE p.total_minor < 1 OR p.valid_to <= p.valid_from";
    "skus.quantity", "the most of a SKU is no less than the least",
        "skus s WHERE s.min_quantity < 1 OR s.max_quantity < s.min_quantity";
}

/// Invariants of SQLite's own file.
pub(super) const SQLITE: &[Statement] = &[
    Statement {
        name: "sqlite.integrity",
        promise: "the file is not damaged",
        broken: "pragma_integrity_check WHERE integrity_check <> 'ok'",
    },
    Statement {
        name: "sqlite.foreign_keys",
        promise: "every row names rows that are there",
        broken: "pragma_foreign_key_check",
    },
];
