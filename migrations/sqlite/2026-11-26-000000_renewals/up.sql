-- Who wants a reservation to be bought again at its end, and what came of it: one row, so one renewal.
CREATE TABLE reservation_renewals (
    reservation_id BLOB NOT NULL PRIMARY KEY,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    asked_by BLOB NOT NULL REFERENCES users (id),
    asked_at INTEGER NOT NULL,
    order_id BLOB,
    renewed_id BLOB,
    refusal TEXT,
    done_at INTEGER,
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, renewed_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;
