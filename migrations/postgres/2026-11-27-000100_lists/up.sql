-- Lists of everybody's things by id, and sums of charges by day, without looking at every row.
CREATE INDEX reservations_id ON reservations (partner_id, id);
CREATE INDEX reservation_orders_id ON reservation_orders (partner_id, id);
CREATE INDEX subscriptions_id ON subscriptions (partner_id, id);
CREATE INDEX charges_due ON charges (partner_id, due_on, currency, state, amount_minor);
