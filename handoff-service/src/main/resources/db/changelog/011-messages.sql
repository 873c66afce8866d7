--liquibase formatted sql

--changeset baton:session_message
--comment: the chat of a session: what people wrote, and what the assistant answered
CREATE TABLE session_message (
    account_id   uuid NOT NULL,
    session_id   uuid NOT NULL,
    ordinal      integer NOT NULL,
    id           uuid NOT NULL,
    text         text NOT NULL,
    author_id    uuid,
    in_reply_to  uuid,
    source       text CHECK (source IN ('rules', 'model')),
    source_label text,
    created_at   timestamptz NOT NULL,
    -- Given under the session's row lock: messages have one order, and the highest is the first of this index.
    PRIMARY KEY (account_id, session_id, ordinal),
    UNIQUE (account_id, id),
    -- A message is answered once, also by a request that was believed dead and comes late.
    UNIQUE (account_id, in_reply_to),
    FOREIGN KEY (account_id, session_id) REFERENCES ai_session (account_id, id),
    FOREIGN KEY (account_id, author_id) REFERENCES member (account_id, id),
    FOREIGN KEY (account_id, in_reply_to) REFERENCES session_message (account_id, id),
    -- A person wrote it, or the assistant answered a person.
    CHECK ((author_id IS NULL) = (in_reply_to IS NOT NULL)
        AND (author_id IS NULL) = (source IS NOT NULL) AND (source IS NULL) = (source_label IS NULL))
);
ALTER TABLE session_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE session_message FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON session_message TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON session_message TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON session_message TO ${app};
--rollback DROP TABLE session_message;

--changeset baton:idempotency_key-lease
--comment: a request that waits for something slow commits its key before it has a result; both are null for all others
ALTER TABLE idempotency_key
    ADD COLUMN begun        uuid,
    ADD COLUMN leased_until timestamptz;
--rollback ALTER TABLE idempotency_key DROP COLUMN begun, DROP COLUMN leased_until;
