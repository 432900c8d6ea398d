-- What the office keeps of units and people. A code or staff number is one unit's or person's for ever: neither is
-- ever taken out.
ALTER TABLE unit ADD COLUMN code TEXT;
ALTER TABLE unit ADD COLUMN founded_on TEXT;
CREATE UNIQUE INDEX unit_by_code ON unit (code);

ALTER TABLE person ADD COLUMN mobile TEXT;
ALTER TABLE person ADD COLUMN identity_kind TEXT;
ALTER TABLE person ADD COLUMN identity_number TEXT;
ALTER TABLE person ADD COLUMN licence_number TEXT;
ALTER TABLE person ADD COLUMN licence_expires_on TEXT;
ALTER TABLE person ADD COLUMN left_on TEXT;
ALTER TABLE person ADD COLUMN left_because TEXT;
CREATE UNIQUE INDEX person_by_agent_number ON person (agent_number);
