-- How many days before its end of a reservation somebody was told, so that nobody is told twice.
CREATE TABLE expiry_news (
    reservation_id BLOB NOT NULL,
    days INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    told_at INTEGER NOT NULL,
    PRIMARY KEY (reservation_id, days),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;
