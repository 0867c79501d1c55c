DROP INDEX sessions_started;
DROP INDEX subscriptions_suspended;
DROP TABLE jobs;
