-- The log is read in words: on which device somebody acted, the units above them then (each id between
-- slashes; of an act on a record those of the record count), and what the act changed, as JSON. Part of
-- a row's hash where they are not empty, as in rows of before.
ALTER TABLE audit ADD COLUMN device_id TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN units TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN detail TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_by_time ON audit (at, chain, seq);
CREATE INDEX audit_by_person ON audit (person_id, at);
CREATE INDEX audit_by_subject ON audit (subject, at);
CREATE INDEX audit_by_action ON audit (action, at);
