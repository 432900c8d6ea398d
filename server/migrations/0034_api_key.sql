-- Keys with which other systems call the server: only their hashes. A key is never taken out, for the log names it.
-- `scopes` between blanks.
CREATE TABLE api_key (
    key_id TEXT NOT NULL PRIMARY KEY,
    key_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    beginning TEXT NOT NULL,
    scopes TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    made_by TEXT NOT NULL REFERENCES person (person_id),
    made_at BIGINT NOT NULL,
    last_day TEXT,
    used_at BIGINT,
    ended_at BIGINT,
    ended_because TEXT
);
CREATE INDEX api_key_by_unit ON api_key (unit_id);
