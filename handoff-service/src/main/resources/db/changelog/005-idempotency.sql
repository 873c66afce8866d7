--liquibase formatted sql

--changeset baton:idempotency_key
CREATE TABLE idempotency_key (
    account_id uuid NOT NULL,
    member_id  uuid NOT NULL,
    route      text NOT NULL,
    key        text NOT NULL,
    body_hash  text NOT NULL,
    response   text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, member_id, route, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON idempotency_key TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migration ON idempotency_key TO ${migrator} USING (true) WITH CHECK (true);
CREATE POLICY clean_up ON idempotency_key TO ${worker} USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO ${app};
GRANT SELECT, DELETE ON idempotency_key TO ${worker};
--rollback DROP TABLE idempotency_key;
