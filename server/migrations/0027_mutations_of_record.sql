-- What was sent of a record is asked for at every sign-in to a session and for every statement.
CREATE INDEX mutation_by_record ON mutation (record_id, received_at);
