DROP TABLE webhook_deliveries;
DROP TABLE webhooks;
DROP INDEX carts_one_active;
UPDATE carts SET state = 'expired' WHERE face = 'api' AND state = 'active';
CREATE UNIQUE INDEX carts_one_active ON carts (customer_id) WHERE state = 'active';
ALTER TABLE carts DROP COLUMN request_key;
ALTER TABLE carts DROP COLUMN face;
