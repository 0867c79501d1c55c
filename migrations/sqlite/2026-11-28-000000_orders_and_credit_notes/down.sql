DROP INDEX credit_notes_issued;
DROP INDEX reservations_order;
CREATE INDEX reservations_order ON reservations (reservation_order_id);
