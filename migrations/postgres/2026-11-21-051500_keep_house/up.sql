-- Work that comes due by itself: one row per job. Whoever moves `due_at` on does the work, so that two
-- servers do not do it twice.
CREATE TABLE jobs (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    due_at timestamptz NOT NULL,
    ran_at timestamptz,
    done bigint NOT NULL,
    failure text COLLATE "C"
);

CREATE INDEX subscriptions_suspended ON subscriptions (suspended_at) WHERE suspended_at IS NOT NULL;
CREATE INDEX sessions_started ON sessions (started_at);
