-- Where a signed-in device lets itself be told that something waits for its person; it goes with the
-- sign-in. Told once `due_at` has come; several reasons until then make one message.
CREATE TABLE push_subscription (
    token_hash TEXT NOT NULL PRIMARY KEY REFERENCES session (token_hash) ON DELETE CASCADE,
    endpoint TEXT NOT NULL UNIQUE,
    due_at BIGINT,
    tries BIGINT NOT NULL
);
CREATE INDEX push_subscription_by_due ON push_subscription (due_at);
-- Whether an agent still has a query to answer.
CREATE INDEX record_by_captured_by ON record (captured_by, status);
