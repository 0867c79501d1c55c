-- What a reservation was before each change: the form that its version had, until it was changed.
CREATE TABLE reservation_revisions (
    reservation_id uuid NOT NULL,
    version integer NOT NULL,
    partner_id uuid NOT NULL,
    customer_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    scope text COLLATE "C" NOT NULL,
    subscription_id uuid NOT NULL,
    optimise text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    status_code text COLLATE "C" NOT NULL,
    is_renewing boolean NOT NULL,
    archived_at timestamptz,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (reservation_id, version),
    FOREIGN KEY (partner_id, customer_id, reservation_id) REFERENCES reservations (partner_id, customer_id, id)
);
