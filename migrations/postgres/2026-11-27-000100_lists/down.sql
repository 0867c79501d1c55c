DROP INDEX charges_due;
DROP INDEX subscriptions_id;
DROP INDEX reservation_orders_id;
DROP INDEX reservations_id;
