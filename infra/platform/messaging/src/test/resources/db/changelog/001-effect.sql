--liquibase formatted sql

--changeset sample:effect-1
--comment: no unique key, so that an effect that happens twice shows
CREATE TABLE effect (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL,
    sequence bigint NOT NULL,
    what text NOT NULL
);
ALTER TABLE effect ENABLE ROW LEVEL SECURITY;
ALTER TABLE effect FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON effect TO ${app}
    USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
    WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY migrator ON effect TO ${migrator} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON effect TO ${app};
--rollback DROP TABLE effect;
