DROP TABLE api_clients;
ALTER TABLE users DROP COLUMN is_client;
