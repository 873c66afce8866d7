--liquibase formatted sql

--changeset baton:notice
CREATE TABLE notice (
    account_id uuid NOT NULL,
    id         uuid NOT NULL,
    member_id  uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('handoff_created', 'handoff_claimed')),
    handoff_id uuid NOT NULL,
    session_id uuid NOT NULL,
    title      text NOT NULL,
    created_at timestamptz NOT NULL,
    read_at    timestamptz,
    settled_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id),
    FOREIGN KEY (account_id, handoff_id) REFERENCES handoff (account_id, id)
);
CREATE INDEX notice_bell ON notice (account_id, member_id, created_at DESC, id DESC);
CREATE INDEX notice_unread ON notice (account_id, member_id) WHERE read_at IS NULL AND settled_at IS NULL;
CREATE INDEX notice_of_handoff ON notice (account_id, handoff_id);
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON notice TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON notice TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON notice TO ${app};
--rollback DROP TABLE notice;
