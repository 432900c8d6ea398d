-- What a company decides, as JSON, from a day on. Of several with one day the last published holds.
CREATE TABLE setting (
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (name, valid_from, published_at)
);

-- What the device said it is.
ALTER TABLE session ADD COLUMN platform TEXT NOT NULL DEFAULT 'other';
-- A new sign-in ends the earlier one on its device; everybody sees their own.
CREATE INDEX session_by_device ON session (device_id);
CREATE INDEX session_by_person ON session (person_id);
