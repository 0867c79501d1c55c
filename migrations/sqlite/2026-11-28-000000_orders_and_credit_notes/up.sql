-- What is under many reservation orders at once, in order; and the latest credit notes of everybody.
DROP INDEX reservations_order;
CREATE INDEX reservations_order ON reservations (reservation_order_id, partner_id, created_at, id);
CREATE INDEX credit_notes_issued ON credit_notes (partner_id, issued_at, number);
