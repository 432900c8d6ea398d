-- Addresses that are told what happens, and what each is told: written with what it tells, sent afterwards. `events`
-- between blanks. The secret stands here as it is, for every message is signed with it.
CREATE TABLE webhook (
    webhook_id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    secret TEXT NOT NULL,
    events TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (unit_id),
    made_by TEXT NOT NULL REFERENCES person (person_id),
    made_at BIGINT NOT NULL,
    failing_since BIGINT,
    off_at BIGINT,
    off_because TEXT,
    ended_at BIGINT
);
CREATE INDEX webhook_by_unit ON webhook (unit_id);

-- What waits has a moment at which it is due.
CREATE TABLE webhook_delivery (
    delivery_id TEXT NOT NULL PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhook (webhook_id),
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    due_at BIGINT,
    tries BIGINT NOT NULL,
    tried_at BIGINT,
    answer BIGINT,
    failure TEXT,
    arrived_at BIGINT
);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_id, made_at);
CREATE INDEX webhook_delivery_by_due ON webhook_delivery (due_at);
