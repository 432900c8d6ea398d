-- Every key that acknowledgements and audit heads were ever signed with; none is removed.
CREATE TABLE signing_key (
    public_key TEXT NOT NULL PRIMARY KEY,
    first_used_at BIGINT NOT NULL
);

-- The server's proof of arrival for each version of a content; number, hash and time are those of
-- the record and its snapshot.
CREATE TABLE acknowledgement (
    record_id TEXT NOT NULL,
    content_version BIGINT NOT NULL,
    public_key TEXT NOT NULL REFERENCES signing_key (public_key),
    signature TEXT NOT NULL,
    PRIMARY KEY (record_id, content_version),
    FOREIGN KEY (record_id, content_version)
        REFERENCES content_snapshot (record_id, content_version)
);

-- The content version that the mutation brought; none if it brought no content.
ALTER TABLE mutation ADD COLUMN content_version BIGINT;
