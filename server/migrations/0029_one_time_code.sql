-- The code with which somebody chooses a passphrase: one at a time, and only its hash. Who has not chosen a
-- passphrase yet has '' in person.password_hash.
CREATE TABLE one_time_code (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (person_id),
    code_hash TEXT NOT NULL,
    valid_until BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    -- A person's id, or command_line.
    made_by TEXT NOT NULL
);
