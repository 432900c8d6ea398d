-- Units are kept by hand. A unit that splits off remembers from which one, one that is merged into which; both are ids
-- of units. What a unit is called today stands in its row; when it was, or will be, called otherwise, stands beside it.
ALTER TABLE unit ADD COLUMN mother_id TEXT;
ALTER TABLE unit ADD COLUMN merged_into_id TEXT;
CREATE TABLE unit_renaming (
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    from_date TEXT NOT NULL,
    name_before TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (unit_id, from_date)
);
