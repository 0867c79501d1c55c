-- What a reservation was before each change: the form that its version had, until it was changed.
CREATE TABLE reservation_revisions (
    reservation_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    partner_id BLOB NOT NULL,
    customer_id BLOB NOT NULL,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    subscription_id BLOB NOT NULL,
    optimise TEXT NOT NULL,
    state TEXT NOT NULL,
    status_code TEXT NOT NULL,
    is_renewing INTEGER NOT NULL,
    archived_at INTEGER,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (reservation_id, version),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
) STRICT, WITHOUT ROWID;
