-- Since when the office knows a membership or a place, so that no closed month of pay changes by what was
-- learned later. Each row says how an appointment or a place stood from known_date on; with an empty known_date it
-- counts as known on its own days, as does whatever has no row here. A period that ends before it begins was taken back.
CREATE TABLE appointment_learned (
    person_id TEXT NOT NULL REFERENCES person (person_id),
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    role TEXT NOT NULL,
    level BIGINT,
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    known_date TEXT NOT NULL,
    PRIMARY KEY (person_id, unit_id, role, from_date, known_date)
);
CREATE TABLE unit_place_learned (
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    parent_id TEXT NOT NULL REFERENCES unit (unit_id),
    from_date TEXT NOT NULL,
    until_date TEXT NOT NULL,
    known_date TEXT NOT NULL,
    PRIMARY KEY (unit_id, from_date, known_date)
);
