-- What happened, as payroll was told: append-only. The days stand in the body as well; known_date is
-- the day from which a fact counts.
CREATE TABLE fact (
    fact_id TEXT NOT NULL PRIMARY KEY,
    on_date TEXT NOT NULL,
    known_date TEXT NOT NULL,
    body TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);
