-- What is to be published is drafted by one administrator and put in force by another. A draft keeps its files, the
-- token of what it came to when it was looked at, and who decided it; `looked` is what it came to, as JSON.
CREATE TABLE rule_draft (
    draft_id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    files TEXT NOT NULL,
    reason TEXT NOT NULL,
    looked TEXT NOT NULL,
    state TEXT NOT NULL,
    drafted_by TEXT NOT NULL REFERENCES person (person_id),
    drafted_at BIGINT NOT NULL,
    decided_by TEXT REFERENCES person (person_id),
    decided_at BIGINT,
    decided_because TEXT
);
CREATE INDEX rule_draft_by_state ON rule_draft (state, drafted_at);

-- What was published and did not hold yet is taken back by an administrator.
CREATE TABLE rule_take_back (
    take_back_id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    reason TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (person_id),
    taken_back_at BIGINT NOT NULL
);

-- By which draft a row of setting, compensation_table or catalogue came, or because of which take-back; the others
-- came with the program or by the command line. `number` is published_at, of the catalogue its version; `first_day`
-- is empty but for settings.
CREATE TABLE rule_origin (
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    number BIGINT NOT NULL,
    draft_id TEXT REFERENCES rule_draft (draft_id),
    take_back_id TEXT REFERENCES rule_take_back (take_back_id),
    PRIMARY KEY (subject, name, first_day, number)
);

-- The rows of setting that do not hold, for they were taken back before their first day.
CREATE TABLE setting_taken_back (
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    take_back_id TEXT NOT NULL REFERENCES rule_take_back (take_back_id),
    PRIMARY KEY (name, valid_from, published_at)
);
