--liquibase formatted sql

--changeset baton:note
CREATE TABLE note (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (account_id, id)
);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON note TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY worker ON note FOR SELECT TO ${worker} USING (true);
CREATE POLICY migrator ON note TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON note TO ${app};
GRANT SELECT ON note TO ${worker};
--rollback DROP TABLE note;
