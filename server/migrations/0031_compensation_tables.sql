-- The compensation tables as they were published, each whole and as JSON; only ever added to. What is counted as of a
-- day and closed on another is counted by the last that was recorded by the one and known by the other; where none
-- was yet, by the first.
CREATE TABLE compensation_table (
    name TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    recorded_on TEXT NOT NULL,
    known_from TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (name, published_at)
);
