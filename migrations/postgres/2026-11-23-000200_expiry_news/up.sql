-- How many days before its end of a reservation somebody was told, so that nobody is told twice.
CREATE TABLE expiry_news (
    reservation_id uuid NOT NULL,
    days integer NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (reservation_id, days),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);
