-- Who wants a reservation to be bought again at its end, and what came of it: one row, so one renewal.
CREATE TABLE reservation_renewals (
    reservation_id uuid NOT NULL PRIMARY KEY,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    asked_by uuid NOT NULL REFERENCES users (id),
    asked_at timestamptz NOT NULL,
    order_id uuid,
    renewed_id uuid,
    refusal text COLLATE "C",
    done_at timestamptz,
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, renewed_id) REFERENCES reservations (partner_id, customer_id, id),
    FOREIGN KEY (partner_id, customer_id, order_id) REFERENCES orders (partner_id, customer_id, id)
);
