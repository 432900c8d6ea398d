-- Under what a record is found: its number, and of everybody in it name, document, mobile, policy;
-- as digits, so that every engine sorts them alike. Written with each version of the content.
CREATE TABLE record_term (
    record_id TEXT NOT NULL REFERENCES record (record_id),
    term TEXT NOT NULL,
    PRIMARY KEY (record_id, term)
);
CREATE INDEX record_term_by_term ON record_term (term, record_id);

-- By which version of the terms; 0 for what arrived before there were any.
ALTER TABLE record ADD COLUMN terms BIGINT NOT NULL DEFAULT 0;
CREATE INDEX record_by_terms ON record (terms);

-- Who has a case open at the desk. Nobody has who did nothing with it for a while.
CREATE TABLE desk_hold (
    record_id TEXT NOT NULL PRIMARY KEY REFERENCES record (record_id),
    person_id TEXT NOT NULL REFERENCES person (person_id),
    since BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- What somebody decided today.
CREATE INDEX decision_by_person ON decision (person_id, decided_at);
