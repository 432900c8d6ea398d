-- Portable between SQLite and PostgreSQL: TEXT ids, BIGINT milliseconds, fen and 0/1, civil dates as
-- TEXT. A period is from_date to until_date, both in it; 9999-12-31 stands for "still".

-- What belongs to the store as a whole: its epoch, whether it is a demonstration.
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The organisation: company, branch, department, team.
CREATE TABLE unit (
    unit_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    offset_minutes BIGINT NOT NULL
);

-- Where a unit belongs, by date.
CREATE TABLE unit_place (
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    parent_id TEXT NOT NULL REFERENCES unit (unit_id),
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    PRIMARY KEY (unit_id, from_date)
);
CREATE INDEX unit_place_by_parent ON unit_place (parent_id);

CREATE TABLE person (
    person_id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    agent_number TEXT,
    password_hash TEXT NOT NULL,
    joined_on TEXT NOT NULL,
    version BIGINT NOT NULL
);

-- Who does what where, by date. An agent's appointment is the membership in the team.
CREATE TABLE appointment (
    person_id TEXT NOT NULL REFERENCES person (person_id),
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    role TEXT NOT NULL,
    level BIGINT,
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    PRIMARY KEY (person_id, unit_id, role, from_date)
);
CREATE INDEX appointment_by_unit ON appointment (unit_id, role);

-- Installations of the app. The number is dense and part of every record number made there.
CREATE TABLE device (
    device_id TEXT NOT NULL PRIMARY KEY,
    device_number BIGINT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES person (person_id),
    registered_at BIGINT NOT NULL,
    -- Milliseconds by which its clock was ahead of the server's when it last spoke.
    clock_ahead BIGINT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (person_id),
    device_id TEXT NOT NULL REFERENCES device (device_id),
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- Failed sign-ins, per login name and per address.
CREATE TABLE sign_in_failure (
    source TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    failed_at BIGINT NOT NULL
);

-- Captured records: two documents, the content (the agent's) and the office's part.
CREATE TABLE record (
    record_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    captured_by TEXT NOT NULL REFERENCES person (person_id),
    captured_by_name TEXT NOT NULL,
    captured_at BIGINT NOT NULL,
    -- The civil day at the branch, by the server's reckoning: the rules look at the record as then.
    captured_on TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    content_version BIGINT NOT NULL,
    rules BIGINT NOT NULL,
    content TEXT NOT NULL,
    office TEXT NOT NULL,
    -- Where the agent belonged on the day of capture.
    branch_id TEXT NOT NULL REFERENCES unit (unit_id),
    team TEXT NOT NULL,
    -- Taken out of the documents, to list and to find by.
    status TEXT NOT NULL,
    title TEXT NOT NULL,
    subject TEXT NOT NULL,
    amount BIGINT,
    warnings BIGINT NOT NULL,
    insured TEXT,
    duplicate_key TEXT,
    session_number TEXT,
    searched TEXT NOT NULL
);
CREATE INDEX record_by_status ON record (status, received_at, record_id);
CREATE INDEX record_by_insured ON record (insured);
CREATE INDEX record_by_duplicate_key ON record (duplicate_key);
CREATE INDEX record_by_session_number ON record (branch_id, session_number);

-- The units above a record on the day it was captured: who holds a role in one of them sees it,
-- whatever becomes of the tree later.
CREATE TABLE record_place (
    record_id TEXT NOT NULL REFERENCES record (record_id),
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    PRIMARY KEY (record_id, unit_id)
);
CREATE INDEX record_place_by_unit ON record_place (unit_id);

-- Each version of a record's content as it arrived, with the SHA-256 of its text.
CREATE TABLE content_snapshot (
    record_id TEXT NOT NULL REFERENCES record (record_id),
    content_version BIGINT NOT NULL,
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, content_version)
);

-- Every mutation that got a lasting outcome: the same again gets the same.
CREATE TABLE mutation (
    mutation_id TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    device_id TEXT NOT NULL REFERENCES device (device_id),
    device_seq BIGINT NOT NULL,
    record_id TEXT NOT NULL,
    body TEXT NOT NULL,
    outcome TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (device_id, device_seq)
);

-- Every decision of the desk: the same id decides once.
CREATE TABLE decision (
    decision_id TEXT NOT NULL PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (person_id),
    record_id TEXT NOT NULL REFERENCES record (record_id),
    decided_at BIGINT NOT NULL
);

-- Policies of the agents' client books.
CREATE TABLE policy (
    policy_number TEXT NOT NULL PRIMARY KEY,
    agent_id TEXT NOT NULL REFERENCES person (person_id),
    version BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX policy_by_agent ON policy (agent_id);

-- Product catalogues as published.
CREATE TABLE catalogue (
    version BIGINT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    published_at BIGINT NOT NULL
);

-- How far each scope has counted. Taken last in a transaction, so that positions become visible
-- in their order.
CREATE TABLE scope (
    scope TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);

-- The latest change of each thing in each scope.
CREATE TABLE change (
    scope TEXT NOT NULL REFERENCES scope (scope),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (scope, kind, id)
);
CREATE UNIQUE INDEX change_by_position ON change (scope, position);

-- Who did what: append-only, one hash chain for each branch.
CREATE TABLE audit (
    chain TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before_hash TEXT NOT NULL,
    after_hash TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
);
